/** Many files from the command line, in one process. */
import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { ImportAnswer } from "../../../shared/contract.ts";

const ROOT = path.join(import.meta.dirname, "../../..");
const run = promisify(execFile);

const cli = (folder: string, args: readonly string[]) =>
  run(process.execPath, [path.join(ROOT, "electron/cli/cli.mjs"), ...args], {
    cwd: ROOT,
    env: { ...process.env, SONGPHASA_HOME: path.join(folder, "home") },
  });

test("an old font is converted and a page taken whole where that is said; each guess is named once", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "songphasa-cli-"));
  try {
    const files = path.join(folder, "files");
    await mkdir(files);
    await writeFile(path.join(files, "1.txt"), "lh k'7;k,g0A ,c0'.odkora fmtok;y -k-u");
    await copyFile(path.join(ROOT, "tests/fixtures/pages/paper-en.html"), path.join(files, "2.html"));
    const mixed = "ກອງປະຊຸມ ອາຊຽນ ເປີດແລ້ວ ທີ່ວຽງຈັນ\nThe ASEAN meeting has been opened in Vientiane today";
    await writeFile(path.join(files, "3.txt"), mixed);
    const library = path.join(folder, "library");
    const read = async (...more: string[]) => {
      const { stdout } = await cli(folder, ["import", files, "--library", library, "--json", ...more]);
      const { imported } = JSON.parse(stdout) as ImportAnswer;
      return imported.map(({ lang, warnings, dropped }) => ({
        ...{ lang, dropped: dropped.length },
        codes: warnings.map(({ code, text }) => (code === "field-unsure" ? `${code} ${text}` : code)),
      }));
    };
    const [old, page, both] = await read();
    expect(old).toMatchObject({ lang: "en", codes: ["not-a-page", "old-font"] });
    expect(both?.codes).toEqual(["not-a-page", "field-unsure lang"]);
    const [converted, whole] = await read("--old-font", "--whole");
    expect(converted).toMatchObject({ lang: "lo", codes: ["not-a-page", "old-font-converted"] });
    expect(page?.dropped).toBeGreaterThan(whole?.dropped ?? 0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("a folder comes in: what two files' names say is one story, and what is refused is named beside it", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "songphasa-cli-"));
  try {
    const files = path.join(folder, "files");
    await mkdir(files);
    for (const lang of ["lo", "en"])
      await copyFile(path.join(ROOT, `tests/fixtures/kpl-article-${lang}.txt`), path.join(files, `kpl.${lang}.txt`));
    await writeFile(path.join(files, "mekong.txt"), "ນ້ຳຂອງຂຶ້ນ\nລະດັບນ້ຳຂອງ ຂຶ້ນ 40 ຊັງຕີແມັດ.\n");
    await writeFile(path.join(files, "empty.txt"), "");
    await writeFile(path.join(files, ".hidden.txt"), "ບໍ່ແມ່ນຂ່າວ");
    const library = path.join(folder, "library");
    const args = ["import", files, "--pair-by", "name", "--library", library, "--json"];
    const ended = await cli(folder, args).catch((error: { code: number; stdout: string; stderr: string }) => error);
    expect("code" in ended && ended.code).toBe(1);
    expect(ended.stderr).toContain("empty.txt: empty.txt is empty.");
    const { imported, refused } = JSON.parse(ended.stdout) as ImportAnswer;
    expect(imported.map(({ lang }) => lang).sort()).toEqual(["en", "lo", "lo"]);
    expect(new Set(imported.map(({ id }) => id)).size).toBe(2);
    expect(refused.map(({ name }) => name)).toEqual(["empty.txt"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
