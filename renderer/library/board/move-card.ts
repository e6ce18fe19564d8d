/** A card of the board that goes elsewhere: through the desk's own calls, whose refusals are told. */
import { BOARD_STAGES } from "../../../shared/contract.ts";
import { deskError } from "../../../shared/errors.ts";
import { tell } from "../../base/tell.tsx";
import { openStoryById, storyNow, tellRefusal } from "../../editor/door.ts";
import { i18n } from "../../locale/index.ts";
import { changeOne } from "../several/running.ts";
import { toPerson, toStage } from "../several/story-changes.ts";
import type { Card } from "./board-state.ts";

type BoardStage = (typeof BOARD_STAGES)[number];
export const isBoardStage = (name: string): name is BoardStage => (BOARD_STAGES as readonly string[]).includes(name);

/** What a card is called in a sentence. */
export const headlineOf = ({ story, lang }: Card): string =>
  story.headline[lang] || story.headline[story.source] || i18n.t("library.noHeadline");

/** Going out is an act of its own, with all that is said before it: `publish` begins it. */
export function moveToStage(card: Card, stage: BoardStage, publish: (ids: readonly string[]) => void): void {
  const { story, lang } = card;
  if (stage === "published") {
    if (!story.out[lang]) publish([story.id]);
    return;
  }
  const said = i18n.t(`board.moved.${lang}`, { headline: headlineOf(card), stage: i18n.t(`stage.${stage}`) });
  void changeOne(story, toStage(lang, stage), said);
}

/** `person`: their key, "" for nobody; the deadline stays. */
export function giveTo(card: Card, person: string, name: string): void {
  const { story, lang } = card;
  const task = person === "" ? null : { person, due: story.assigned[lang]?.due ?? null };
  const values = { headline: headlineOf(card), name };
  const said = task ? i18n.t(`board.given.${lang}`, values) : i18n.t(`board.taken.${lang}`, values);
  void changeOne(story, toPerson(lang, task), said);
}

/** Opens the story and asks, as its stage does, before what is out is withdrawn. */
export async function withdrawCard({ story, lang }: Card): Promise<void> {
  await openStoryById(story.id);
  const open = storyNow();
  if (open?.session.id !== story.id) return;
  if (open.session.readOnly) tell(i18n.t("editor.cannotChange"));
  else tellRefusal(open, deskError("is-out"), [lang]);
}

/** The stage beside a card's own; null at the ends. */
export function stageBeside(name: string, step: 1 | -1): BoardStage | null {
  const at = (BOARD_STAGES as readonly string[]).indexOf(name);
  return at < 0 ? null : (BOARD_STAGES[at + step] ?? null);
}
