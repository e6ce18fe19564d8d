import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { articlePath } from "../../../../electron/library/files/article-paths.ts";
import { cutWithNames, expectNames } from "../../../../electron/library/index/index-names.ts";
import { type IndexFile, loadSqlite, openIndexFile } from "../../../../electron/library/index/index-schema.ts";
import { createStories } from "../../../../electron/library/index/index-stories.ts";
import { createLists } from "../../../../electron/library/index/list/index-list.ts";
import { loadReading } from "../../../../electron/library/index/reading/lazy-reading.ts";
import { implies, isIn, type Phrase } from "../../../../electron/library/index/words/match.ts";
import type { Article } from "../../../../shared/article/article.ts";
import { canonicalJson } from "../../../../shared/article/canonical-json.ts";
import type { ListAnswer } from "../../../../shared/contract.ts";
import { newsNames, storyMaker } from "../../../bench/articles.ts";
import { heavyRuns } from "../../../random.ts";
import { newsroom, story } from "../newsroom.ts";

const room = newsroom();
const NAMES = newsNames(20);
/** As the settings may have them later: some are gone, and others cut the odd words otherwise. */
const LATER = [...NAMES.slice(10), "ນ້ຳຖ້ວມໂຮງ", "ຮຽນຕ່າງ", "ວົງນ້ຳ"];
/** Nothing is read, and nothing kept of what was asked; or all that may be. */
const ASKING = { few: -1, many: 0, kept: 0 };
const KEEPING = { few: 12, many: 0, kept: 10_000 };

const put = (article: Article) => {
  const file = articlePath(room.folder, article.id);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, canonicalJson(article));
};

/** What is written so that where a word begins is not plain to see. */
const ODD = [
  ..."ນ້ຳຖ້ວມ|ນ້ຳ|ຖ້ວມ|ໂຮງຮຽນ|ໂຮງ|ຮຽນ|ຕ່າງໆ|ໆ| ໆ|ຫຼວງພະບາງ|ຫລວງ|ຈອນສ໌|໑໒໓|12|3.450|Mekong|mekong's|Café|ນ|່| ".split("|"),
  ...["\u200B", "\u00A0", "\t", "ນໍ້າ", "ນ​ ້ຳ", "-", "“", "."],
];
const line = fc.array(fc.constantFrom(...ODD), { maxLength: 9 }).map((parts) => parts.join("").trim());
const versionTold = fc.record({ headline: line, lead: line, body: fc.array(line, { maxLength: 3 }) });
const stories = fc.array(fc.record({ lo: versionTold, en: versionTold }), { minLength: 1, maxLength: 18 });
/** From anywhere of a story to anywhere, now and then as who types without tones, or quotes. */
const questions = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 40 }), fc.nat(9)), {
  minLength: 12,
  maxLength: 24,
});

const textsOf = ({ versions: { lo, en } }: Article): string[] =>
  [lo, en].flatMap((one) =>
    one
      ? [one.headline, one.lead, ...(one.body.content ?? []).map((block) => String(block.content?.[0]?.text ?? ""))]
      : [],
  );

const sqlite = await loadSqlite();
await loadReading();
let made = 0;
function emptyIndex(): IndexFile {
  if (typeof sqlite === "string") throw new Error("There is no SQLite.");
  made += 1;
  const index = openIndexFile(sqlite, path.join(room.cache, `few-${made}.sqlite`), "test");
  expectNames(index, NAMES);
  return index;
}

