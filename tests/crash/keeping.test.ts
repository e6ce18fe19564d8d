import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backUp } from "../../electron/library/backup/backup.ts";
import { readBackup } from "../../electron/library/backup/backup-archive.ts";
import { verifyLibrary } from "../../electron/library/care/verify.ts";
import { articleIds, articlePath } from "../../electron/library/files/article-paths.ts";
import { openLibrary } from "../../electron/library/library.ts";
import { FIXTURE, ID, ladder } from "../electron/library/files/format-zero.ts";
import { must } from "../electron/library/stories.ts";
import { heavyRuns, randomOf } from "../random.ts";

let room = "";
beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-kept-"));
});
afterEach(() => rm(room, { recursive: true, force: true }));

const library = () => path.join(room, "library");
const backup = () => path.join(room, "backups", "library.tar.gz");
const parts = async () =>
  (await readdir(path.dirname(backup())).catch(() => [])).filter((name) => name.endsWith(".part"));

const DEEDS = ["migrated", "stays", "emptied", "backup"];

/** A desk at work for so long after it has opened and said these words; what it said it had done. */
async function killed(after: number, words: readonly string[]): Promise<string[][]> {
  const program = path.join(import.meta.dirname, "keeper.ts");
  const aside = path.join(room, "aside");
  await mkdir(aside, { recursive: true });
  const child = spawn(process.execPath, [program, library(), backup(), aside], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (part) => {
    said += part;
  });
  const isUnderWay = () => ["open", ...words].every((word) => new RegExp(`^${word}( .*)?\n`, "m").test(said));
  while (!isUnderWay() && child.exitCode === null) await wait(1);
  await wait(after);
  expect(child.exitCode).toBeNull();
  child.kill("SIGKILL");
  await once(child, "close");
  return said
    .split("\n")
    .slice(0, -1)
    .map((line) => line.split(" "));
}

test("desks killed while they migrate, empty the trash and take a backup leave everything whole", async () => {
  const random = randomOf();
  const done: string[][] = [];
  const original = await readFile(FIXTURE, "utf8");
  const kills = heavyRuns(3);
  for (let kill = 0; kill < kills; kill += 1) {
    // The last one is killed only after each deed, on a machine of any speed.
    done.push(...(await killed(random() * 120, kill === kills - 1 ? DEEDS : [])));
    for (const id of await articleIds(library())) {
      const text = await readFile(articlePath(library(), id), "utf8");
      if (JSON.parse(text).format !== 0) continue;
      // Killed before its save: it stands as it stood, and is taken out of the way of the looks that know no format 0.
      expect(text).toBe(original.replace(ID, id));
      await rm(articlePath(library(), id));
    }
    const opened = must(await openLibrary(library(), { ladder }));
    expect(opened.readOnly).toBe(false);
    expect(await opened.problems()).toEqual([]);
    const standing = new Set(await opened.ids());
    for (const [what, id = ""] of done) {
      if (what === "stays" || what === "migrated") expect(standing).toContain(id);
      if (what === "emptied") expect(standing).not.toContain(id);
      if (what !== "migrated") continue;
      const { article } = must(await opened.open(id));
      expect([article.format, article.versions.en?.lead]).toEqual([1, "Both sides agreed."]);
      const kept = path.join(library(), "history", id, "original-format-0.json");
      expect(await readFile(kept, "utf8")).toBe(original.replace(ID, id));
    }
    // What was in the trash when the desk was killed can be emptied now.
    must(await opened.emptyTrash({ origin: "editor", by: "ນາງ ຄຳຫລ້າ" }));
    expect((await opened.list({ trashed: true })).total).toBe(0);
    await opened.close();
    expect(must(await verifyLibrary(library())).findings).toEqual([]);
    if (done.some(([what]) => what === "backup")) must(await readBackup(backup()));
  }

  // Two hours later, what the killed ones left of their backups goes with the next.
  const before = new Date(Date.now() - 7_200_000);
  for (const name of await parts()) await utimes(path.join(path.dirname(backup()), name), before, before);
  must(await backUp(library(), backup()));
  expect(await parts()).toEqual([]);
}, 120_000);
