import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Git, openGit } from "../../../electron/sync/git/run-git.ts";
import { createAnswers, type GitObject } from "../../../electron/sync/git/store/object-answers.ts";
import { createObjectReader } from "../../../electron/sync/git/store/object-reader.ts";
import { type StoredFiles, storedFiles } from "../../../electron/sync/git/store/stored-files.ts";

const NONE = "0".repeat(40);
let root = "";
let git: Git;
let files: StoredFiles;

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), "songphasa-stored-"));
  git = await openGit(path.join(root, "repository"), path.join(root, "home"));
  await git.run(["init", "--quiet", "--bare"]);
  files = storedFiles(git);
});
afterEach(async () => {
  await files.close();
  rmSync(root, { recursive: true, force: true });
});

const plainly = (args: readonly string[], input: string | Buffer = ""): string =>
  execFileSync("git", ["--git-dir", git.folder, ...args], { input, stdio: ["pipe", "pipe", "ignore"] })
    .toString()
    .trim();
const blob = (text: string | Buffer): string => plainly(["hash-object", "-w", "--stdin"], text);
const tree = (entries: readonly string[]): string =>
  plainly(["hash-object", "-w", "-t", "tree", "--literally", "--stdin"], Buffer.concat(entries.map(bytesOf)));
const moment = (of: string, ...on: readonly string[]): string =>
  plainly(
    ["-c", "user.name=x", "-c", "user.email=x@x.invalid", "commit-tree", of, ...on.flatMap((one) => ["-p", one])],
    "",
  );

/** `mode name hash`, as a tree has it. */
function bytesOf(entry: string): Buffer {
  const [mode = "", name = "", hash = ""] = entry.split(" ");
  return Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(hash, "hex")]);
}

test("files are read at their moments; a link, a program, a folder and what isn't there are none", async () => {
  const story = blob("ຂ່າວ");
  const shelf = tree([`100644 one.json ${story}`, `120000 link.json ${story}`, `100755 run.json ${story}`]);
  const at = moment(tree([`40000 articles ${shelf}`, `160000 other ${story}`, `100644 songphasa.json ${blob("{}")}`]));
  const paths = ["articles/one.json", "articles/link.json", "articles/run.json", "articles", "other", "none/one.json"];
  const read = await files.get([...paths, "songphasa.json"].map((one) => ({ at, path: one })));
  expect(read.map((one) => one?.toString() ?? null)).toEqual(["ຂ່າວ", null, null, null, null, null, "{}"]);
  expect(await files.get([{ at: NONE, path: "songphasa.json" }])).toEqual([null]);
  await expect(files.differing(null, NONE)).rejects.toMatchObject({ error: { reason: "share-store" } });
  await expect(files.get([{ at, path: "../HEAD" }])).rejects.toMatchObject({ error: { reason: "share-store" } });
  expect(await files.list(at, "articles")).toEqual(["articles/one.json"]);
  expect(await files.list(at, "templates")).toEqual([]);
});

test("a moment that was made after the first question is known to the next", async () => {
  const before = moment(tree([`100644 a.json ${blob("a")}`]));
  expect(await files.differing(null, before)).toEqual(["a.json"]);
  const after = moment(tree([`100644 a.json ${blob("a")}`, `100644 b.json ${blob("b")}`]), before);
  expect(await files.differing(before, after)).toEqual(["b.json"]);
  await files.close();
  expect((await files.get([{ at: after, path: "b.json" }])).map(String)).toEqual(["b"]);
});

