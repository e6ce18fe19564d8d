import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { access, mkdir, readdir, readFile, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { type Header, type Pack, pack } from "tar-stream";
import { expect, test } from "vitest";
import { nameProblem } from "../../../../electron/disk/archives/archive-names.ts";
import { backUp } from "../../../../electron/library/backup/backup.ts";
import { BACKUP_MANIFEST, readBackup } from "../../../../electron/library/backup/backup-archive.ts";
import { backupName, backupsAmong, outlivedBackups } from "../../../../electron/library/backup/backup-rotation.ts";
import { restoreBackup } from "../../../../electron/library/backup/restore-backup.ts";
import { verifyLibrary } from "../../../../electron/library/care/verify.ts";
import { openLibrary } from "../../../../electron/library/library.ts";
import { canonicalJson } from "../../../../shared/article/canonical-json.ts";
import { HOSTILE_NAMES } from "../../hostile-names.ts";
import { must, newsroom, story, writer } from "../own-library.ts";

const { folder, open, close } = newsroom();
const beside = (name: string): string => path.join(folder(), "..", name);

/** Every file's bytes by name, but what a backup leaves out. */
async function filesBelow(root: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(root, file).split(path.sep).join("/");
    if (entry.isFile() && name !== ".lock") files.set(name, (await readFile(file)).toString("base64"));
  }
  return files;
}

test("a library comes back from its backup byte for byte, with names in Lao and deep folders", async () => {
  const desk = await open();
  for (const text of ["ຂ່າວໜຶ່ງ", "ຂ່າວສອງ"]) must(await desk.create(story(text), { ...writer, origin: "import" }));
  await close();
  const long = `ເອກະສານ/${"ຊື່ຍາວຫຼາຍ".repeat(6)}/${"a".repeat(180)}.txt`;
  await mkdir(path.dirname(path.join(folder(), long)), { recursive: true });
  await writeFile(path.join(folder(), long), "ຂໍ້ຄວາມ");
  await writeFile(path.join(folder(), "empty"), "");
  await symlink("/etc/passwd", path.join(folder(), "link"));
  // As of a desk that is at work there, which is in no backup.
  await writeFile(path.join(folder(), ".lock"), "{}");
  const done = must(await backUp(folder(), beside("b.tar.gz")));
  expect(done.left).toEqual(["link"]);
  must(await restoreBackup(beside("b.tar.gz"), beside("restored")));
  const before = await filesBelow(folder());
  expect(await filesBelow(beside("restored"))).toEqual(before);
  expect(done.files).toBe(before.size);
  expect(must(await verifyLibrary(beside("restored"))).findings).toEqual([]);
  // The same files make the same archive but for the moment that it names.
  expect((await readFile(beside("b.tar.gz"))).length).toBe(done.size);
});

test("a restoration that is killed midway leaves no library that opens with a part of its stories", async () => {
  const desk = await open();
  for (let at = 0; at < 130; at += 1) must(await desk.create(story(`ຂ່າວ ${at}`), writer));
  await close();
  must(await backUp(folder(), beside("b.tar.gz")));
  const to = beside("restored");
  const script = `import { restoreBackup } from ${JSON.stringify(path.resolve("electron/library/backup/restore-backup.ts"))};
    await restoreBackup(${JSON.stringify(beside("b.tar.gz"))}, ${JSON.stringify(to)}, () => process.kill(process.pid, "SIGKILL"));`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" });
  expect((await once(child, "exit"))[1]).toBe("SIGKILL");
  expect((await readdir(path.join(to, "articles"))).length).toBeGreaterThan(0);
  expect(await openLibrary(to)).toMatchObject({ ok: false, error: { reason: "restore-unfinished" } });
  expect(await restoreBackup(beside("b.tar.gz"), to)).toMatchObject({
    ok: false,
    error: { reason: "folder-not-empty" },
  });
  await rm(to, { recursive: true });
  must(await restoreBackup(beside("b.tar.gz"), to));
  const restored = must(await openLibrary(to));
  expect(await restored.ids()).toHaveLength(130);
  await restored.close();
});

