import { expect, test } from "vitest";
import { openGitRemote } from "../../../electron/sync/git/git-remote.ts";
import type { Remote } from "../../../electron/sync/remote.ts";
import { readShareState, shareFolder, writeShareState } from "../../../electron/sync/share-state.ts";
import { syncLibrary } from "../../../electron/sync/sync-library.ts";
import { heavyRuns } from "../../random.ts";
import { must, storyWithText, writer } from "../library/stories.ts";
import { type SharingDesk, sharedNewsroom, wholeOf } from "./desks.ts";

const newsroom = sharedNewsroom();

class Cut extends Error {}

/** Ends a run at its n-th step: before it, or after it and before its answer is known. */
function cutting(n: number, isAnswerLost: boolean) {
  let count = 0;
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    count += 1;
    if (count === n && !isAnswerLost) throw new Cut("the line is cut");
    const done = await work();
    if (count === n) throw new Cut("the answer is lost");
    return done;
  };
  const wrap = (remote: Remote): Remote => ({
    ...remote,
    changes: (from) => step(() => remote.changes(from)),
    get: (wanted) => step(() => remote.get(wanted)),
    put: (put) => step(() => remote.put(put)),
    differing: (from, to) => step(() => remote.differing(from, to)),
    authors: (from, to) => step(() => remote.authors(from, to)),
    pictures: remote.pictures,
  });
  return { wrap, step, steps: () => count };
}

/** One run that is cut at its n-th step; whether it came to its end before. */
async function cutRun({ library, sharer }: SharingDesk, n: number, isAnswerLost: boolean): Promise<boolean> {
  const folder = shareFolder(sharer.home, library.id);
  const state = await readShareState(folder);
  if (!state) throw new Error("not shared");
  const remote = await openGitRemote(
    folder,
    { address: { kind: "folder", url: newsroom.hub() } },
    { id: sharer.desk, name: sharer.by },
  );
  const { wrap, step } = cutting(n, isAnswerLost);
  try {
    await syncLibrary({
      library,
      remote: wrap(remote),
      hub: newsroom.hub(),
      state,
      save: (next) => step(() => writeShareState(folder, next)),
      writer: { origin: "remote", by: sharer.by },
      desk: { name: sharer.by, desk: sharer.desk },
    });
    return true;
  } catch (error) {
    if (error instanceof Cut) return false;
    throw error;
  }
}

/** Words that each desk writes on its own, in three stories: one of its own, one in its language, one in the same place. */
async function write(desk: SharingDesk, ids: readonly string[], word: string): Promise<void> {
  const by = { origin: "editor" as const, by: desk.sharer.by };
  must(await desk.library.create(storyWithText(`ຂ່າວ ${word}`), by));
  for (const id of ids) {
    const { revs, article } = must(await desk.library.open(id));
    const { lo } = article.versions;
    const content = (lo?.body.content ?? []).map((block) => ({
      ...block,
      content: [...(block.content ?? []), { type: "text", text: ` ${word}` }],
    }));
    must(await desk.library.save({ id, base: { lo: revs.lo }, lo: { body: { type: "doc", content } } }, by));
  }
}

test("a run that is cut off before a step, or after it with its answer lost, loses nothing and doubles nothing: the next goes on", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const ids: string[] = [];
  for (const headline of ["ລະດັບນ້ຳຂອງ", "ລາຄາຄຳ"])
    ids.push(must(await vientiane.library.create(storyWithText(headline), writer)).article.id);
  await vientiane.sync();
  const pakse = await newsroom.desk("pakse");
  const words: string[] = [];
  // Every third step, before and after it in turn; the long run goes to each.
  const apart = heavyRuns(1) > 1 ? 1 : 3;
  for (let n = 1; ; n += apart) {
    const [mine, theirs] = [`ວຽງຈັນ${n}`, `ປາກເຊ${n}`];
    words.push(mine, theirs);
    await write(vientiane, ids, mine);
    await write(pakse, ids, theirs);
    await vientiane.sync();
    const isWhole = await cutRun(pakse, n, n % 2 === 0);
    // Words that are typed before the next run meet what came in halfway.
    const typed = `ຕໍ່${n}`;
    words.push(typed);
    await write(pakse, ids.slice(0, 1), typed);
    await pakse.sync();
    await vientiane.sync();
    await pakse.sync();
    const whole = await wholeOf(pakse);
    expect(await wholeOf(vientiane), `cut at ${n}`).toBe(whole);
    for (const word of [mine, theirs]) {
      // Once in the story of its own, and once in each of the two.
      expect(whole.split(new RegExp(`${word}(?!\\d)`)).length - 1, `${word}, cut at ${n}`).toBe(3);
    }
    expect(whole.split(new RegExp(`${typed}(?!\\d)`)).length - 1, `${typed}, cut at ${n}`).toBe(2);
    if (isWhole) break;
  }
  expect(words.length * apart).toBeGreaterThan(20);
});
