import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { stoodAt } from "../../../electron/sync/git/git-history.ts";
import { openGit } from "../../../electron/sync/git/run-git.ts";
import { putMoment, readAt, stoodAt as stoodInStore } from "../../../electron/sync/git-less/moments.ts";
import { openStore } from "../../../electron/sync/git-less/object-store.ts";
import { storyPath } from "../../../electron/sync/kinds/stories.ts";

const STORIES = Array.from({ length: 20 }, (_, at) =>
  storyPath(`01JB8Z3M4N5P6Q7R8S9TAVB${"ABCDEFGHJKMNPQRSTVWX".charAt(at)}CX`),
);
const MOMENTS = 160;

test("how a story stood in a long past is found without looking at each moment, the same by git and without it", async () => {
  const root = mkdtempSync(path.join(tmpdir(), "songphasa-stood-"));
  try {
    const place = path.join(root, "repository");
    const store = await openStore(place, "hub");
    const wrote = new Map<string, string[]>();
    const [river = "", rain = ""] = STORIES;
    let head = "";
    for (let at = 0; at < MOMENTS; at += 1) {
      // The first stands since the beginning but for two changes; the others take turns.
      const story = at === 0 || at === 60 || at === 110 ? river : (STORIES[1 + (at % 19)] ?? rain);
      const text = `ຂ່າວ ${at}`;
      const signed = { name: "ນາງ ຄຳຫຼ້າ", desk: "D", at };
      head = await putMoment(store, [{ path: story, content: Buffer.from(text) }], head === "" ? [] : [head], signed);
      wrote.set(story, [text, ...(wrote.get(story) ?? [])]);
    }
    await store.keep();
    let read = 0;
    const counted = {
      ...store,
      tree(hash: string) {
        read += 1;
        return store.tree(hash);
      },
    };
    /** The texts that the files had, newest first. */
    const texts = async (stood: ReadonlyMap<string, readonly string[]>) => {
      const all: [string, (string | undefined)[]][] = [];
      for (const [one, moments] of [...stood].sort(([a], [b]) => (a < b ? -1 : 1)))
        all.push([
          one,
          (
            await readAt(
              store,
              moments.map((at) => ({ at, path: one })),
            )
          ).map((bytes) => bytes?.toString()),
        ]);
      return all;
    };
    const alone = [[river, wrote.get(river)]];
    expect(await texts(await stoodInStore(counted, head, [river]))).toEqual(alone);
    expect(read).toBeLessThan(MOMENTS);
    const git = await openGit(place, path.join(root, "home"));
    const paths = [...STORIES].sort();
    const expected = paths.map((one) => [one, wrote.get(one)]);
    // One and many: git is asked in two ways.
    expect(await texts(await stoodAt(git, head, [river]))).toEqual(alone);
    expect(await texts(await stoodAt(git, head, paths))).toEqual(expected);
    expect(await texts(await stoodInStore(store, head, paths))).toEqual(expected);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
