import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const ROOT = path.join(import.meta.dirname, "..", "..", "..");

it("the README has every point of Electron's checklist, with a test that there is", () => {
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
  const section = readme.slice(readme.indexOf("## Security"), readme.indexOf("## How quick it is"));
  const rows = [...section.matchAll(/^\| (\d+)\. .*\| (\S+\.test\.ts): “([^”]+)” +\|$/gm)];
  expect(rows.map(([, point]) => Number(point))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  for (const [, point, file, name] of rows)
    expect(readFileSync(path.join(ROOT, "tests", "electron", file ?? ""), "utf8"), point).toContain(`("${name}"`);
});
