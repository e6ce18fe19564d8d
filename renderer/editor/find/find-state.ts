/** What the find bar asks for, and what came of it. One bar for the window, whichever story is open. */
import type { Lang } from "../../../shared/article/article.ts";
import type { Hit } from "../../../shared/text/find.ts";
import { createStore } from "../../base/store.ts";
import { focusedField, TEXT_FIELDS } from "../fields/text-fields.ts";
import { storyNow } from "../session/current-story.ts";

export const WHERE = [...TEXT_FIELDS, "body"] as const;
export type Where = (typeof WHERE)[number];

/** A place in the story; offsets count in the field's text, or in the editor's document. */
export interface Spot {
  readonly lang: Lang;
  readonly where: Where;
  readonly from: number;
}

export interface StoryHit extends Spot, Hit {
  /** Where it stands down the page: the track of its row, headline and lead above all. */
  readonly order: number;
}

export interface FindBarState {
  readonly open: boolean;
  readonly replacing: boolean;
  readonly words: string;
  readonly replacement: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  /** Where looking begins: the caret as the bar was opened, then the last hit that was gone to. */
  readonly origin: Spot | null;
  /** Counts how often the bar was asked for; each time its field takes the focus. */
  readonly asked: number;
}

export interface Found {
  /** Those that can be gone to, as one reads down the page: a hidden column's are left out. */
  readonly hits: readonly StoryHit[];
  readonly counts: Readonly<Record<Lang, number>>;
  /** The column that is hidden, whose hits are counted and passed over. */
  readonly hidden: Lang | null;
  /** Index in `hits`, -1 where none is. */
  readonly current: number;
}

export const NOTHING_FOUND: Found = { hits: [], counts: { lo: 0, en: 0 }, hidden: null, current: -1 };

export const findBar = createStore<FindBarState>({
  open: false,
  replacing: false,
  words: "",
  replacement: "",
  matchCase: false,
  wholeWord: false,
  origin: null,
  asked: 0,
});
export const found = createStore<Found>(NOTHING_FOUND);

export function changeFindBar(change: Partial<FindBarState>): void {
  findBar.set({ ...findBar.get(), ...change });
}

/** Longer selections are passages, not words to look for. */
const LONGEST_SELECTION = 120;

/** What is selected where the caret is, and where that begins. */
function selectedNow(): { readonly words: string; readonly origin: Spot | null } | null {
  const story = storyNow();
  if (!story || document.activeElement?.closest("search, textarea")) return null;
  const field = focusedField();
  const lang = field?.lang ?? story.focused.get();
  const { selection, doc } = (field ? story.fields[lang][field.field] : story.editors[lang]).state;
  const { from, to, $from, $to } = selection;
  const words = $from.sameParent($to) && $from.parent.isTextblock ? doc.textBetween(from, to, "", "\n") : "";
  return { words, origin: { lang, where: field?.field ?? "body", from } };
}

/** Opens the bar with what is selected; an open one takes the focus again. */
export function openFindBar(replacing: boolean): void {
  const now = findBar.get();
  const selected = selectedNow();
  const words = selected && selected.words.length <= LONGEST_SELECTION ? selected.words.trim() : "";
  changeFindBar({
    open: true,
    replacing: replacing || (now.open && now.replacing),
    asked: now.asked + 1,
    ...(selected ? { origin: selected.origin } : {}),
    ...(words === "" ? {} : { words }),
  });
}