test("two backups to one file at once are both whole, and the last stands", async () => {
  const desk = await open();
  for (let at = 0; at < 20; at += 1) must(await desk.create(story(`ຂ່າວ ${at}`), writer));
  const both = await Promise.all([backUp(folder(), beside("b.tar.gz")), backUp(folder(), beside("b.tar.gz"))]);
  expect(both.map(({ ok }) => ok)).toEqual([true, true]);
  must(await readBackup(beside("b.tar.gz")));
  expect((await readdir(path.dirname(beside("b.tar.gz")))).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("a backup that is taken while a desk writes restores to a whole library that its log knows", async () => {
  const desk = await open();
  const { id } = must(await desk.create(story("0"), writer)).article;
  let writing = true;
  const work = (async () => {
    for (let turn = 1; writing; turn += 1) {
      const { revs } = must(await desk.open(id));
      must(await desk.save({ id, base: { lo: revs.lo }, lo: { headline: `${turn}` }, why: "confirm" }, writer));
      must(await desk.create(story(`ຂ່າວ ${turn}`), writer));
    }
  })();
  for (let round = 0; round < 4; round += 1) {
    must(await backUp(folder(), beside(`b${round}.tar.gz`)));
    must(await restoreBackup(beside(`b${round}.tar.gz`), beside(`restored${round}`)));
    const verified = must(await verifyLibrary(beside(`restored${round}`)));
    expect(verified.findings).toEqual([]);
    expect(verified.articles).toBeGreaterThan(0);
  }
  writing = false;
  await work;
});

async function zipped(tar: Pack): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(Buffer.from(chunk as Uint8Array));
  return gzipSync(Buffer.concat(chunks));
}

/** Reads a backup's entries, lets a test change them, and packs them again. */
async function repacked(
  change: (
    entries: { header: Partial<Header> & { name: string }; bytes: Buffer }[],
    sums: (name: string, bytes: Buffer) => void,
  ) => void,
): Promise<string> {
  const desk = await open();
  must(await desk.create(story("ຂ່າວ"), writer));
  await close();
  must(await backUp(folder(), beside("good.tar.gz")));
  const list = must(await readBackup(beside("good.tar.gz")));
  const entries = [...(await filesBelow(folder()))].map(([name, base64]) => ({
    header: { name, type: "file" } as Partial<Header> & { name: string },
    bytes: Buffer.from(base64, "base64"),
  }));
  const files = new Map(list.files);
  change(entries, (name, bytes) => {
    files.set(name, { sha256: createHash("sha256").update(bytes).digest("hex"), size: bytes.length });
  });
  const manifest = { ...list, files: Object.fromEntries(files) };
  entries.push({ header: { name: BACKUP_MANIFEST }, bytes: Buffer.from(canonicalJson(manifest)) });
  const tar = pack();
  for (const { header, bytes } of entries)
    if (header.type === "file" || header.type === undefined) tar.entry({ ...header, size: bytes.length }, bytes);
    else tar.entry(header);
  tar.finalize();
  await writeFile(beside("changed.tar.gz"), await zipped(tar));
  return beside("changed.tar.gz");
}

const text = Buffer.from("hostile");

test.each(HOSTILE_NAMES)("an archive that holds %s is refused, and nothing is written", async (_what, name) => {
  const file = await repacked((entries, sums) => {
    entries.push({ header: { name, type: "file" }, bytes: text });
    sums(name, text);
  });
  expect(await restoreBackup(file, beside("restored"))).toMatchObject({
    ok: false,
    error: { reason: "backup-damaged" },
  });
  await expect(access(beside("restored"))).rejects.toThrow();
  await expect(access(beside("evil.json"))).rejects.toThrow();
});

test.each([
  ["a link", { name: "articles/link", type: "symlink", linkname: "/etc" }],
  ["a hard link", { name: "articles/link", type: "link", linkname: "/etc/passwd" }],
  ["a device node", { name: "node", type: "character-device" }],
] as const)("an archive that holds %s is refused, and nothing is written", async (_what, header) => {
  const file = await repacked((entries) => void entries.push({ header, bytes: Buffer.alloc(0) }));
  expect(await restoreBackup(file, beside("restored"))).toMatchObject({
    ok: false,
    error: { reason: "backup-damaged" },
  });
  await expect(access(beside("restored"))).rejects.toThrow();
});

test.each<[string, Parameters<typeof repacked>[0]]>([
  ["misses a file", (entries) => void entries.shift()],
  ["holds a file that it doesn't name", (entries) => void entries.push({ header: { name: "more.json" }, bytes: text })],
  [
    "holds a file with other bytes",
    (entries) => {
      const first = entries[0];
      if (first) entries[0] = { ...first, bytes: Buffer.concat([first.bytes, text]) };
    },
  ],
  [
    "holds one file twice, in two writings of its name",
    (entries, sums) => {
      for (const name of ["Extra.json", "extra.json"]) {
        entries.push({ header: { name }, bytes: text });
        sums(name, text);
      }
    },
  ],
])("an archive that %s is refused, and nothing is written", async (_what, change) => {
  const file = await repacked(change);
  expect(await restoreBackup(file, beside("restored"))).toMatchObject({
    ok: false,
    error: { reason: "backup-damaged" },
  });
  await expect(access(beside("restored"))).rejects.toThrow();
});

function same(bytes: Buffer, good: Buffer): boolean {
  try {
    return gunzipSync(bytes).equals(gunzipSync(good));
  } catch {
    return false;
  }
}

test("a backup that is cut short or has one wrong byte anywhere is refused", async () => {
  const desk = await open();
  must(await desk.create(story("ຂ່າວ"), writer));
  await close();
  must(await backUp(folder(), beside("b.tar.gz")));
  const good = await readFile(beside("b.tar.gz"));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: good.length - 1 }), fc.boolean(), async (at, cut) => {
      const bytes = Buffer.from(cut ? good.subarray(0, at) : good);
      if (!cut) bytes[at] = (bytes[at] ?? 0) ^ 0x40;
      // Where gzip can write the same bytes in another way, nothing is wrong.
      if (same(bytes, good)) return;
      await writeFile(beside("bad.tar.gz"), bytes);
      expect((await restoreBackup(beside("bad.tar.gz"), beside("restored"))).ok).toBe(false);
      await expect(access(beside("restored"))).rejects.toThrow();
    }),
    { numRuns: 60 },
  );
});

