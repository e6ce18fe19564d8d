import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { articlePath } from "../../../electron/library/files/article-paths.ts";
import { openLibrary } from "../../../electron/library/library.ts";
import { joinSharing, syncNow } from "../../../electron/sync/share.ts";
import { readShareState, shareFolder } from "../../../electron/sync/share-state.ts";
import { done } from "../../../shared/errors.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { must, storyWithText, writer } from "../library/stories.ts";
import { type SharingDesk, sharedNewsroom, wholeOf } from "./desks.ts";

const newsroom = sharedNewsroom();

const head = (): string =>
  execFileSync("git", ["--git-dir", newsroom.hub(), "rev-parse", "main"], { encoding: "utf8" }).trim();

/** A story that readers have, with the revision that its page is made from. */
async function published({ library }: SharingDesk): Promise<string> {
  const { id } = must(await library.create(storyWithText("ສະຫວັນນະເຂດ ສ້າງຂົວໃໝ່"), writer)).article;
  must(await library.release(id, "lo", { stage: "ready" }, writer));
  const gone = must(
    await library.goesOut(id, { anew: ["lo"], same: [] }, instantNow(), writer, (article) =>
      done({ ...article, release: { ...article.release, lo: { ...article.release.lo, stage: "published" } } }),
    ),
  );
  must(await library.wentOut(id, gone, writer));
  return id;
}

test("a library that is joined has every story byte for byte, its revisions too, before a run", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const id = await published(vientiane);
  const plain = must(await vientiane.library.create(storyWithText("ລະດັບນ້ຳຂອງ"), writer)).article.id;
  await vientiane.sync();
  const sharer = { home: path.join(newsroom.root(), "pakse-home"), desk: "01JDESKPAKSE", by: "ທ້າວ ສົມສັກ" };
  const place = path.join(newsroom.root(), "pakse");
  must(await joinSharing(place, { address: newsroom.hub() }, sharer));
  for (const one of [id, plain])
    expect(readFileSync(articlePath(place, one), "utf8")).toBe(
      readFileSync(articlePath(vientiane.library.folder, one), "utf8"),
    );
  expect(readdirSync(place).sort()).toEqual(["articles", "history", "library.json"]);
  const library = must(await openLibrary(place, { desk: sharer.desk }));
  try {
    const { release } = must(await library.open(id)).article;
    const rev = release.lo.out?.rev ?? "";
    expect(must(await library.revision(id, rev)).versions.lo?.headline).toBe("ສະຫວັນນະເຂດ ສ້າງຂົວໃໝ່");
    // Its first run tells nothing: all of it came from there.
    const before = head();
    expect(must(await syncNow(library, sharer))).toMatchObject({ sent: 0, received: 0, held: [] });
    expect(head()).toBe(before);
  } finally {
    await library.close();
  }
});

test("desks that have a published story tell each other nothing of it once all have it", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const id = await published(vientiane);
  await vientiane.sync();
  const pakse = await newsroom.desk("pakse");
  await pakse.headline(id, "en", "A bridge at Savannakhet");
  for (const desk of [pakse, vientiane, pakse, vientiane]) await desk.sync();
  const before = head();
  for (const desk of [pakse, vientiane, pakse, vientiane])
    expect(await desk.sync()).toEqual({ sent: 0, received: 0, merged: 0, held: [] });
  expect(head()).toBe(before);
  expect(await wholeOf(pakse)).toBe(await wholeOf(vientiane));
});

test("a story that can't be read here waits, and the others are there", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const [good, odd] = ["ຂ່າວດີ", "ຂ່າວແປກ"].map((text) => storyWithText(text));
  if (!good || !odd) throw new Error("no stories");
  must(await vientiane.library.create(good, writer));
  must(await vientiane.library.create(odd, writer));
  await vientiane.sync();
  // Another program put what is no story in its place at the hub.
  const clone = path.join(newsroom.root(), "clone");
  const run = (...args: string[]) => execFileSync("git", args, { cwd: newsroom.root(), stdio: "ignore" });
  run("clone", "-q", newsroom.hub(), clone);
  const file = `articles/${odd.id.slice(-2)}/${odd.id}.json`;
  writeFileSync(path.join(clone, file), '{ "format": 99 }');
  run("-C", clone, "-c", "user.name=x", "-c", "user.email=x@x.invalid", "commit", "-qam", "x");
  run("-C", clone, "push", "-q", "origin", "HEAD:main");
  const sharer = { home: path.join(newsroom.root(), "pakse-home"), desk: "01JDESKPAKSE", by: "ທ້າວ ສົມສັກ" };
  const place = path.join(newsroom.root(), "pakse");
  must(await joinSharing(place, { address: newsroom.hub() }, sharer));
  const library = must(await openLibrary(place, { desk: sharer.desk }));
  try {
    expect(await library.ids()).toEqual([good.id]);
    const state = await readShareState(shareFolder(sharer.home, library.id));
    expect(Object.keys(state?.held ?? {})).toEqual([file]);
    const synced = must(await syncNow(library, sharer));
    expect(synced.held.map((one) => one.path)).toEqual([file]);
  } finally {
    await library.close();
  }
});
