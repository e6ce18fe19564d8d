/** Whose a newsroom's files are: drafts are nobody else's on the machine, what is published is everyone's. */
import { lstat, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type OpenedDesk, openDesk } from "../../../electron/desk/desk.ts";
import { misplaced } from "../../../electron/desk/usable-folder.ts";
import { backUp } from "../../../electron/library/backup/backup.ts";
import { restoreBackup } from "../../../electron/library/backup/restore-backup.ts";
import { articlePath } from "../../../electron/library/files/article-paths.ts";
import { must } from "../library/stories.ts";

let room = "";
let opened: OpenedDesk | null = null;
let umask = 0;
const home = () => path.join(room, "home");
const library = () => path.join(home(), "library");

async function start(folder?: string) {
  const ports = {
    host: "browser" as const,
    chooseFolder: async (_purpose: string, typed?: string) => typed ?? null,
    showFolder: async () => false,
  };
  opened = await openDesk({ ports, home: home(), library: folder });
  return opened.desk;
}
async function stop(): Promise<void> {
  await opened?.close();
  opened = null;
}

beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-private-"));
});
afterEach(async () => {
  await stop();
  await rm(room, { recursive: true, force: true });
});

/** What others on the machine may do with a folder and all below it: the modes that are there, by kind. */
async function modesBelow(top: string): Promise<{ folders: string[]; files: string[] }> {
  const [folders, files] = [new Set<string>(), new Set<string>()];
  const look = async (place: string): Promise<void> => {
    const seen = await lstat(place);
    (seen.isDirectory() ? folders : files).add((seen.mode & 0o777).toString(8));
    if (seen.isDirectory()) for (const name of await readdir(place)) await look(path.join(place, name));
  };
  await look(top);
  return { folders: [...folders], files: [...files] };
}
const PRIVATE = { folders: ["700"], files: ["600"] };

test.skipIf(process.platform === "win32")(
  "what the desk makes of a library is its user's alone, and its site is everyone's",
  async () => {
    umask = process.umask(0o022);
    try {
      const desk = await start();
      const backups = path.join(room, "backups");
      const { article } = must(await desk.call("articles.create", { lo: { headline: "ຮ່າງ ຂ່າວ" } }));
      must(await desk.call("articles.release", { id: article.id, lang: "lo", stage: "review" }));
      const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
      must(await desk.call("assets.add", { name: "ຮູບ.png", data: png }));
      await writeFile(articlePath(library(), article.id), "{ torn");
      await opened?.library().open(article.id);
      const { settings, rev } = must(await desk.call("settings.read", {}));
      must(await desk.call("settings.save", { base: rev, settings: { ...settings, name: "ຫ້ອງຂ່າວ" } }));
      must(await desk.call("articles.list", { text: "ຮ່າງ" }));
      must(await desk.call("host.chooseFolder", { purpose: "backup", path: backups }));
      must(await desk.call("backup.run", {}));
      must(await desk.call("publish.site", {}));
      must(await desk.call("publish.bundle", {}));
      expect(await readdir(library())).toEqual(
        expect.arrayContaining([".lock", "assets", "history", "log", "quarantine"]),
      );
      expect((await stat(path.join(library(), ".lock"))).mode & 0o777).toBe(0o600);
      await opened?.library().complete();
      expect(await modesBelow(path.join(home(), "cache"))).toEqual(PRIVATE);
      // The torn file is another program's until the desk has written it anew.
      expect(await modesBelow(library())).toEqual(PRIVATE);
      expect(await modesBelow(backups)).toEqual(PRIVATE);
      expect((await stat(path.join(home(), "desk.json"))).mode & 0o777).toBe(0o600);
      for (const place of ["site", "bundles"])
        expect(await modesBelow(path.join(home(), place))).toEqual({ folders: ["755"], files: ["644"] });

      const restored = path.join(room, "restored");
      const [backup = ""] = await readdir(backups);
      must(await restoreBackup(path.join(backups, backup), restored));
      expect(await modesBelow(restored)).toEqual(PRIVATE);
      await stop();

      // A library that was there before is left as it was, but for what is written anew.
      const shared = path.join(room, "shared");
      await mkdir(shared);
      const other = await start(shared);
      must(await other.call("articles.create", { lo: { headline: "ຂ່າວ" } }));
      expect((await stat(shared)).mode & 0o777).toBe(0o755);
      expect((await modesBelow(shared)).files).toEqual(["600"]);
    } finally {
      process.umask(umask);
    }
  },
);

test.skipIf(process.platform === "win32")(
  "a link into the library is no place for a site, a bundle or a backup, and neither is the folder around it for a site",
  async () => {
    const desk = await start();
    const into = path.join(room, "link");
    await symlink(library(), into);
    const choose = (purpose: "site" | "bundle" | "backup", folder: string) =>
      desk.call("host.chooseFolder", { purpose, path: folder });
    for (const folder of [into, path.join(into, "new"), path.join(into, "articles", "..", "x"), library()]) {
      for (const purpose of ["site", "bundle"] as const)
        expect(await choose(purpose, folder)).toMatchObject({ error: { reason: "site-in-library" } });
      expect(await choose("backup", folder)).toMatchObject({ error: { reason: "backup-in-library" } });
    }
    const around = path.join(room, "around");
    await symlink(room, around);
    for (const folder of [home(), room, around])
      expect(await choose("site", folder)).toMatchObject({ error: { reason: "library-in-site" } });
    // Whoever opened the library by a link inside a folder would show the drafts with that folder.
    const shown = path.join(room, "shown");
    await mkdir(shown);
    await symlink(library(), path.join(shown, "desk"));
    expect(await misplaced(shown, "site", path.join(shown, "desk"))).toMatchObject({ reason: "library-in-site" });
    expect(await misplaced(path.join(room, "shown-2"), "site", path.join(shown, "desk"))).toBeNull();
    // A name that only begins like the library's is another place.
    must(await choose("site", `${library()}-site`));
    expect(await readdir(library())).not.toContain("new");

    // What was a good place becomes a link.
    const place = path.join(room, "place");
    must(await choose("site", place));
    must(await choose("backup", path.join(room, "kept")));
    for (const one of ["place", "kept"]) {
      await rm(path.join(room, one), { recursive: true });
      await symlink(library(), path.join(room, one));
    }
    // The change log begins in its own time.
    const stands = async () => (await readdir(library())).filter((name) => name !== "log").sort();
    const before = await stands();
    expect(await desk.call("publish.site", {})).toMatchObject({ error: { reason: "site-in-library" } });
    expect(await desk.call("backup.run", {})).toMatchObject({ error: { reason: "backup-in-library" } });
    expect(await backUp(library(), path.join(into, "x.tar.gz"))).toMatchObject({
      error: { reason: "backup-in-library" },
    });
    expect(await stands()).toEqual(before);
  },
);
