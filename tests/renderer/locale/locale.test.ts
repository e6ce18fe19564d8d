import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { en } from "../../../renderer/locale/en.ts";
import { lo } from "../../../renderer/locale/lo.ts";
import { STAGES_IN_SENTENCES, WORDS, type Word } from "../../../renderer/locale/words.ts";
import { REASONS } from "../../../shared/errors.ts";
import { canonicalText } from "../../../shared/text/lao.ts";
import { respelt } from "../../../shared/text/spelling.ts";

/** Every sentence by its key: `library.search`. */
function sentences(words: object, at = ""): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]): [string, string][] =>
      typeof value === "string" ? [[at + key, value]] : [...sentences(value, `${at}${key}.`)],
    ),
  );
}

const english = sentences(en);
const laoWords = sentences(lo);
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).toSorted();

/** Names and forms that are the same in both languages. */
const SAME = new Set(["tools.linkHint", "due.story"]);

describe("the window's words", () => {
  test("have the same keys in Lao and in English", () => {
    expect([...laoWords.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  test("are never empty, and never begin or end with a space", () => {
    const bad = [...english, ...laoWords].filter(([, text]) => text.trim() === "" || text !== text.trim());
    expect(bad).toEqual([]);
  });

  test("hold the same values in both languages", () => {
    const different = [...english].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(laoWords.get(key) ?? "").join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  test("in Lao are Lao, in its canonical letters", () => {
    const foreign = [...laoWords].filter(([key, text]) => !SAME.has(key) && !/\p{Script=Lao}/u.test(text));
    expect(foreign.map(([key]) => key)).toEqual([]);
    const uncanonical = [...laoWords].filter(([, text]) => text !== canonicalText(text) || /\u200b/.test(text));
    expect(uncanonical).toEqual([]);
  });

  test("have a sentence for every reason that the desk can give", () => {
    for (const reason of Object.keys(REASONS)) expect([...english.keys()]).toContain(`error.${reason}`);
  });

  test("are all said somewhere", () => {
    const sources = readdirSync("renderer", { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !name.startsWith("locale"))
      .map((name) => readFileSync(path.join("renderer", name), "utf8"))
      .join("\n");
    const isSaid = (key: string): boolean => {
      const parts = key.replace(/_(one|other)$/, "").split(".");
      const begins = parts.map((_, at) => `\`${[...parts.slice(0, at), "${"].join(".")}`).slice(1);
      return [`"${parts.join(".")}"`, `}.${parts.at(-1)}\``, ...begins].some((words) => sources.includes(words));
    };
    // Those of errors are held by the test of the reasons, the palette's other words by that of its commands.
    const isHeld = (key: string) => /^(error|commandWords)\./.test(key);
    expect([...english.keys()].filter((key) => !isHeld(key) && !isSaid(key))).toEqual([]);
  });
});

describe("the word list", () => {
  /** What the interface says; the words by which a command is found besides are anybody's. */
  const said = (all: ReadonlyMap<string, string>) => [...all].filter(([key]) => !key.startsWith("commandWords."));
  const saysIt = (word: Word, text: string) =>
    new RegExp(`\\b${word.en.replace(/y$/, "(?:y|ies)").replace(/sh$/, "sh(?:e[sd])?")}(?:s|es|e?d|n)?\\b`, "i").test(
      // What is put in isn't said here, and a telephone's own menus are called as they are there.
      text.replace(/\{\{\w+\}\}|Settings > [\w >]+/g, ""),
    );
  const inLao = (word: Word, key: string) => word.lo.some((lao) => laoWords.get(key)?.includes(lao));
  const hits = (text: string, words: readonly (string | RegExp)[] = []) =>
    words.some((one) => (typeof one === "string" ? text.includes(one) : one.test(text)));

  test.each(WORDS.map((word) => [word.en, word] as const))("%s: its sentences say it, in both languages", (_, word) => {
    expect(word.where.filter((key) => !inLao(word, key) || !saysIt(word, english.get(key) ?? ""))).toEqual([]);
  });

  test.each(WORDS.filter((word) => word.always).map((word) => [word.en, word] as const))(
    "%s: wherever the English says it, the Lao does too",
    (_, word) => {
      const silent = said(english).filter(([key, text]) => saysIt(word, text) && !inLao(word, key));
      expect(silent.map(([key]) => `${key}: ${laoWords.get(key)}`)).toEqual([]);
    },
  );

  test("has no sentence that says it otherwise", () => {
    const wrong = WORDS.flatMap(({ never }) => [
      ...said(laoWords).filter(([, text]) => hits(text, never?.lo)),
      ...said(english).filter(([, text]) => hits(text, never?.en)),
    ]);
    expect(wrong).toEqual([]);
  });

  test("the desk's own sentences don't name what carries the stories, either", () => {
    const named = Object.entries(REASONS).filter(([, [, sentence]]) => /\bgit\b|repositor|\bcommit/i.test(sentence));
    expect(named).toEqual([]);
  });

  test("has stages in quotation marks inside a sentence, under their own names", () => {
    for (const [words, all] of [
      [en.stage, english],
      [lo.stage, laoWords],
    ] as const)
      for (const key of STAGES_IN_SENTENCES)
        expect(Object.values<string>(words).filter((stage) => all.get(key)?.includes(`“${stage}”`))).not.toEqual([]);
  });
});

test("the house style spells the Lao with ຫຼ or with ຫລ, and changes nothing else", () => {
  expect([...laoWords].filter(([, text]) => text.includes("ຫລ"))).toEqual([]);
  const spelt = sentences(respelt(lo, "ຫລ"));
  expect(spelt.get("library.sorts.updated")).toBe("ແກ້ໄຂຫລ້າສຸດ");
  for (const [key, text] of laoWords) expect(spelt.get(key)?.replaceAll("ຫລ", "ຫຼ")).toBe(text);
  expect(respelt(lo, "ຫຼ")).toBe(lo);
});
