import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openDesk } from "../../../../electron/desk/desk.ts";
import { articlePath } from "../../../../electron/library/files/article-paths.ts";
import { cutWithNames, expectNames, namesKey } from "../../../../electron/library/index/index-names.ts";
import { type IndexFile, loadSqlite, openIndexFile } from "../../../../electron/library/index/index-schema.ts";
import { createStories } from "../../../../electron/library/index/index-stories.ts";
import { createLists } from "../../../../electron/library/index/list/index-list.ts";
import { createStoryReader } from "../../../../electron/library/index/reading/index-reading.ts";
import { namedWords } from "../../../../electron/library/index/words/index-words.ts";
import type { Article } from "../../../../shared/article/article.ts";
import { canonicalJson } from "../../../../shared/article/canonical-json.ts";
import type { ListAnswer } from "../../../../shared/contract.ts";
import type { Settings } from "../../../../shared/settings.ts";
import { fold } from "../../../../shared/text/fold.ts";
import { deskNames } from "../../../../shared/text/names/desk-words.ts";
import { segmentsOf } from "../../../../shared/text/words.ts";
import { heavyRuns } from "../../../random.ts";
import { must, newsroom, story, writer } from "../newsroom.ts";

const room = newsroom();

/** The list cuts the mountain's name in two, and gives its first half to the word before: ຍອດພູ is a word. */
const PEAK = "ນັກປີນເຂົາຂຶ້ນຮອດຍອດພູເບຍໃນຕອນເຊົ້າ";
const tagged = (settings: Settings, ...names: string[]): Settings => ({
  ...settings,
  tags: names.map((lo, at) => ({ key: `tag-${at}`, lo, en: `Tag ${at}` })),
});

test("a name that the settings learn is found as a phrase, soon, and no more when they forget it; a desk that opens later is asked alike", async () => {
  const home = path.join(room.root, "home");
  const ports = { host: "browser" as const, chooseFolder: async () => null, showFolder: async () => false };
  const open = () => openDesk({ ports, home, library: room.folder });
  let opened = await open();
  const ask = async <C extends Parameters<typeof opened.desk.call>[0]>(
    call: C,
    request: Parameters<typeof opened.desk.call<C>>[1],
  ) => must(await opened.desk.call(call, request));
  const made = story({ lo: { headline: "ຂ່າວສັ້ນ", body: [PEAK] } });
  must(await opened.library().create(made, writer));
  const found = async (text: string) => (await ask("articles.list", { text })).items;
  const ids = async (text: string) => (await found(text)).map(({ id }) => id);
  const learn = async (...names: string[]) => {
    const { settings, rev } = await ask("settings.read", {});
    await ask("settings.save", { base: rev, settings: tagged(settings, ...names) });
  };
  try {
    expect(await ids('"ພູເບຍ"')).toEqual([]);
    await learn("ພູເບຍ");
    await expect.poll(() => ids('"ພູເບຍ"')).toEqual([made.id]);
    const [item] = await found('"ພູເບຍ"');
    const { text = "", marks = [] } = item?.found?.snippet ?? {};
    expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(["ພູເບຍ"]);
    // A story that is saved from now on is cut with it, too.
    const later = story({ lo: { headline: `ວັນອາທິດ ${PEAK}` } });
    must(await opened.library().create(later, writer));
    expect(await ids('"ພູເບຍ"')).toEqual([later.id, made.id]);
    await learn();
    await expect.poll(() => ids('"ພູເບຍ"')).toEqual([]);
    await learn("ພູເບຍ", "ຕອນເຊົ້າ");
    await opened.close();
    // Whatever came of it before the desk was closed, the next one knows them.
    opened = await open();
    await expect.poll(() => ids('"ພູເບຍ"')).toEqual([later.id, made.id]);
  } finally {
    await opened.close();
  }
});

