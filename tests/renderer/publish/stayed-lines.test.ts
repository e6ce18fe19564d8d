import { expect, test } from "vitest";
import { stayedLines } from "../../../renderer/publish/stayed-lines.ts";

const RICE = "01JEH5Q0G00000000000000001";
const DAM = "01JEH5Q0G00000000000000002";
const GONE = "01JEH5Q0G00000000000000003";
const home = { lo: false, en: false };

test("a withdrawn language says that it is withdrawn, beside one that isn't ready", () => {
  const stories = new Map([[RICE, { stages: { lo: "withdrawn", en: "draft" }, out: home } as const]]);
  const skipped = [
    { id: RICE, lang: "lo", code: "stage" },
    { id: RICE, lang: "en", code: "stage" },
  ] as const;
  expect(stayedLines(skipped, stories)).toEqual([
    { id: RICE, why: "withdrawn", langs: ["lo"], out: false },
    { id: RICE, why: "stage", langs: ["en"], out: false },
  ]);
});

test("both languages with one reason are one line, and what readers have all the same stands apart", () => {
  const stories = new Map([
    [RICE, { stages: { lo: "withdrawn", en: "withdrawn" }, out: home } as const],
    [DAM, { stages: { lo: "published", en: "ready" }, out: { lo: true, en: false } } as const],
  ]);
  const skipped = [
    { id: RICE, lang: "lo", code: "stage" },
    { id: RICE, lang: "en", code: "stage" },
    { id: DAM, lang: "lo", code: "embargo" },
    { id: DAM, lang: "en", code: "embargo" },
    { id: GONE, lang: "lo", code: "stage" },
  ] as const;
  expect(stayedLines(skipped, stories)).toEqual([
    { id: RICE, why: "withdrawn", langs: ["lo", "en"], out: false },
    { id: DAM, why: "embargo", langs: ["lo"], out: true },
    { id: DAM, why: "embargo", langs: ["en"], out: false },
    { id: GONE, why: "stage", langs: ["lo"], out: false },
  ]);
});
