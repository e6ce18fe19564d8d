/** What is on the board, and whose work it is: the same from the index and from every file read. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Library } from "../../../../electron/library/library.ts";
import type { Lang } from "../../../../shared/article/article.ts";
import { LANGS, type STAGES } from "../../../../shared/article/stages.ts";
import type { BoardRequest } from "../../../../shared/contract.ts";
import { must, newsroom, putFiles, story, writer } from "../newsroom.ts";

const room = newsroom();
const TASK = { person: "noy", due: "2026-11-30T17:00:00+07:00" };

const columns = async (library: Library, request: BoardRequest) =>
  Object.fromEntries(
    (await library.board(request)).columns.map(({ name, cards }) => [
      name,
      cards.map(({ id, lang }) => `${id} ${lang}`),
    ]),
  );

async function made(library: Library, lo: string, en?: string): Promise<string> {
  const told = { lo: { headline: lo }, ...(en === undefined ? {} : { en: { headline: en } }) };
  return must(await library.create(story(told), writer)).article.id;
}
const setStage = async (library: Library, id: string, lang: Lang, stage: (typeof STAGES)[number]) =>
  must(await library.release(id, lang, { stage }, writer));

test("any question to the board is answered as reading every file would, and so is the list of somebody's work", async () => {
  putFiles(room.folder, 90);
  const indexed = await room.open();
  await indexed.complete();
  const ids = await indexed.ids();
  const random = fc.sample(fc.tuple(fc.nat(ids.length - 1), fc.constantFrom(...LANGS), fc.nat(5)), {
    numRuns: 60,
    seed: 7,
  });
  for (const [at, lang, what] of random) {
    const id = ids[at] ?? "";
    const person = what % 2 === 0 ? "noy" : "kham";
    const due = what < 2 ? null : `2026-12-0${what}T09:00:00+07:00`;
    must(await indexed.release(id, lang, { assigned: { person, due } }, writer));
    if (what === 3)
      must(await indexed.change(id, writer, (now) => ({ ok: true, value: { ...now, conflicts: [{ part: "?" }] } })));
  }
  await room.close(indexed);
  const [index, plain] = [await room.open(), await room.open({ cache: undefined, readOnly: true })];
  await index.complete();
  const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
  const asked = fc.record({
    by: fc.constantFrom("stage" as const, "person" as const),
    lang: maybe(fc.constantFrom(...LANGS)),
    person: maybe(fc.constantFrom("noy", "kham", "nobody", "")),
    limit: maybe(fc.integer({ min: 1, max: 60 })),
    more: maybe(fc.constant({ draft: 200, noy: 3 })),
  });
  const byId = <T extends { readonly id: string }>(all: readonly T[]) =>
    [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  await fc.assert(
    fc.asyncProperty(asked, async (request) => {
      const [one, other] = [await index.board(request), await plain.board(request)];
      expect(one.columns).toEqual(other.columns);
      expect(byId(one.stories)).toEqual(byId(other.stories));
    }),
    { numRuns: 120 },
  );
  for (const lang of [undefined, ...LANGS])
    for (const assigned of ["noy", "kham", "nobody"]) {
      const request = { assigned, lang, me: { person: assigned, due: "2026-12-03T09:00:00Z" }, limit: 1000 };
      const list = await index.list(request);
      expect(list).toEqual(await plain.list(request));
      if (lang === undefined) expect(list.counts.mine).toBe(list.total);
    }
});

test("conflicts stand first, then what is owed, then what is due, then the last changed; what nobody has begun is there once it is owed, ready to be begun, or somebody's", async () => {
  const library = await room.open();
  const plainDraft = await made(library, "ນ້ຳຂອງຂຶ້ນ");
  const late = await made(library, "ລາຄານ້ຳມັນ");
  must(await library.release(late, "lo", { assigned: { ...TASK, due: "2026-11-01T09:00:00+07:00" } }, writer));
  const stuck = await made(library, "ຂົວຂ້າມແມ່ນ້ຳຂອງ");
  must(
    await library.change(stuck, writer, (now) => ({ ok: true, value: { ...now, conflicts: [{ part: "lo/lead" }] } })),
  );
  const owed = await made(library, "ລົດໄຟ ລາວ-ຈີນ");
  await setStage(library, owed, "lo", "published");
  const ready = await made(library, "ປີໃໝ່ລາວ");
  await setStage(library, ready, "lo", "ready");
  const given = await made(library, "ກິລາ");
  must(await library.release(given, "en", { assigned: { person: "kham", due: null } }, writer));
  await setStage(library, given, "lo", "review");
  const board = await columns(library, { by: "stage" });
  expect(board.draft?.slice(0, 3)).toEqual([`${stuck} lo`, `${owed} en`, `${late} lo`]);
  expect(new Set(board.draft?.slice(3))).toEqual(new Set([`${plainDraft} lo`, `${ready} en`, `${given} en`]));
  expect([board.review, board.ready, board.published]).toEqual([[`${given} lo`], [`${ready} lo`], [`${owed} lo`]]);
  // What is out is nobody's work.
  const people = await columns(library, { by: "person" });
  expect([people.noy, people.kham]).toEqual([[`${late} lo`], [`${given} en`]]);
  expect(people[""]).not.toContain(`${owed} lo`);
  const short = (await library.board({ by: "stage", limit: 1, more: { draft: 2 } })).columns;
  expect(short.map(({ total, cards }) => [total, cards.length])).toEqual([
    [6, 2],
    [0, 0],
    [1, 1],
    [1, 1],
    [1, 1],
  ]);
});

test("the trash and what went out long ago are not on the board; what is out comes back when it is to be done again", async () => {
  const library = await room.open();
  const [trashed, old] = [await made(library, "ຂ່າວເກົ່າ"), await made(library, "ບຸນຊ່ວງເຮືອ", "Boat races")];
  must(
    await library.change(trashed, writer, (now) => ({
      ok: true,
      value: { ...now, trashedAt: "2026-11-01T00:00:00Z" },
    })),
  );
  for (const lang of LANGS) await setStage(library, old, lang, "published");
  const at = "2026-10-01T08:00:00+07:00";
  const asOut = { rev: "r1", shown: "", at };
  must(
    await library.change(old, writer, (now) => {
      const gone = (lang: Lang) => ({ ...now.release[lang], publishedAt: at, out: asOut });
      return { ok: true, value: { ...now, release: { lo: gone("lo"), en: gone("en") } } };
    }),
  );
  const out = async () => (await columns(library, { by: "stage", person: "noy" })).published;
  const all = Object.values(await columns(library, { by: "stage" })).flat();
  expect(all.some((card) => card.startsWith(trashed))).toBe(false);
  must(await library.release(old, "en", { assigned: TASK }, writer));
  expect(must(await library.open(old)).article.release.en.assigned).toEqual({ ...TASK, after: at });
  expect(await out()).toEqual([`${old} en`]);
  expect((await library.list({ assigned: "noy" })).items.map(({ id, assigned }) => [id, assigned])).toEqual([
    [old, { lo: null, en: TASK }],
  ]);
  // It goes out again, and is done.
  must(
    await library.change(old, writer, (now) => {
      const en = { ...now.release.en, out: { ...asOut, at: "2026-11-30T10:00:00Z" } };
      return { ok: true, value: { ...now, release: { ...now.release, en } } };
    }),
  );
  expect((await library.list({ assigned: "noy" })).total).toBe(0);
  expect(must(await library.open(old)).article.release.en.assigned).toEqual({ ...TASK, after: at });
});