test("an index that was made with other names than the settings have brings itself up to date, and its list is asked for again", async () => {
  const library = await room.open();
  must(await library.create(story({ lo: { headline: PEAK } }), writer));
  await library.complete();
  await room.close(library);
  // Another desk, which has an index of its own.
  const other = await room.open({ cache: path.join(room.root, "another") });
  must(await other.changeSettings((settings) => tagged(settings, "ພູເບຍ")));
  await room.close(other);
  let changes = 0;
  const again = await room.open({
    events: {
      changed: () => {
        changes += 1;
      },
    },
  });
  await expect.poll(async () => (await again.list({ text: '"ພູເບຍ"' })).total).toBe(1);
  await expect.poll(() => changes).toBeGreaterThan(0);
});

/** Names as settings have them, also written otherwise than texts write them. */
const NAMES = ["ພູເບຍ", "ຊືບຟອນ", "ຫຼວງສີສົມບັດ", "ນ້ຳເທີນ", "ຈອນສ໌ຕັນ", "ວິລະວົງ", "ບຸນທັນ", "ຂ່າວສານປະເທດລາວ", "ຕອນເຊົ້າ"];
const AROUND = [
  ..."ທ່ານ|ກ່າວວ່າ|ຍອດ|ນ້ຳຖ້ວມ|ໂຮງຮຽນ|ແລະ|ປະທານປະເທດ|ຂືມ|ບ|ກຸຍ|ຕ່າງໆ|ໆ|໑໒|12|Mekong|.".split("|"),
  ..."ຫລວງສີສົມບັດ|ນໍ້າເທີນ|ພູ\u200Bເບຍ|ສີ|ພູ|ວົງ|ຕັນ".split("|"),
];
const some = <T>(of: fc.Arbitrary<T>, most: number) => fc.array(of, { maxLength: most });
const names = fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 6 });
const piece = fc.oneof(fc.constantFrom(...NAMES), fc.constantFrom(...AROUND), fc.constant(" "));
const line = some(piece, 8).map((all) => all.join("").trim());
const told = fc.record({ headline: line, lead: line, body: fc.array(line, { minLength: 1, maxLength: 3 }) });
const storiesTold = fc.array(fc.record({ lo: told }), { minLength: 1, maxLength: 4 });

const sqlite = await loadSqlite();
let made = 0;

/** An index of these stories, cut with these names. */
function indexed(articles: readonly Article[], of: readonly string[]) {
  if (typeof sqlite === "string") throw new Error("There is no SQLite.");
  made += 1;
  const index = openIndexFile(sqlite, path.join(room.cache, `${made}.sqlite`), "test");
  expectNames(index, of);
  const lists = createLists(index, of);
  const stories = createStories(index, room.folder, of, lists.forget);
  const read = createStoryReader(room.folder, of);
  index.db.exec("BEGIN");
  for (const { id } of articles) stories.store(id, read.read(id, null));
  stories.meet(read.takeTerms());
  stories.putTerms();
  index.db.exec("COMMIT");
  const ids = (text: string): string[] =>
    (JSON.parse(lists.list({ text, limit: 1000 })) as ListAnswer).items.map(({ id }) => id);
  return { index, lists, stories, ids };
}

/** Stories as files of the library, as another program would put them there. */
function put(all: readonly { readonly lo: { headline: string; lead: string; body: readonly string[] } }[]): Article[] {
  rmSync(path.join(room.folder, "articles"), { recursive: true, force: true });
  return all.map((one) => {
    const article = story(one);
    const file = articlePath(room.folder, article.id);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, canonicalJson(article));
    return article;
  });
}

const linesOf = ({ lo }: { lo: { headline: string; lead: string; body: readonly string[] } }) => [
  lo.headline,
  lo.lead,
  ...lo.body,
];

