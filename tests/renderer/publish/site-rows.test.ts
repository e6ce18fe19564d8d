/** What the site's dialog lists, ticks and asks for. */
import { describe, expect, test } from "vitest";
import {
  canTick,
  filteredRows,
  requestOf,
  type SiteChoice,
  siteRows,
  ticksOf,
} from "../../../renderer/publish/site/site-rows.ts";
import type { PublishPlan, Summary } from "../../../shared/contract.ts";

const NOW = "2026-11-28T03:00:00Z";
const TOMORROW = "2026-11-29T06:00:00+07:00";
const NONE: SiteChoice = { untick: new Set(), notes: new Map() };

function story(id: string, over: Partial<Summary> = {}): Summary {
  return {
    id,
    headline: { lo: "ນ້ຳຂອງຂຶ້ນ", en: "Mekong rises" },
    source: "lo",
    stages: { lo: "ready", en: "review" },
    out: { lo: false, en: false },
    changed: { lo: false, en: false },
    has: { lo: true, en: true },
    category: "environment",
    goesAt: { lo: null, en: null },
    trashedAt: null,
    updatedAt: NOW,
    ...over,
  } as Summary;
}
const plan = (stays: PublishPlan["stays"]): PublishPlan => ({
  new: [],
  changed: [],
  moved: [],
  removed: [],
  stays,
  unchanged: 0,
});

const ready = story("01JDW8ZQ4N0000000000000001");
const changed = story("01JDW8ZQ4N0000000000000002", {
  stages: { lo: "published", en: "published" },
  out: { lo: true, en: true },
  changed: { lo: false, en: true },
  category: "economy",
});
const held = story("01JDW8ZQ4N0000000000000003", { goesAt: { lo: TOMORROW, en: null } });

const kinds = (rows: ReturnType<typeof siteRows>) =>
  rows.map(({ lines }) => lines.map(({ lang, state }) => [lang, state.kind]));

describe("the list of what can go out", () => {
  test("of all stories it has what is ready, changed, held or stopped; of named ones all that there is", () => {
    const all = [ready, changed, held];
    expect(kinds(siteRows(all, null, { isAsked: false, now: NOW }))).toEqual([
      [["lo", "goes"]],
      [["en", "changed"]],
      [["lo", "held"]],
    ]);
    expect(kinds(siteRows(all, null, { isAsked: true, now: NOW }))).toEqual([
      [
        ["lo", "goes"],
        ["en", "below"],
      ],
      [
        ["lo", "same"],
        ["en", "changed"],
      ],
      [
        ["lo", "held"],
        ["en", "below"],
      ],
    ]);
    const stops = plan([{ id: ready.id, lang: "lo", code: "check", check: "body" }]);
    const [row] = siteRows([ready], stops, { isAsked: false, now: NOW });
    expect(row?.lines[0]?.state).toEqual({ kind: "stopped", why: stops.stays[0] });
    expect(row && canTick(row.lines[0]?.state ?? { kind: "same" })).toBe(false);
    expect(siteRows([{ ...ready, trashedAt: NOW }], null, { isAsked: true, now: NOW })).toEqual([]);
  });

  test("a filter leaves the languages that it is about", () => {
    const rows = siteRows([ready, changed, held], null, { isAsked: true, now: NOW });
    const only = (filter: Partial<Parameters<typeof filteredRows>[1]>) =>
      kinds(filteredRows(rows, { lang: null, category: null, state: null, ...filter }));
    expect(only({ lang: "en", state: "changed" })).toEqual([[["en", "changed"]]]);
    expect(only({ category: "economy" })).toHaveLength(1);
    expect(only({ state: "held" })).toEqual([[["lo", "held"]]]);
  });

  test("what is ready is ticked and what changed is not; each asks for no more than it says", () => {
    const rows = siteRows([ready, changed, held], null, { isAsked: false, now: NOW });
    expect(requestOf(rows, NONE, false)).toEqual({ also: [] });
    let choice = NONE;
    const ticks = () =>
      ticksOf(choice, (next) => {
        choice = next;
      });
    ticks().tick(rows.slice(1, 2), true);
    ticks().setNote(changed.id, "en", " The gauge was misread. ");
    const named = { id: changed.id, lang: "en", correction: { lo: "", en: "The gauge was misread." } };
    expect(requestOf(rows, choice, false)).toEqual({ also: [named] });
    expect(requestOf(rows, choice, true)).toEqual({ articles: [{ id: ready.id, lang: "lo" }, named] });
    ticks().tick(rows, false);
    expect(requestOf(rows, choice, false)).toEqual({ articles: [] });
    ticks().tick(rows, true);
    expect(requestOf(rows, choice, true)).toEqual({
      articles: [
        { id: ready.id, lang: "lo" },
        { id: changed.id, lang: "en" },
      ],
    });
  });
});
