/** The parts of a story, each with its own rule: details, versions, releases, confirmations, notes. */
import type { Lang, Node } from "../article/article.ts";
import { LANGS, STAGES } from "../article/stages.ts";
import { mergedBody } from "./body.ts";
import { decided, untroubled } from "./merging.ts";
import {
  earlier,
  type FieldRule,
  type FieldRules,
  mergeFields,
  mergeLater,
  mergeValue,
  mergeWhole,
} from "./records.ts";
import { editsOf, tokensOf } from "./text/edits.ts";
import { lineStream, textOf } from "./text/stream.ts";
import { weave } from "./text/weave.ts";
import { bytesOf, fieldOf, isFields } from "./values.ts";

/** A line of text by its words. */
const mergeLine: FieldRule = (part, base, a, b, merging) => {
  const easy = untroubled(part, base, a, b, merging);
  if (easy) return easy.value;
  if (typeof a !== "string" || typeof b !== "string") return mergeValue(part, base, a, b, merging);
  const begun = lineStream(typeof base === "string" ? base : "");
  if (merging.settledApart.has(part)) return decided({ part, kind: "settled", base, a, b }, merging);
  const tokens = tokensOf(begun);
  const [one, two] = [lineStream(a), lineStream(b)];
  const woven = weave(begun, one, editsOf(begun, tokens, one), two, editsOf(begun, tokens, two));
  const [withA, withB] = [textOf(woven.a), textOf(woven.b)];
  if (withA === withB) {
    if (woven.beside.size > 0) merging.beside.add(part);
    return withA;
  }
  return decided({ part, kind: "words", base, a: withA, b: withB }, merging);
};

/** Both set it: the earlier. Taken away on one side and set on the other: set. */
const mergeEarlier: FieldRule = (part, base, a, b, merging) => {
  const easy = untroubled(part, base, a, b, merging);
  if (easy) return easy.value;
  if (typeof a === "string" && typeof b === "string") return earlier(a, b);
  return typeof a === "string" ? a : b;
};

/** The later in the order of stages, which ends with withdrawal. */
const mergeStage: FieldRule = (part, base, a, b, merging) => {
  const easy = untroubled(part, base, a, b, merging);
  if (easy) return easy.value;
  const rank = (stage: unknown) => (STAGES as readonly unknown[]).indexOf(stage);
  return rank(a) >= rank(b) ? a : b;
};

/** What a picture says belongs to that picture: another picture is another value. */
const mergeImage: FieldRule = (part, base, a, b, merging) => {
  const asset = (image: unknown) => (isFields(image) ? fieldOf(image, "asset") : undefined);
  const isOne = asset(a) === asset(b) && asset(a) === asset(base);
  return isOne ? mergeValue(part, base, a, b, merging) : mergeWhole(part, base, a, b, merging);
};

const DETAILS: FieldRules = { image: mergeImage };

const mergeDetails: FieldRule = (part, base, a, b, merging) =>
  mergeFields(part, isFields(base) ? base : null, isFields(a) ? a : {}, isFields(b) ? b : {}, merging, DETAILS);

const isNode = (value: unknown): value is Node => isFields(value) && typeof value.type === "string";

/** A version, which may not be there; taken out on one side and changed on the other, it stays, with a card. */
const mergeVersion =
  (lang: Lang): FieldRule =>
  (part, base, a, b, merging) => {
    const easy = untroubled(part, base, a, b, merging);
    if (easy) return easy.value;
    if (!isFields(a) || !isFields(b)) {
      decided({ part, kind: "deleted", base, a, b }, merging);
      return isFields(a) ? a : b;
    }
    const mergeBody: FieldRule = (_part, was, mine, theirs) =>
      isNode(mine) && isNode(theirs)
        ? (untroubled(`${lang}/block`, was, mine, theirs, merging)?.value ??
          mergedBody(lang, isNode(was) ? was : null, mine, theirs, merging))
        : (mine ?? theirs);
    return mergeFields(part, isFields(base) ? base : null, a, b, merging, {
      headline: mergeLine,
      lead: mergeLine,
      updatedAt: mergeLater,
      body: mergeBody,
    });
  };

const mergeVersions: FieldRule = (_part, base, a, b, merging) => {
  const was = isFields(base) ? base : null;
  const [mine, theirs] = [isFields(a) ? a : {}, isFields(b) ? b : {}];
  const rest = mergeFields("versions", was, mine, theirs, merging, { lo: () => undefined, en: () => undefined });
  const versions = LANGS.map((lang) => [
    lang,
    mergeVersion(lang)(lang, fieldOf(was, lang), fieldOf(mine, lang), fieldOf(theirs, lang), merging),
  ]);
  return { ...rest, ...Object.fromEntries(versions) };
};

/** Whether a revision came after another. */
export type Descends = (revision: string, earlier: string) => boolean;

/** What of a language is out: of two publications the later, else the one whose hash sorts first. */
const mergeOut =
  (descends: Descends): FieldRule =>
  (part, base, a, b, merging) => {
    const easy = untroubled(part, base, a, b, merging);
    if (easy) return easy.value;
    if (!isFields(a) || !isFields(b)) return isFields(a) ? a : b;
    const [mine, theirs] = [String(a.rev), String(b.rev)];
    if (descends(mine, theirs) !== descends(theirs, mine)) return descends(mine, theirs) ? a : b;
    return mine < theirs || (mine === theirs && bytesOf(a) <= bytesOf(b)) ? a : b;
  };