/** A part of what was written, from anywhere to anywhere, in quotes or not; or a name, or what stands in no story. */
const asked = (all: fc.Arbitrary<readonly { lo: { headline: string; lead: string; body: readonly string[] } }[]>) =>
  fc.tuple(
    all,
    fc.array(
      fc.oneof(
        fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 30 }), fc.boolean()),
        some(piece, 4).map((parts) => parts.join("")),
      ),
      { minLength: 4, maxLength: 8 },
    ),
  );

/** The rows whose cut the names change. */
const idsNamed = (index: IndexFile): Set<string> =>
  new Set(
    index
      .statement("SELECT id FROM named JOIN stories ON row = named.rowid")
      .all()
      .map(({ id }) => String(id)),
  );

test("whatever is found without names is found with them, in its place: only what a name says goes above", () => {
  fc.assert(
    fc.property(asked(storiesTold), names, ([all, questions], of) => {
      const articles = put(all);
      const [without, within] = [indexed(articles, []), indexed(articles, of)];
      const named = idsNamed(within.index);
      const lines = all.flatMap(linesOf);
      for (const question of questions) {
        let text = question as string;
        if (typeof question !== "string") {
          const [which, from, length, isQuoted] = question;
          const letters = [...(lines[which % lines.length] ?? "")];
          const part = letters
            .slice(from % (letters.length + 1))
            .slice(0, length)
            .join("");
          text = isQuoted ? `"${part}"` : part;
        }
        const [before, after] = [without.ids(text), within.ids(text)];
        expect(after).toEqual(expect.arrayContaining(before));
        const left = (ids: readonly string[]) => ids.filter((id) => before.includes(id) && !named.has(id));
        if (text.trim() !== "") expect(left(after)).toEqual(left(before));
        for (const [at, id] of before.entries())
          if (named.has(id))
            for (const lower of left(before.slice(at + 1)))
              expect(after.indexOf(id)).toBeLessThan(after.indexOf(lower));
      }
      without.index.close();
      within.index.close();
    }),
    { numRuns: heavyRuns(20) },
  );
});

const TONES = /[\u0EC8-\u0ECB]/g;

test("a name is found as a phrase, as it is written, with spaces in it, and without its tones, wherever the desk reads it as a word", () => {
  fc.assert(
    fc.property(storiesTold, names, (all, of) => {
      const articles = put(all);
      const { index, ids } = indexed(articles, of);
      const words = namedWords(of);
      for (const name of of) {
        const says = articles.filter((_, at) =>
          linesOf(all[at] as (typeof all)[number]).some((one) =>
            one
              // A repetition mark makes another word of the one before it.
              .replace(/\s+ໆ/g, "ໆ")
              .split(" ")
              .some((part) => words?.wordsOf(fold(part)).includes(fold(name))),
          ),
        );
        const clusters = segmentsOf(name).flatMap(
          ({ text }) => text.match(/[\u0EC0-\u0EC4]?\P{M}[\p{M}\u0EB0-\u0EB3\u0EBD]*/gu) ?? [],
        );
        const asWritten = [name, `"${name}"`, `${name} `, clusters.join(" ")];
        const bare = name.replace(TONES, "");
        // Who types a word that stands somewhere as he types it means that.
        const isThere = all.flatMap(linesOf).some((one) => fold(one).replaceAll(" ", "").includes(fold(bare)));
        for (const text of isThere ? asWritten : [...asWritten, bare, `${bare} `])
          expect([text, ids(text)]).toEqual([text, expect.arrayContaining(says.map(({ id }) => id))]);
      }
      index.close();
    }),
    { numRuns: heavyRuns(20) },
  );
});

