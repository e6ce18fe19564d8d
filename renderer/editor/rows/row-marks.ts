/** What stands beside a row's dot: how many of its notes are open, and what the checks say of it. */
import { useMemo } from "react";
import { FIELD_ROWS } from "../../../shared/article/article.ts";
import { openThreads } from "../../../shared/article/notes.ts";
import type { FoundInStory } from "../../../shared/contract.ts";
import { useStore } from "../../base/store.ts";
import { storyFindings } from "../../base/story-findings.ts";
import { useCards } from "../cards/use-cards.ts";
import { useNotes } from "../notes/use-notes.ts";
import type { OpenStory } from "../session/story.ts";

type Severity = FoundInStory["severity"];
const GRAVEST_FIRST: readonly Severity[] = ["stop", "ask", "tell"];

export interface RowMark {
  readonly notes: number;
  /** Places in it that were written in two ways. */
  readonly cards: number;
  /** The gravest finding that nobody accepted. */
  readonly finding: Severity | null;
}

const NO_MARK: RowMark = { notes: 0, cards: 0, finding: null };

/** Findings that a row's own dot, notes and cards show already. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(["missing-rows", "stale-rows", "open-notes", "conflict"]);

const NONE: readonly FoundInStory[] = [];
const NOWHERE: ReadonlyMap<string, readonly FoundInStory[]> = new Map();

/** The row that a finding is about; null where it is about none. */
function rowOfFinding(story: OpenStory, { place, lang, check }: FoundInStory): string | null {
  if (SHOWN_ELSEWHERE.has(check)) return null;
  const [where = "", name = ""] = place.split("/");
  const field = FIELD_ROWS.find((one) => one === where);
  if (field) return field;
  if (where === "row") return name;
  if (where !== "block" || !lang) return null;
  const block = story.editors[lang].state.doc.children.find(({ attrs }) => attrs.id === name);
  return block ? String(block.attrs.row) : null;
}

/** The open story's findings by the row that they are about. */
export function useRowFindings(story: OpenStory): ReadonlyMap<string, readonly FoundInStory[]> {
  const now = useStore(storyFindings);
  const findings = (now?.of === story.session.id ? now.list.value?.findings : null) ?? NONE;
  return useMemo(() => {
    const byRow = new Map<string, FoundInStory[]>();
    for (const one of findings) {
      const row = rowOfFinding(story, one);
      if (row !== null) byRow.set(row, [...(byRow.get(row) ?? []), one]);
    }
    return byRow;
  }, [story, findings]);
}

/** Rows that have something beside their dot. */
export function useRowMarks(story: OpenStory): ReadonlyMap<string, RowMark> {
  const notes = useNotes(story);
  const found = useRowFindings(story);
  const isUnwritten = useStore(storyFindings)?.isUnwritten ?? false;
  const findings = isUnwritten ? NOWHERE : found;
  const { byRow } = useCards(story);
  return useMemo(() => {
    const marks = new Map<string, RowMark>();
    for (const [row, { length }] of byRow) marks.set(row, { ...NO_MARK, cards: length });
    for (const { note } of openThreads(notes)) {
      const mark = marks.get(note.row) ?? NO_MARK;
      marks.set(note.row, { ...mark, notes: mark.notes + 1 });
    }
    for (const [row, these] of findings) {
      const open = these.filter(({ accepted }) => !accepted);
      const finding = GRAVEST_FIRST.find((severity) => open.some((one) => one.severity === severity)) ?? null;
      if (finding) marks.set(row, { ...(marks.get(row) ?? NO_MARK), finding });
    }
    return marks;
  }, [notes, findings, byRow]);
}