/** All that either side has, the oldest first. */
const mergeCorrections: FieldRule = (part, base, a, b, merging) => {
  if (!Array.isArray(a) || !Array.isArray(b)) {
    const easy = untroubled(part, base, a, b, merging);
    return easy && !Array.isArray(base) ? easy.value : Array.isArray(a) ? a : (b ?? a);
  }
  const all = new Map([...a, ...b].map((one: unknown) => [bytesOf(one), one]));
  const at = (one: unknown) => (isFields(one) ? String(one.at) : "");
  return [...all]
    .sort(([bytes, one], [other, two]) =>
      at(one) === at(two) ? (bytes < other ? -1 : 1) : earlier(at(one), at(two)) === at(one) ? -1 : 1,
    )
    .map(([, one]) => one);
};

/** A withdrawal stands against everything else; of two, a card says both reasons. */
const mergeWithdrawal: FieldRule = (part, base, a, b, merging) => {
  const easy = untroubled(part, base, a, b, merging);
  if (easy) return easy.value;
  if (!isFields(a) || !isFields(b)) return isFields(a) ? a : b;
  return mergeFields(part, isFields(base) ? base : null, a, b, merging, { at: mergeEarlier });
};

/** Who is to do it: of two who were asked apart, whoever is to have it sooner. */
const mergeAssigned: FieldRule = (part, base, a, b, merging) => {
  const easy = untroubled(part, base, a, b, merging);
  if (easy) return easy.value;
  if (!isFields(a) || !isFields(b)) return isFields(a) ? a : b;
  const [mine, theirs] = [a, b].map(({ due }) => (typeof due === "string" ? Date.parse(due) : Infinity));
  if (mine !== theirs) return Number(mine) < Number(theirs) ? a : b;
  return bytesOf(a) <= bytesOf(b) ? a : b;
};

const mergeRelease =
  (descends: Descends): FieldRule =>
  (part, base, a, b, merging) => {
    const easy = untroubled(part, base, a, b, merging);
    if (easy) return easy.value;
    return mergeFields(part, isFields(base) ? base : null, isFields(a) ? a : {}, isFields(b) ? b : {}, merging, {
      stage: mergeStage,
      publishedAt: mergeEarlier,
      out: mergeOut(descends),
      withdrawn: mergeWithdrawal,
      corrections: mergeCorrections,
      assigned: mergeAssigned,
    });
  };

const mergeReleases =
  (descends: Descends): FieldRule =>
  (part, base, a, b, merging) =>
    mergeFields(part, isFields(base) ? base : null, isFields(a) ? a : {}, isFields(b) ? b : {}, merging, {
      lo: mergeRelease(descends),
      en: mergeRelease(descends),
    });

/** An entry by its key, as a whole; taken out on one side and changed on the other, it stays. */
const mergeEntry: FieldRule = (part, base, a, b, merging) => {
  const easy = untroubled(part, base, a, b, merging);
  if (easy) return easy.value;
  if (a === undefined || b === undefined) return a ?? b;
  return bytesOf(a) <= bytesOf(b) ? a : b;
};

/** A note: what it says by its words; resolved once is resolved. */
const mergeNote: FieldRule = (part, base, a, b, merging) => {
  const easy = untroubled(part, base, a, b, merging);
  if (easy) return easy.value;
  if (!isFields(a) || !isFields(b)) return isFields(a) ? a : b;
  return mergeFields(part, isFields(base) ? base : null, a, b, merging, {
    at: mergeEntry,
    by: mergeEntry,
    row: mergeEntry,
    text: mergeLine,
    resolvedAt: mergeEarlier,
    resolvedBy: mergeEntry,
    replyTo: mergeEntry,
  });
};

const entries =
  (rule: FieldRule): FieldRule =>
  (part, base, a, b, merging) => {
    const [mine, theirs] = [isFields(a) ? a : null, isFields(b) ? b : null];
    if (!mine || !theirs) return mine ?? theirs ?? undefined;
    const was = isFields(base) ? base : null;
    const rules = Object.fromEntries([...Object.keys(mine), ...Object.keys(theirs)].map((name) => [name, rule]));
    return mergeFields(part, was, mine, theirs, merging, rules);
  };

const mergeHigher: FieldRule = (_part, _base, a, b) => (Number(a) >= Number(b) ? a : b);

/** Every field of a story that has a rule of its own. `conflicts` and `settled` follow at the end of a merge. */
export const articleRules = (descends: Descends): FieldRules => ({
  format: mergeHigher,
  id: mergeEntry,
  createdAt: mergeEarlier,
  updatedAt: mergeLater,
  trashedAt: mergeEarlier,
  details: mergeDetails,
  release: mergeReleases(descends),
  versions: mergeVersions,
  rows: entries(mergeEntry),
  notes: entries(mergeNote),
  accepted: entries(mergeEntry),
  beside: entries(mergeEntry),
});
