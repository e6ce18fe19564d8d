import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { shareFolder } from "../../../electron/sync/share-state.ts";
import { must, storyWithText, writer } from "../library/stories.ts";
import { sharedNewsroom } from "./desks.ts";

const ROOT = path.join(import.meta.dirname, "../../..");
const run = promisify(execFile);
const newsroom = sharedNewsroom();

test("a token that the window's keychain holds can't be read by the command line, which says what to do and takes it from a file", async () => {
  const { library, sharer } = await newsroom.desk("vientiane");
  must(await library.create(storyWithText("ລະດັບນ້ຳຂອງ"), writer));
  writeFileSync(path.join(shareFolder(sharer.home, library.id), "token"), "sealed:c2VjcmV0\n");
  await library.close();
  const cli = (...args: string[]) =>
    run(
      process.execPath,
      [path.join(ROOT, "electron/cli/cli.mjs"), "sync", "--library", library.folder, "--json", ...args],
      { cwd: ROOT, env: { ...process.env, SONGPHASA_HOME: sharer.home } },
    );
  const refused = (await cli().catch((error: { code: number; stdout: string }) => error)) as {
    code: number;
    stdout: string;
  };
  expect(refused.code).toBe(1);
  const { error } = JSON.parse(refused.stdout);
  expect(error).toMatchObject({ reason: "token-sealed", values: { hub: newsroom.hub() } });
  expect(error.message).toContain("--token-file");
  const file = path.join(newsroom.root(), "token.txt");
  writeFileSync(file, "ghp_secret\n");
  const { stdout } = await cli("--token-file", file);
  expect(JSON.parse(stdout)).toMatchObject({ sent: 1, held: [] });
});