test("what is no backup, and a folder that isn't empty, are refused with their own words", async () => {
  await open();
  await close();
  const tar = pack();
  tar.entry({ name: "readme.txt" }, "no backup");
  tar.finalize();
  await writeFile(beside("other.tar.gz"), await zipped(tar));
  expect(await restoreBackup(beside("other.tar.gz"), beside("x"))).toMatchObject({
    error: { reason: "backup-foreign" },
  });
  await writeFile(beside("text.tar.gz"), "just text");
  expect(await restoreBackup(beside("text.tar.gz"), beside("x"))).toMatchObject({
    error: { reason: "backup-damaged" },
  });
  expect(await restoreBackup(beside("none.tar.gz"), beside("x"))).toMatchObject({ error: { reason: "file-missing" } });
  must(await backUp(folder(), beside("b.tar.gz")));
  expect(await restoreBackup(beside("b.tar.gz"), folder())).toMatchObject({ error: { reason: "folder-not-empty" } });
  expect(await backUp(folder(), path.join(folder(), "b.tar.gz"))).toMatchObject({
    error: { reason: "backup-in-library" },
  });
  expect(gunzipSync(await readFile(beside("b.tar.gz"))).includes("library.json")).toBe(true);
});

test("rotation keeps the newest backup of each of seven days, and touches no file that is none of ours", () => {
  const moments = [
    "2026-11-24T10:00:00Z",
    "2026-11-24T02:00:00Z",
    ...[23, 22, 20, 19, 18, 17, 16].map((day) => `2026-11-${day}T02:00:00Z`),
  ];
  const names = moments.map((at) => backupName("01JLIBRARY", at));
  const others = [
    "songphasa-OTHER-20261101T020000Z.tar.gz",
    "photo.jpg",
    `${names[0]}.part`,
    "songphasa-01JLIBRARY-x.tar.gz",
  ];
  const found = backupsAmong([...others, ...names].sort(), "01JLIBRARY");
  expect(found.map(({ at }) => at)).toEqual(moments);
  expect(outlivedBackups(found, (at) => at.slice(0, 10), names[0] ?? "")).toEqual([names[1], names[8]]);
  // By a clock that was set back, the one just taken looks the oldest: it stays all the same.
  expect(outlivedBackups(found, (at) => at.slice(0, 10), names[8] ?? "")).toEqual([names[1]]);
});