test("a search answers the same whether it reads the few stories that it found and knows what was asked before or asks the index of all, after changes, in the trash and with other names too", async () => {
  const make = storyMaker(3);
  const news = Array.from({ length: 40 }, (_, at) => make(at).article);
  await fc.assert(
    fc.asyncProperty(stories, stories, questions, async (some, later, asked) => {
      rmSync(path.join(room.folder, "articles"), { recursive: true, force: true });
      const index = emptyIndex();
      const lists = { reading: createLists(index, NAMES, KEEPING), asking: createLists(index, NAMES, ASKING) };
      const kept = createStories(index, room.folder, NAMES, () => {
        lists.reading.forget();
        lists.asking.forget();
      });
      const store = (articles: readonly Article[]) => {
        index.db.exec("BEGIN");
        for (const article of articles) {
          put(article);
          kept.refresh(article.id);
        }
        kept.putTerms();
        index.db.exec("COMMIT");
      };
      const all = [...some.map((one) => story(one)), ...news.slice(0, 6 + some.length)];
      store(all);
      const ask = (articles: readonly Article[]) => {
        const lines = articles.flatMap(textsOf).filter((one) => one !== "");
        for (const [which, from, length, how] of asked) {
          const letters = lines[which % Math.max(1, lines.length)] ?? "";
          const part = letters.slice(from % (letters.length + 1)).slice(0, length);
          const text =
            how === 0 ? `"${part}"` : how === 1 ? part.replace(/[\u0EC8-\u0ECB]/g, "") : how === 2 ? `${part} ` : part;
          for (const trashed of how < 4 ? [false, true] : [false])
            expect([text, lists.reading.list({ text, limit: 20, trashed })]).toEqual([
              text,
              lists.asking.list({ text, limit: 20, trashed }),
            ]);
        }
      };
      ask(all);
      // Some are saved otherwise, some are in the trash or come out of it, and one is gone.
      const saved = all.map((article, at) => {
        const next = later[at];
        const changed = next ? { ...story(next), id: article.id } : article;
        return at % 3 === 1 ? { ...changed, trashedAt: changed.trashedAt ? null : "2026-11-24T02:00:00Z" } : changed;
      });
      store(saved);
      const [gone] = saved;
      rmSync(articlePath(room.folder, gone?.id ?? ""), { force: true });
      kept.refresh(gone?.id ?? "");
      ask(saved);
      kept.rename(LATER);
      for (const one of Object.values(lists)) one.rename(LATER);
      // What is typed is cut with the new names before the stories are.
      ask(saved);
      await cutWithNames(index, kept, () => false);
      ask(saved);
      index.close();
    }),
    { numRuns: heavyRuns(6) },
  );
});

/** The same index, with what it is asked. */
function listening(index: IndexFile): { readonly told: IndexFile; readonly asked: readonly string[] } {
  const asked: string[] = [];
  const statement: IndexFile["statement"] = (sql) => {
    asked.push(sql);
    return index.statement(sql);
  };
  return { told: { ...index, statement }, asked };
}

test("of a few stories that were found, headlines and leads are not asked for", () => {
  rmSync(path.join(room.folder, "articles"), { recursive: true, force: true });
  const index = emptyIndex();
  const { told, asked } = listening(index);
  const kept = createStories(index, room.folder, NAMES, () => undefined);
  const flood = story({ lo: { headline: "ນ້ຳຖ້ວມ ໂຮງຮຽນ", lead: "ຢູ່ຫຼວງພະບາງ", body: ["ນ້ຳຂອງ ເພີ່ມຂຶ້ນ"] } });
  const rise = story({ lo: { headline: "ຂ່າວສັ້ນ", body: ["ນ້ຳຂອງ ເພີ່ມຂຶ້ນ ຢູ່ຫຼວງພະບາງ, ໂຮງຮຽນ ນ້ຳຖ້ວມ"] } });
  for (const article of [flood, rise]) {
    put(article);
    kept.refresh(article.id);
  }
  kept.putTerms();
  const { items } = JSON.parse(createLists(told, NAMES).list({ text: "ນ້ຳຖ້ວມ ໂຮງຮຽນ " })) as ListAnswer;
  expect(items.map(({ id }) => id)).toEqual([flood.id, rise.id]);
  expect(asked.filter((sql) => sql.includes("heads MATCH"))).toEqual([]);
  index.close();
});