test("what differs between two moments is what git says of them", async () => {
  const NAMES = ["a.json", "b.json", "b-c.json", "deep/a.json", "deep/er/a.json", "deep/er/b.json", "deep.json"];
  const moments = fc.array(fc.option(fc.constantFrom("ກ", "ຂ", "ຄ")), { minLength: 7, maxLength: 7 });
  const made = (words: readonly (string | null)[]): string => {
    const script = ["commit refs/heads/x", "committer x <x@x.invalid> 1700000000 +0000", "data 0", "deleteall"];
    for (const [index, word] of words.entries())
      if (word !== null) script.push(`M 100644 inline ${NAMES[index]}`, `data ${Buffer.byteLength(word)}`, word);
    plainly(["update-ref", "-d", "refs/heads/x"]);
    plainly(["fast-import", "--quiet", "--force"], `${script.join("\n")}\n`);
    return plainly(["rev-parse", "refs/heads/x"]);
  };
  await fc.assert(
    fc.asyncProperty(moments, moments, async (one, other) => {
      const [from, to] = [made(one), made(other)];
      const said = plainly(["diff-tree", "-r", "-z", "--name-only", "--no-renames", from, to]).split("\0");
      expect(await files.differing(from, to)).toEqual(said.filter(Boolean).sort());
      const all = plainly(["ls-tree", "-r", "-z", "--name-only", to]).split("\0");
      expect(await files.differing(null, to)).toEqual(all.filter(Boolean).sort());
    }),
    { numRuns: 8 },
  );
});

test("a file in place of a folder, and a folder in place of a file, are told as git tells them", async () => {
  const word = blob("ຂ່າວ");
  const file = moment(tree([`100644 place ${word}`]));
  const folder = moment(tree([`40000 place ${tree([`100644 a.json ${word}`])}`]));
  expect(await files.differing(file, folder)).toEqual(["place", "place/a.json"]);
  expect(await files.differing(folder, file)).toEqual(["place", "place/a.json"]);
});

test("names that no shared file has are refused, however deep, and a folder that repeats itself comes to an end", async () => {
  const word = blob("ຂ່າວ");
  const names = ["..", ".mailmap", "a:b", "con.", "good.json"].map((name) => `100644 ${name} ${word}`);
  const hidden = tree([`40000 .git ${tree([`100644 config ${word}`])}`, ...names]);
  expect(await files.differing(null, moment(hidden))).toEqual(["good.json"]);
  expect([...files.refused.keys()].sort()).toEqual(["..", ".git/config", ".mailmap", "a:b", "con."]);
  // A thousand folders of a thousand folders of a thousand files, of three trees.
  const many = (mode: string, hash: string) =>
    tree(Array.from({ length: 1000 }, (_, at) => `${mode} f${String(at).padStart(3, "0")} ${hash}`));
  const bomb = moment(many("40000", many("40000", many("100644", word))));
  await expect(files.differing(null, bomb)).rejects.toMatchObject({ error: { reason: "share-store" } });
});

test("of several objects the one that is too large is told alone, and the others are read", async () => {
  const reader = createObjectReader(git, 1000);
  const [small, large, last] = [blob("ນ້ອຍ"), blob("x".repeat(1001)), blob("y".repeat(1000))];
  const read = await reader.read([small, large, NONE, last, large]);
  expect(read.map((one) => (one && one !== "large" ? one.bytes.length : one))).toEqual([
    12,
    "large",
    null,
    1000,
    "large",
  ]);
  const [again, both] = await Promise.all([reader.read([last]), reader.read([small, small])]);
  expect([again.length, both.length]).toEqual([1, 2]);
  await reader.close();
});

test("a store that isn't there is told, and nothing waits for it", async () => {
  const gone = storedFiles(await openGit(path.join(root, "gone"), path.join(root, "home")));
  await expect(gone.differing(null, NONE)).rejects.toThrow(/not a git repository/i);
});

test("answers are the same however they are cut", () => {
  const bytes = Buffer.from(`${NONE} blob 4\n\nab\n\n${NONE} missing\n${NONE} tree 0\n\n${NONE} blob 1\nz\n`);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
      const told: (GitObject | null)[] = [];
      const answers = createAnswers(4, (object) => told.push(object));
      const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      for (const [index, from] of at.entries())
        expect(answers.take(bytes.subarray(from, at[index + 1] ?? from))).toBe(true);
      expect(told.map((one) => one && `${one.kind} ${JSON.stringify(one.bytes.toString())}`)).toEqual([
        'blob "\\nab\\n"',
        null,
        'tree ""',
        'blob "z"',
      ]);
    }),
  );
  expect(() => createAnswers(4, () => undefined).take(Buffer.from("warning: what is this\n"))).toThrow();
});
