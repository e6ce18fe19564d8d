/** What the publish dialog says beforehand, for every state that a language can be in. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isHeld, verdictOf } from "../../../renderer/publish/verdict.ts";
import { emptyDetails, type Release } from "../../../shared/article/article.ts";
import { isOut } from "../../../shared/article/out.ts";
import { STAGES } from "../../../shared/article/stages.ts";

const NOW = "2026-11-28T03:00:00Z";
const YESTERDAY = "2026-11-27T10:00:00+07:00";
const TOMORROW = "2026-11-29T10:00:00+07:00";
const OUT = { rev: "0".repeat(32), shown: "a".repeat(32), at: YESTERDAY };

interface State {
  readonly release: Release;
  readonly changed?: boolean;
  readonly embargoUntil?: string | null;
  readonly headline?: string;
  readonly has?: boolean;
}

function verdict(
  { release, changed = false, embargoUntil = null, headline = "Mekong rises", has = true }: State,
  ticked: boolean,
) {
  const fields = { headline, leadTag: "", lead: "", dateline: "", signOff: "" };
  const view = {
    has: { lo: false, en: has },
    fields: { lo: fields, en: fields },
    release: { lo: { stage: "draft" as const, publishedAt: null }, en: release },
    changed: { lo: false, en: changed },
    details: { ...emptyDetails("en"), embargoUntil },
  };
  return verdictOf(view, "en", ticked, NOW);
}

const ready: Release = { stage: "ready", publishedAt: null };
const published: Release = { stage: "published", publishedAt: YESTERDAY, out: OUT };

describe("what becomes of a language", () => {
  test.each<[string, State, boolean, string | null]>([
    ["ready and ticked", { release: ready }, true, "goes"],
    ["ready and not ticked", { release: ready }, false, "stays"],
    ["out, as it went out", { release: published }, true, "same"],
    ["out and changed, ticked", { release: published, changed: true }, true, "update"],
    ["out and changed, not ticked", { release: published, changed: true }, false, "kept"],
    ["withdrawn, not ticked", { release: { ...published, stage: "withdrawn" } }, false, "withdrawn"],
    ["withdrawn, ticked", { release: { ...published, stage: "withdrawn" } }, true, "goes"],
    ["under embargo", { release: ready, embargoUntil: TOMORROW }, true, "embargo"],
    ["an embargo that is past", { release: ready, embargoUntil: YESTERDAY }, true, "goes"],
    ["dated ahead", { release: { stage: "ready", publishedAt: TOMORROW } }, true, "date"],
    ["without a headline", { release: ready, headline: " " }, true, null],
    ["not begun", { release: { stage: "draft", publishedAt: null }, has: false }, false, null],
    ["out, its headline taken away", { release: published, changed: true, headline: "" }, false, "kept"],
    ["out, and made a draft on another desk", { release: { ...published, stage: "draft" } }, true, "same"],
  ])("%s", (_name, state, ticked, kind) => {
    expect(verdict(state, ticked)?.kind ?? null).toBe(kind);
  });

  test("an embargo from another desk holds what changed of what is out, and takes nothing down", () => {
    const state = { release: published, embargoUntil: TOMORROW };
    expect(verdict({ ...state, changed: true }, true)).toEqual({ kind: "embargo", until: TOMORROW, out: true });
    expect(verdict(state, true)).toEqual({ kind: "same" });
  });

  test("what is ahead holds whatever isn't out or changed, and what is out is never said to be at home", () => {
    const instant = fc.constantFrom(null, YESTERDAY, TOMORROW);
    const state = fc.record({
      release: fc.record({ stage: fc.constantFrom(...STAGES), publishedAt: instant, out: fc.constantFrom(null, OUT) }),
      changed: fc.boolean(),
      embargoUntil: instant,
    });
    fc.assert(
      fc.property(state, fc.boolean(), (one, ticked) => {
        const said = verdict(one, ticked);
        const out = isOut(one.release);
        const isAhead = one.embargoUntil === TOMORROW || one.release.publishedAt === TOMORROW;
        expect(isHeld(said)).toBe(isAhead && (!out || one.changed));
        if (out) expect(["goes", "stays", "withdrawn"]).not.toContain(said?.kind);
        else expect(["update", "kept", "same"]).not.toContain(said?.kind);
      }),
    );
  });
});