test("a search that was asked before finds what another process has saved, and no more what that took out", () => {
  rmSync(path.join(room.folder, "articles"), { recursive: true, force: true });
  const index = emptyIndex();
  if (typeof sqlite === "string") throw new Error("There is no SQLite.");
  const other = openIndexFile(sqlite, path.join(room.cache, `few-${made}.sqlite`), "test");
  const lists = createLists(index, NAMES);
  const found = (text: string) => (JSON.parse(lists.list({ text })) as ListAnswer).items.map(({ id }) => id);
  const theirs = createStories(other, room.folder, NAMES, () => undefined);
  const save = (article: Article) => {
    put(article);
    theirs.refresh(article.id);
    theirs.putTerms();
  };
  const flood = story({ lo: { headline: "ນ້ຳຖ້ວມ", body: ["ໂຮງຮຽນ ຢູ່ຫຼວງພະບາງ"] } });
  const rise = story({ lo: { headline: "ນ້ຳຂອງ ເພີ່ມຂຶ້ນ", body: ["ໂຮງຮຽນ"] } });
  save(flood);
  expect(found("ໂຮງຮຽນ ")).toEqual([flood.id]);
  expect(found("ໂຮງຮຽນ ")).toEqual([flood.id]);
  save(rise);
  // Made in the same millisecond, either may be the newer one.
  expect(new Set(found("ໂຮງຮຽນ "))).toEqual(new Set([rise.id, flood.id]));
  save({ ...story({ lo: { headline: "ນ້ຳຖ້ວມ" } }), id: flood.id });
  expect(found("ໂຮງຮຽນ ")).toEqual([rise.id]);
  other.close();
  index.close();
});

test("what is typed without a word of the desk's names asks nothing of what they cut otherwise", () => {
  rmSync(path.join(room.folder, "articles"), { recursive: true, force: true });
  if (typeof sqlite === "string") throw new Error("There is no SQLite.");
  const names = ["ພູເບຍ"];
  const index = openIndexFile(sqlite, path.join(room.cache, "few-names.sqlite"), "test");
  expectNames(index, names);
  const { told, asked } = listening(index);
  const kept = createStories(index, room.folder, names, () => undefined);
  // The list cuts the mountain's name in two; what stands beside it is the same in either cut.
  const peak = story({ lo: { headline: "ຂ່າວສັ້ນ", body: ["ນັກປີນເຂົາ ຂຶ້ນຮອດຍອດພູເບຍ ໃນຕອນເຊົ້າ"] } });
  put(peak);
  kept.refresh(peak.id);
  kept.putTerms();
  const lists = createLists(told, names);
  const total = (text: string) => (JSON.parse(lists.list({ text })) as ListAnswer).total;
  const asks = () => asked.filter((sql) => sql.includes("named MATCH")).length;
  for (const text of ["ໃນຕອນເຊົ້າ ", '"ນັກປີນເຂົາ ຂຶ້ນຮອດ"', "ຂຶ້ນຮອດ ຕອນເຊົ້າ "]) expect([text, total(text)]).toEqual([text, 1]);
  expect(asks()).toBe(0);
  // Its beginning may become the name.
  for (const text of ['"ພູເບຍ ໃນຕອນເຊົ້າ"', '"ພູເ']) expect([text, total(text)]).toEqual([text, 1]);
  expect(asks()).toBeGreaterThan(0);
  index.close();
});

test("the next page of what was found asks the full-text search nothing", () => {
  rmSync(path.join(room.folder, "articles"), { recursive: true, force: true });
  const index = emptyIndex();
  const { told, asked } = listening(index);
  const kept = createStories(index, room.folder, NAMES, () => undefined);
  for (let count = 0; count < 20; count += 1) {
    const article = story({ lo: { headline: `ຂ່າວ ${count}`, body: ["ໂຮງຮຽນ ຢູ່ຫຼວງພະບາງ"] } });
    put(article);
    kept.refresh(article.id);
  }
  kept.putTerms();
  const lists = createLists(told, NAMES);
  const page = (offset: number) =>
    (JSON.parse(lists.list({ text: "ໂຮງຮຽນ ຫຼວງພະບາງ ", offset, limit: 8 })) as ListAnswer).items;
  const first = page(0);
  const asks = () => asked.filter((sql) => /FROM (bodies|heads) WHERE .* MATCH \?\)$/.test(sql)).length;
  const before = asks();
  expect(before).toBeGreaterThan(0);
  expect([...first, ...page(8), ...page(16)].map(({ id }) => id)).toHaveLength(20);
  expect(asks()).toBe(before);
  index.close();
});

test("what says a phrase says each phrase that it implies", () => {
  const word = fc.constantFrom("ນ້ຳ", "ນ", "ຖ້ວມ", "me", "mekong");
  const phrase: fc.Arbitrary<Phrase> = fc.record({
    words: fc.array(word, { minLength: 1, maxLength: 3 }),
    open: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), phrase, phrase, (words, one, other) => {
      fc.pre(implies(one, other) && isIn(words.join(" "), one));
      expect(isIn(words.join(" "), other)).toBe(true);
    }),
  );
});
