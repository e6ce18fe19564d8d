import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { PROGRAM_FOLDER } from "../../../electron/disk/program-places.ts";
import { electronOfOurs, judgeElectron } from "../../../electron/packaging/current-electron.ts";

it.each([
  ["45.4.1", "45.5.0", false],
  ["45.4.1", "47.0.1", false],
  ["45.4.1", "48.0.0", true],
  ["^45.4.1", "45.5.0", true],
  ["45.4.1", "", true],
])("an Electron that is mended no more is not released: %s where %s is the newest", (ours, newest, refused) => {
  const judged = judgeElectron(ours, newest);
  expect(judged.refused).toBe(refused);
  expect(judged.words).toContain(ours);
});

it("Electron is named exactly, and a release asks if it is mended", () => {
  const read = (...names: readonly string[]) => readFileSync(path.join(PROGRAM_FOLDER, ...names), "utf8");
  const Package = z.object({ version: z.string() });
  expect(Package.parse(JSON.parse(read("node_modules", "electron", "package.json"))).version).toBe(electronOfOurs());
  expect(judgeElectron(electronOfOurs(), electronOfOurs()).refused).toBe(false);
  expect(read(".github", "workflows", "release.yml")).toContain("run: npm run current-electron\n");
});