test("after names are added, removed and added again the index finds what a new one finds, whatever was interrupted", async () => {
  await fc.assert(
    fc.asyncProperty(
      storiesTold,
      fc.array(fc.tuple(names, fc.boolean()), { minLength: 1, maxLength: 4 }),
      names,
      async (all, changes, last) => {
        const articles = put(all);
        const changed = indexed(articles, []);
        for (const [of, isStopped] of [...changes, [last, false] as const]) {
          changed.stories.rename(of);
          changed.lists.rename(of);
          await cutWithNames(changed.index, changed.stories, () => isStopped);
          expect(changed.index.names()).toBe(isStopped ? null : namesKey(of));
        }
        const fresh = indexed(articles, last);
        const kept = ({ index }: typeof fresh) => ({
          named: index.statement("SELECT rowid, headline, lead, rest FROM named ORDER BY rowid").all(),
          terms: index.statement("SELECT word, sound, toneless FROM named_terms ORDER BY word").all(),
        });
        expect(kept(changed)).toEqual(kept(fresh));
        for (const text of [...NAMES, ...NAMES.map((name) => `"${name}"`), ...NAMES.map((name) => name.slice(0, 4))])
          expect([text, changed.ids(text)]).toEqual([text, fresh.ids(text)]);
        changed.index.close();
        fresh.index.close();
      },
    ),
    { numRuns: heavyRuns(20) },
  );
});

test("the words around a name stay one phrase with it, a story has them in one piece or apart, and what was typed is marked", async () => {
  const library = await room.open();
  must(await library.changeSettings((settings) => tagged(settings, "ພູເບຍ")));
  expect(deskNames(library.settings().settings)).toContain("ພູເບຍ");
  const piece = must(await library.create(story({ lo: { headline: "ຂ່າວສັ້ນ", body: ["ຫິມະຕົກ ຢູ່ຍອດພູເບຍ ໃນຄືນນີ້"] } }), writer))
    .article.id;
  const apart = must(await library.create(story({ lo: { headline: "ໃນຄືນນີ້", body: ["ຄົນຂຶ້ນຍອດພູເບຍ", "ຫິມະຕົກ"] } }), writer))
    .article.id;
  await expect.poll(async () => (await library.list({ text: '"ພູເບຍ"' })).total).toBe(2);
  const ids = async (text: string) => (await library.list({ text })).items.map(({ id }) => id);
  expect(await ids('"ພູເບຍ ໃນຄືນນີ້"')).toEqual([piece]);
  // In one piece above far apart, though the other is newer.
  expect(await ids("ພູເບຍ ໃນຄືນນີ້")).toEqual([piece, apart]);
  expect(await ids('"ພູເບຍ" "ຫິມະຕົກ"')).toEqual([apart, piece]);
  expect(await ids('"ພູເບຍ" "ໂຮງຮຽນ"')).toEqual([]);
});

test("a name that was typed without its tones is found below many newer stories that have words of it", () => {
  const others = Array.from({ length: 70 }, () => ({ lo: { headline: "", lead: "", body: ["ຊາວບ້ານຮັບຕ້ອນ ຈ້າວ ເມືອງ"] } }));
  const all = put([{ lo: { headline: "", lead: "", body: ["ນັກປີນເຂົາຂຶ້ນຮອດຍອດພູຈ້າວໃນຕອນເຊົ້າ"] } }, ...others]);
  const { index, ids } = indexed(all, ["ພູຈ້າວ"]);
  expect(ids("ພູຈາວ")).toEqual([all[0]?.id]);
  index.close();
});

test("a phrase with a figure in it that was typed without its tones is found before many newer stories that have its words apart", () => {
  const others = Array.from({ length: 70 }, () => ({
    lo: { headline: "", lead: "", body: ["ເລກ 129 ຄຳມ່ວນ ເມືອງ ໃນ ຄອບຄົວ ປະຊາຊົນ ແລະ 1 ຄອບຄົວ"] },
  }));
  const all = put([{ lo: { headline: "", lead: "", body: ["ປະຊາຊົນ 1.129 ຄອບຄົວ ໃນເມືອງຄຳມ່ວນ"] } }, ...others]);
  const { index, ids } = indexed(all, []);
  expect(ids("ປະຊາຊົນ 1.129 ຄອບຄົວ ໃນເມືອງຄຳມວນ ")[0]).toBe(all[0]?.id);
  index.close();
});
