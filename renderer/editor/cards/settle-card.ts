/** A card settled in the window: what is taken is written like anything else, and one undo takes it back with the card. */

import { Assignment, withdrawalOf } from "../../../shared/article/additions.ts";
import type { Details } from "../../../shared/article/article.ts";
import { type Card, placeOfCard } from "../../../shared/article/card.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { type DeskError, deskError } from "../../../shared/errors.ts";
import { type Choice, canTakeBoth, takeSide } from "../../../shared/merge/settle.ts";
import { layout } from "../../base/layout-state.ts";
import { createStore } from "../../base/store.ts";
import { tell, tellError, tellUndoable } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";
import { writtenLine } from "../fields/line-document.ts";
import { TEXT_FIELDS } from "../fields/text-fields.ts";
import { caretInRow } from "../rows/partner.ts";
import type { OpenStory } from "../session/story.ts";
import { FIELDS } from "../session/story-view.ts";
import { bodyChange } from "../session/take-body.ts";
import type { UndoPlace } from "../undo/story-undo.ts";

/** What can be done with a card: a side by its number, both, or what somebody writes there. */
export type CardChoice = Choice | "own";

/** The card whose place somebody is writing in. */
export const writingAt = createStore<string | null>(null);
/** A choice that would take words away which were written since: it is asked first. */
export const askedAt = createStore<{ readonly card: string; readonly choice: Choice } | null>(null);

/** What of a release the window can write: a withdrawal's reason, and to whom it was given. */
const isReleased = ({ part }: Card): boolean => /^release\/(lo|en)\/(withdrawn\/reason\/(lo|en)|assigned)$/.test(part);

/** What a card offers, in the order of its keys. A whole version, or a release, isn't put in place of another. */
export function choicesOf(card: Card): readonly CardChoice[] {
  const isWhole = LANGS.some((lang) => card.part === lang);
  const isOther = card.part.startsWith("release/") && !isReleased(card);
  if (isWhole || isOther) return ["own"];
  return [...card.sides.keys(), ...(canTakeBoth(card) ? (["both"] as const) : []), "own"];
}

/** Whether the source is locked, which then nothing of a card is written into. */
function isLocked(story: OpenStory, { part }: Card): boolean {
  const { source } = story.session.view.get().details;
  return layout.get().sourceLocked && part.split("/")[0] === source;
}

/** Writes what is otherwise in `next` into the window; where in the text it was. */
function write(story: OpenStory, before: ReturnType<OpenStory["session"]["story"]>, next: typeof before): UndoPlace[] {
  const { session, editors, fields } = story;
  const places: UndoPlace[] = [];
  for (const lang of LANGS) {
    const [then, now] = [before.versions[lang], next.versions[lang]];
    if (!now || !then || then === now) continue;
    for (const field of FIELDS) {
      if (then[field] === now[field]) continue;
      const line = TEXT_FIELDS.find((one) => one === field);
      if (!line) {
        session.editField(lang, field, now[field]);
        continue;
      }
      const { state, view } = fields[lang][line];
      const change = writtenLine(state, now[field]);
      if (change) view.dispatch(change);
      places.push({ lang, field: line });
    }
    const { state, schema, view } = editors[lang];
    const change = bodyChange(state.tr, schema.nodeFromJSON(now.body));
    if (!change.docChanged) continue;
    view.dispatch(change);
    places.push({ lang, field: "body" });
  }
  return places;
}

/** The fields of the details that a choice changes. */
function detailsChange(before: Details, next: Details): Partial<Details> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(next)])];
  return Object.fromEntries(names.filter((name) => before[name] !== next[name]).map((name) => [name, next[name]]));
}

async function takeOfRelease(story: OpenStory, card: Card, choice: Choice): Promise<DeskError | null> {
  const [, first = "", third = "", , named = ""] = card.part.split("/");
  const lang = LANGS.find((one) => one === first);
  const known = lang && withdrawalOf(story.session.view.get().release[lang]);
  const value = typeof choice === "number" ? card.sides[choice]?.value : undefined;
  if (lang && third === "assigned") {
    const given = Assignment.nullable().safeParse(value);
    if (given.success)
      return story.session.setRelease(lang, {
        assigned: given.data && { person: given.data.person, due: given.data.due },
      });
  }
  if (!lang || !known || typeof value !== "string") return deskError("card-side", { card: card.id.slice(0, 12) });
  return story.session.setRelease(lang, { reason: { ...known.reason, [named]: value } });
}

/** Settles a card; null where it is done, else what stands against it. `over`: words written since may go. */
export async function settle(
  story: OpenStory,
  card: Card,
  choice: Choice | "as-is",
  over = false,
): Promise<DeskError | null> {
  const { session, undo, rowStates } = story;
  const before = session.story();
  let next = before;
  if (choice !== "as-is" && isReleased(card)) {
    const error = await takeOfRelease(story, card, choice);
    if (error) return error;
  } else if (choice !== "as-is") {
    const taken = takeSide(before, card, choice, over);
    if (!taken.ok) return taken.error;
    next = taken.value;
  }
  const takeBack = undo.settle(card, detailsChange(before.details, next.details), notesChange(before, next), () =>
    write(story, before, next),
  );
  rowStates.refresh();
  writingAt.set(null);
  askedAt.set(null);
  tellUndoable(i18n.t("cards.done"), takeBack);
  return null;
}

type Story = ReturnType<OpenStory["session"]["story"]>;
const notesChange = (before: Story, next: Story): Story["notes"] =>
  Object.fromEntries(Object.entries(next.notes).filter(([id, note]) => before.notes[id] !== note));

/** Puts the caret where a card's text stands. */
function caretAt(story: OpenStory, card: Card): void {
  const { lang, rows } = placeOfCard(card);
  const [row] = rows;
  if (!lang || row === undefined) return;
  const line = TEXT_FIELDS.find((one) => one === row);
  if (line) story.fields[lang][line].view.focus();
  else caretInRow(story.editors[lang], row);
}

/** Whether somebody writes in the text of a card, or can't: then what stands there is all that can be taken. */
export const writesNothing = (card: Card): boolean => {
  const { lang, rows } = placeOfCard(card);
  return lang === null || rows.length === 0;
};

/** What one does with a card, by button or key. */
export async function choose(story: OpenStory, card: Card, choice: CardChoice, over = false): Promise<void> {
  if (story.session.readOnly) return;
  if (choice === "own" && writingAt.get() !== card.id && !writesNothing(card)) {
    writingAt.set(card.id);
    caretAt(story, card);
    return;
  }
  if (choice !== "own" && isLocked(story, card)) {
    tell(i18n.t("rows.sourceIsLocked"));
    return;
  }
  const error = await settle(story, card, choice === "own" ? "as-is" : choice, over);
  if (error?.reason === "card-typed" && choice !== "own") askedAt.set({ card: card.id, choice });
  else if (error?.reason === "card-side") tell(i18n.t("cards.cannot"));
  else if (error) tellError(error);
}