test("no name that a backup may hold leads out of the folder", () => {
  const step = fc.oneof(fc.constantFrom("..", ".", "", "a", "ຂ່າວ", "\\", "C:", "NUL", "aux.txt", "\0"), fc.string());
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => {
      const name = steps.join("/");
      if (nameProblem(name) !== null) return;
      for (const system of [path.posix, path.win32]) {
        const root = system.resolve("/library");
        const to = system.resolve(root, name);
        expect(to.startsWith(root + system.sep)).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test.each(["__proto__", "constructor", "articles/toString"])(
  "a file that is named “%s” is in the backup like any other",
  async (name) => {
    const desk = await open();
    must(await desk.create(story("ຂ່າວ"), writer));
    const file = path.join(folder(), ...name.split("/"));
    await writeFile(file, "ບັນທຶກ");
    must(await backUp(folder(), beside("odd.tar.gz")));
    must(await restoreBackup(beside("odd.tar.gz"), beside("restored")));
    expect(await readFile(path.join(beside("restored"), ...name.split("/")), "utf8")).toBe("ບັນທຶກ");
  },
);

test.each([".lock", ".LOCK", ".lock.0c5f", ".tmp/x.tmp", ".restoring"])(
  "a “%s” that came into a backup is not restored",
  async (name) => {
    const changed = await repacked((entries, sums) => {
      const bytes = Buffer.from("{}");
      entries.push({ header: { name, type: "file" }, bytes });
      sums(name, bytes);
    });
    must(await restoreBackup(changed, beside("restored")));
    expect((await readdir(beside("restored"))).filter((one) => one.startsWith("."))).toEqual([]);
  },
);

test("a file that can't be read is left out and named, and a library that goes meanwhile makes no backup", async () => {
  const desk = await open();
  const { id } = must(await desk.create(story("ຂ່າວ"), writer)).article;
  await symlink(path.join(folder(), "library.json"), path.join(folder(), "link"));
  await writeFile(path.join(folder(), "film.mp4"), "");
  await truncate(path.join(folder(), "film.mp4"), 65 * 1024 * 1024);
  const { left, files } = must(await backUp(folder(), beside("most.tar.gz")));
  expect(left.toSorted()).toEqual(["film.mp4", "link"]);
  expect(files).toBeGreaterThan(2);
  expect(must(await readBackup(beside("most.tar.gz"))).files.has(`articles/${id.slice(-2)}/${id}.json`)).toBe(true);

  await rename(path.join(folder(), "articles"), beside("articles"));
  expect(await backUp(folder(), beside("none.tar.gz"))).toMatchObject({
    ok: false,
    error: { reason: "library-missing" },
  });
  await rename(beside("articles"), path.join(folder(), "articles"));
  let went: Promise<void> | null = null;
  const pulled = await backUp(folder(), beside("none.tar.gz"), () => {
    went ??= rename(folder(), beside("away"));
  });
  await went;
  expect(pulled.ok).toBe(false);
  expect((await readdir(path.dirname(beside("x")))).filter((one) => one.startsWith("none"))).toEqual([]);
  await rename(beside("away"), folder());
});
