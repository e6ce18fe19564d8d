import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { chosenFolders } from "../../../electron/desk/chosen-folders.ts";
import { handedOver } from "../../../electron/desk/handed-over.ts";
import { offeredFiles } from "../../../electron/desk/offered-files.ts";
import { remembering } from "../../../electron/desk/remembered.ts";

let home = "";
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "songphasa-handed-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const at = (...names: readonly string[]) => path.join(home, ...names);
async function library(name: string): Promise<string> {
  await mkdir(at(name));
  await writeFile(at(name, "library.json"), "{}");
  return at(name);
}

/** What the window takes of paths, where the library `open` is open. */
async function taken(open: string, ...paths: readonly string[]) {
  let told = 0;
  const folders = chosenFolders(home, await remembering(home));
  const offered = offeredFiles();
  const handed = handedOver({ library: () => open, offer: folders.offer, offered, told: () => (told += 1) });
  for (const one of paths) handed.give(one);
  const found = await handed.take();
  expect(await handed.take()).toEqual([]);
  return { found, told, folders, offered };
}
const refusals = async (...paths: readonly string[]) =>
  (await taken(at("desk"), ...paths)).found.map((one) => (one.kind === "refused" ? one.error.reason : one.kind));

it("a library's folder may be opened from then on, and none may be made of it", async () => {
  const [open, other] = [await library("desk"), await library("ພາກໃຕ້")];
  await symlink(open, at("also"));
  const { found, told, folders } = await taken(open, other, `${other}${path.sep}`, open, at("also"));
  expect(found).toEqual([
    { kind: "library", path: other, isHere: false },
    { kind: "library", path: other, isHere: false },
    { kind: "library", path: open, isHere: true },
    { kind: "library", path: at("also"), isHere: true },
  ]);
  expect(told).toBe(4);
  expect(folders.mayBeLibrary(other)).toBe(true);
  expect(folders.mayBecomeLibrary(other)).toBe(false);
  expect(folders.mayBeLibrary(at("elsewhere"))).toBe(false);
});

it("a package waits under a token, whatever the capitals of its ending, and once", async () => {
  await writeFile(at("ນ້ຳຂອງ.SONGPHASA"), "PK\u0003");
  const { found, told, offered } = await taken(at("desk"), at("ນ້ຳຂອງ.SONGPHASA"), at("ນ້ຳຂອງ.SONGPHASA"));
  expect(found).toMatchObject([{ kind: "package", name: "ນ້ຳຂອງ.SONGPHASA" }]);
  expect(found.map((one) => one.kind === "package" && offered.fileOf(one.token))).toEqual([at("ນ້ຳຂອງ.SONGPHASA")]);
  expect(told).toBe(1);
});

it("what is neither is refused by what it is", async () => {
  await mkdir(at("empty"));
  await mkdir(at("odd", "library.json"), { recursive: true });
  await writeFile(at("letter.docx"), "PK");
  expect(await refusals(at("empty"), at("odd"), at("letter.docx"), at("gone.songphasa"), "desk", "/a\0b")).toEqual([
    "handed-no-library",
    "handed-no-library",
    "handed-unknown",
    "file-missing",
    "handed-unknown",
    "handed-unknown",
  ]);
});

it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
  "what can't be read is not told as none",
  async () => {
    await mkdir(at("shut"), { mode: 0 });
    await writeFile(at("shut.songphasa"), "PK", { mode: 0 });
    expect(await refusals(at("shut"), at("shut.songphasa"))).toEqual(["disk-unreadable", "disk-unreadable"]);
    await chmod(at("shut"), 0o700);
  },
);
