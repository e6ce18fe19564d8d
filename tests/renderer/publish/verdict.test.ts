/** What the publish dialog says beforehand, for every state that a language can be in. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  actsOf,
  canTick,
  fateOf,
  isNamed,
  type Planned,
  type Verdict,
  verdictOf,
} from "../../../renderer/publish/story/verdict.ts";
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
  readonly has?: boolean;
  readonly stops?: number;
  readonly planned?: Planned;
}

function verdict(
  { release, changed = false, embargoUntil = null, has = true, stops = 0, planned }: State,
  isTicked: boolean,
) {
  const view = {
    has: { lo: false, en: has },
    release: { lo: { stage: "draft" as const, publishedAt: null }, en: release },
    changed: { lo: false, en: changed },
    details: { ...emptyDetails("en"), embargoUntil },
  };
  return verdictOf(view, "en", { stops, isTicked, planned: planned ?? null, now: NOW });
}

const ready: Release = { stage: "ready", publishedAt: null };
const published: Release = { stage: "published", publishedAt: YESTERDAY, out: OUT };
const withdrawn: Release = {
  ...published,
  stage: "withdrawn",
  withdrawn: { at: YESTERDAY, reason: { lo: "", en: "" } },
};
const page = (kind: "new" | "removed"): Planned => ({
  page: { kind, address: "en/2026/11/mekong-rises/" },
  stays: null,
});

describe("what becomes of a language", () => {
  test.each<[string, State, boolean, string]>([
    ["ready and ticked", { release: ready }, true, "goes"],
    ["ready and not ticked", { release: ready }, false, "left"],
    ["in review, whatever is ticked", { release: { ...ready, stage: "review" } }, true, "stage"],
    ["ready, and a check stops it", { release: ready, stops: 1 }, true, "stopped"],
    ["in review, and a check stops it", { release: { ...ready, stage: "review" }, stops: 2 }, true, "stopped"],
    ["out, as it went out", { release: published }, true, "same"],
    ["out, as it went out, though a check would stop it now", { release: published, stops: 1 }, true, "same"],
    ["out, and the folder lacks its page", { release: published, planned: page("new") }, true, "again"],
    ["out and changed, ticked", { release: published, changed: true }, true, "update"],
    ["out and changed, not ticked", { release: published, changed: true }, false, "kept"],
    ["out and changed, and a check stops that", { release: published, changed: true, stops: 1 }, true, "stopped"],
    ["withdrawn", { release: withdrawn }, true, "withdrawn"],
    ["withdrawn, its page on the site", { release: withdrawn, planned: page("removed") }, true, "leaves"],
    ["withdrawn and ready again", { release: { ...withdrawn, stage: "ready" } }, true, "goes"],
    ["under embargo", { release: ready, embargoUntil: TOMORROW }, true, "embargo"],
    ["under embargo, with a stop", { release: ready, embargoUntil: TOMORROW, stops: 1 }, true, "embargo"],
    ["an embargo that is past", { release: ready, embargoUntil: YESTERDAY }, true, "goes"],
    ["dated ahead", { release: { stage: "ready", publishedAt: TOMORROW } }, true, "date"],
    ["not begun", { release: { stage: "draft", publishedAt: null }, has: false }, false, "none"],
    ["out, and made a draft on another desk", { release: { ...published, stage: "draft" } }, true, "same"],
    [
      "kept by what the desk alone knows",
      { release: ready, planned: { page: null, stays: { code: "slug-clash" } } },
      true,
      "refused",
    ],
  ])("%s", (_name, state, ticked, kind) => {
    expect(verdict(state, ticked).kind).toBe(kind);
  });

  test("an embargo from another desk holds what changed of what is out, and takes nothing down", () => {
    const state = { release: published, embargoUntil: TOMORROW };
    expect(verdict({ ...state, changed: true }, true)).toEqual({ kind: "embargo", until: TOMORROW, out: true });
    expect(verdict(state, true)).toEqual({ kind: "same" });
  });

  test("nothing is published, named or said to go that is stopped, below ready or held, and what is out never stays off the site", () => {
    const instant = fc.constantFrom(null, YESTERDAY, TOMORROW);
    const state = fc.record({
      release: fc.record({ stage: fc.constantFrom(...STAGES), publishedAt: instant, out: fc.constantFrom(null, OUT) }),
      changed: fc.boolean(),
      embargoUntil: instant,
      stops: fc.constantFrom(0, 1),
    });
    fc.assert(
      fc.property(state, fc.boolean(), (one, ticked) => {
        const said = verdict(one, ticked);
        const out = isOut(one.release);
        const isAhead = one.embargoUntil === TOMORROW || one.release.publishedAt === TOMORROW;
        const goes = said.kind === "goes" || said.kind === "update";
        if (goes) expect([ticked, one.stops, isAhead]).toEqual([true, 0, false]);
        if (goes) expect(["ready", "published"]).toContain(one.release.stage);
        expect(goes).toBe(fateOf(said) === "goes");
        if (canTick(said)) expect(verdict(one, !ticked).kind).not.toBe(said.kind);
        if (out) expect(["goes", "left", "withdrawn", "none"]).not.toContain(said.kind);
        else expect(["update", "kept", "same"]).not.toContain(said.kind);
        expect(isNamed(said)).toBe(goes || said.kind === "same");
      }),
    );
  });

  test("the button names each thing that it does, and the languages of each", () => {
    const acts = (lo: Verdict["kind"], en: Verdict["kind"]) =>
      actsOf({ lo: { kind: lo } as Verdict, en: { kind: en } as Verdict }).map(({ act, langs }) => [act, ...langs]);
    expect(acts("goes", "goes")).toEqual([["publish", "lo", "en"]]);
    expect(acts("update", "goes")).toEqual([
      ["publish", "en"],
      ["update", "lo"],
    ]);
    expect(acts("leaves", "update")).toEqual([
      ["update", "en"],
      ["remove", "lo"],
    ]);
    expect(acts("same", "stopped")).toEqual([]);
    expect(acts("again", "none")).toEqual([["publish", "lo"]]);
  });
});
