import { execFile, execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { heavyRuns } from "../../random.ts";
import { sharedNewsroom } from "./desks.ts";

const ROOT = path.join(import.meta.dirname, "../../..");
const run = promisify(execFile);
const newsroom = sharedNewsroom();

/** A git that kills whoever started it at its n-th start; before its work, or once it is done. */
function killingGit(folder: string, when: "before" | "after"): string {
  const bin = path.join(folder, `bin-${when}`);
  const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  mkdirSync(bin);
  const count = path.join(folder, "count");
  const kill = `n=$(cat "${count}"); n=$((n - 1)); echo $n > "${count}"; [ $n -eq 0 ] && kill -9 $PPID`;
  const script = when === "before" ? `${kill}\nexec ${real} "$@"` : `${real} "$@"; code=$?\n${kill}\nexit $code`;
  writeFileSync(path.join(bin, "git"), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(bin, "git"), 0o755);
  return bin;
}

/** Where a run is killed: after it told all, before it fetches, before it makes what both wrote; the long run goes to all of them. */
const STARTS = (
  [
    { n: 6, when: "after" },
    { n: 3, when: "before" },
    { n: 5, when: "before" },
  ] as const
).slice(0, heavyRuns(1));

test("desks that are killed while they speak with the hub lose no word, on the command line too", async () => {
  const at = (name: string) => path.join(newsroom.root(), name);
  const cli = async (name: string, args: readonly string[], bin?: string) => {
    const env = {
      ...process.env,
      SONGPHASA_HOME: at(`${name}-home`),
      ...(bin !== undefined && { PATH: `${bin}${path.delimiter}${process.env.PATH}` }),
    };
    return run(process.execPath, [path.join(ROOT, "electron/cli/cli.mjs"), ...args, "--json"], { cwd: ROOT, env });
  };
  const headlines = async (name: string): Promise<string[]> => {
    const { stdout } = await cli(name, ["list", "--library", at(name)]);
    return (JSON.parse(stdout) as { items: { headline: { lo: string } }[] }).items.map((one) => one.headline.lo).sort();
  };
  const write = async (name: string, headline: string) => {
    const file = at(`${name}.txt`);
    writeFileSync(file, `${headline}\n\nຂປລ. ທີ່ນະຄອນຫຼວງວຽງຈັນ ໄດ້ມີພິທີເປີດຢ່າງເປັນທາງການ.\n`);
    await cli(name, ["import", file, "--library", at(name)]);
  };
  await cli("vientiane", ["hub", "create", newsroom.hub()]);
  await write("vientiane", "ເປີດກອງປະຊຸມສະໄໝສາມັນ");
  await cli("vientiane", ["share", "init", newsroom.hub(), "--library", at("vientiane")]);
  await cli("pakse", ["share", "join", newsroom.hub(), at("pakse")]);
  const bins = { before: killingGit(newsroom.root(), "before"), after: killingGit(newsroom.root(), "after") };
  let killed = 0;
  for (const { n, when } of STARTS) {
    await write("vientiane", `ຂ່າວຈາກວຽງຈັນ ຄັ້ງທີ ${n}`);
    await write("pakse", `ຂ່າວຈາກປາກເຊ ຄັ້ງທີ ${n}`);
    await cli("vientiane", ["sync", "--library", at("vientiane")]);
    writeFileSync(at("count"), String(n));
    await cli("pakse", ["sync", "--library", at("pakse")], bins[when]).catch((error: { signal?: string }) => {
      expect(error.signal).toBe("SIGKILL");
      killed += 1;
    });
    await cli("pakse", ["sync", "--library", at("pakse")]);
  }
  await cli("vientiane", ["sync", "--library", at("vientiane")]);
  const known = await headlines("vientiane");
  expect(known).toEqual(await headlines("pakse"));
  expect(known).toHaveLength(1 + 2 * STARTS.length);
  expect(killed).toBe(STARTS.length);
  const stopped = await cli("pakse", ["share", "stop", "--library", at("pakse")]);
  expect(stopped.stdout.trim()).toBe("{}");
  await expect(cli("pakse", ["sync", "--library", at("pakse")])).rejects.toMatchObject({
    stdout: expect.stringContaining("share-none"),
  });
});
