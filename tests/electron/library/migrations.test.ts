/** A format that never was, with its fixture, so that the ladder is climbed by a test for as long as there is one. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { articlePath, readArticleText } from "../../../electron/library/article-file.ts";
import { type Ladder, migrate, type Step } from "../../../electron/library/migrations.ts";
import { emptyDetails, emptyVersion } from "../../../shared/article.ts";
import { must, newsroom, writer } from "./own-library.ts";

const { folder, open, close } = newsroom();
const FIXTURE = path.join(import.meta.dirname, "../../fixtures/formats/article-0.json");
const ID = "01JA0000000000000000000000";

type Both = Readonly<Record<"lo" | "en", string>>;

/** From one title and one text a language to format 1. */
const fromZero: Step = ({ created, title, text, ...rest }) => {
  const at = String(created);
  const version = (lang: "lo" | "en") => ({
    ...emptyVersion(lang, at),
    headline: (title as Both)[lang],
    body: {
      type: "doc",
      content: [
        {
          type: "paragraph",
          attrs: { id: `block-${lang}`, row: "row-1" },
          content: [{ type: "text", text: (text as Both)[lang] }],
        },
      ],
    },
  });
  const draft = { stage: "draft", publishedAt: null };
  return {
    ...rest,
    createdAt: at,
    updatedAt: at,
    trashedAt: null,
    details: emptyDetails("en"),
    release: { lo: draft, en: draft },
    versions: { lo: version("lo"), en: version("en") },
    rows: {},
    notes: {},
    conflicts: [],
  };
};
const ladder: Ladder = { 0: fromZero };

test("an older format is read in today's, and what nobody knows is carried along", async () => {
  const read = readArticleText(await readFile(FIXTURE, "utf8"), ID, ladder);
  expect(read).toMatchObject({ kind: "article", readOnly: undefined, migratedFrom: 0 });
  if (read.kind !== "article") throw new Error("unreadable");
  expect(read.article.format).toBe(1);
  expect(read.article.versions.lo?.headline).toBe("ລາວ ແລະ ກຳປູເຈຍ ເພີ່ມທະວີການຮ່ວມມື");
  expect(read.article).toMatchObject({ desk: { kept: true } });
});

test("steps are climbed one at a time, and a step that is missing leaves the file alone", () => {
  const seen: number[] = [];
  const step =
    (from: number): Step =>
    (raw) => {
      seen.push(from);
      expect(raw.format).toBe(from);
      return { ...raw, [`from${from}`]: true };
    };
  const all: Ladder = { 0: step(0), 1: step(1), 2: step(2) };
  expect(migrate({ format: 0 }, 3, all)).toEqual({
    raw: { format: 3, from0: true, from1: true, from2: true },
    from: 0,
  });
  expect(seen).toEqual([0, 1, 2]);
  expect(migrate({ format: 0 }, 3, { 0: step(0), 2: step(2) })).toEqual({ raw: { format: 0 }, from: null });
  expect(migrate({ format: 4 }, 3, all)).toEqual({ raw: { format: 4 }, from: null });
  expect(migrate("no story", 3, all)).toEqual({ raw: "no story", from: null });
});

test("an old file stays as it is until it is saved, and then its original is kept", async () => {
  await open();
  await close();
  const original = await readFile(FIXTURE);
  await mkdir(path.dirname(articlePath(folder(), ID)), { recursive: true });
  await writeFile(articlePath(folder(), ID), original);
  const desk = await open({ ladder });
  const { article, revs } = must(await desk.open(ID));
  expect(article.versions.en?.headline).toBe("Laos and Cambodia Strengthen Cooperation");
  expect(await readFile(articlePath(folder(), ID))).toEqual(original);
  must(await desk.save({ id: ID, base: { en: revs.en }, en: { lead: "Both sides agreed." } }, writer));
  const stored = JSON.parse(await readFile(articlePath(folder(), ID), "utf8"));
  expect([stored.format, stored.versions.en.lead, stored.desk]).toEqual([1, "Both sides agreed.", { kept: true }]);
  expect(await readFile(path.join(folder(), "history", ID, "original-format-0.json"))).toEqual(original);
  expect(await readdir(folder())).not.toContain("quarantine");
});
