/** What was pasted may be Lao that can be put right: it is offered, with one key to take it. */
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { Extension } from "@tiptap/react";
import { type LaoRepairKind, laoFlaws, laoRepair } from "../../../shared/text/repairs/lao-repairs.ts";
import { lineFromOldFont } from "../../../shared/text/repairs/old-font.ts";
import { createStore } from "../../base/store.ts";
import { tell } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";
import { changeAtOnce, convertLetters, leaveOutSpaces, type Range, textIn, textRanges } from "./convert.ts";

export interface RepairOffer {
  readonly view: EditorView;
  readonly kind: LaoRepairKind;
  readonly before: string;
  readonly after: string;
  /** The blocks' parts that would change, in `doc`. */
  readonly ranges: readonly Range[];
  readonly doc: EditorView["state"]["doc"];
}

export const repairOffer = createStore<RepairOffer | null>(null);

/** The editor of the story that had the focus last, a body, a headline or a lead. */
let lastEntered: EditorView | null = null;
export const lastEditorView = (): EditorView | null => (lastEntered?.isDestroyed ? null : lastEntered);

export const leaveAsItIs = (): void => repairOffer.set(null);

/** As much of a paste as is looked at: in letters. More of the same is wrong in the same way. */
const LOOKED_AT = 30_000;

/** Where what a transaction put in stands in its document. */
export function changedRange(change: Transaction): Range | null {
  let range: Range | null = null;
  for (const [at, { ranges }] of change.mapping.maps.map((map, index) => [index, { ranges: map }] as const)) {
    const rest = change.mapping.slice(at + 1);
    ranges.forEach((_from, _to, from, to) => {
      const [begin, end] = [rest.map(from, -1), rest.map(to, 1)];
      range = { from: Math.min(range?.from ?? begin, begin), to: Math.max(range?.to ?? end, end) };
    });
  }
  return range;
}

function lookAt(view: EditorView, pasted: Range, fonts: readonly string[]): void {
  const { doc } = view.state;
  const ranges: Range[] = [];
  const texts: string[] = [];
  let length = 0;
  for (const range of textRanges(doc, pasted)) {
    ranges.push(range);
    if (length > LOOKED_AT) continue;
    const text = textIn(doc, range);
    texts.push(text);
    length += text.length;
  }
  const found = laoRepair(texts, fonts);
  if (found) {
    const changed = ranges.filter((_, at) => at >= texts.length || found.texts[at] !== texts[at]);
    repairOffer.set({ view, kind: found.kind, before: found.before, after: found.after, ranges: changed, doc });
    return;
  }
  for (const { kind, text } of laoFlaws(texts)) tell(i18n.t(`import.warning.${kind}`, { text }));
}

/** Puts what is offered in place of what was pasted. */
export function takeRepair(): void {
  const offer = repairOffer.get();
  leaveAsItIs();
  if (!offer || offer.view.isDestroyed || !offer.view.editable || offer.view.state.doc !== offer.doc) return;
  changeAtOnce(offer.view, (change) => {
    if (offer.kind === "old-font") convertLetters(change, offer.ranges, lineFromOldFont);
    else leaveOutSpaces(change, offer.ranges);
  });
  offer.view.focus();
}

/** The families that pasted HTML names, as they stand there. */
const fontsIn = (html: string): string[] =>
  Array.from(
    html.matchAll(/(?:font-family|mso-ascii-font-family)\s*:\s*([^;<>}]{1,200})|\bface=["']?([^"'>]{1,100})/gi),
    (found) => (found[1] ?? found[2] ?? "").replace(/&quot;|["']/g, "").trim(),
  );

export interface Pasted extends Range {
  /** Another for each paste. */
  readonly of: Transaction;
}

const key = new PluginKey<Pasted | null>("laoRepairs");

/** Texts that a paste goes into piece by piece. */
const waiting = new WeakSet<EditorView>();

/** Where the last paste stands, once all of it is there. */
export const pastedIn = (view: EditorView): Pasted | null =>
  waiting.has(view) ? null : (key.getState(view.state) ?? null);

/** What is pasted from now on is only the beginning of a paste. */
export const lookLater = (view: EditorView): unknown => waiting.add(view);

/** All of it is there, or nothing any more. */
export function lookNow(view: EditorView, range: Range | null): void {
  waiting.delete(view);
  if (range) view.dispatch(view.state.tr.setMeta(key, range).setMeta("addToHistory", false));
}

/** A paste that goes in by another way than the editor's own says so with this. */
export const PASTED = "uiEvent";

export const LaoRepairs = Extension.create({
  name: "laoRepairs",
  // Before what Enter and Escape do elsewhere.
  priority: 1000,
  addProseMirrorPlugins() {
    let fonts: readonly string[] = [];
    let looked: Transaction | null = null;
    return [
      new Plugin<Pasted | null>({
        key,
        state: {
          init: () => null,
          apply(change, last) {
            const whole: Range | undefined = change.getMeta(key);
            if (whole) return { ...whole, of: change };
            const isPaste = change.docChanged && change.getMeta(PASTED) === "paste";
            const range = isPaste ? changedRange(change) : null;
            if (range) return { ...range, of: change };
            if (!last || !change.docChanged) return last;
            return { ...last, from: change.mapping.map(last.from, -1), to: change.mapping.map(last.to, 1) };
          },
        },
        view: () => ({
          update(view) {
            const pasted = key.getState(view.state);
            const offer = repairOffer.get();
            if (pasted && pasted.of !== looked) {
              looked = pasted.of;
              if (view.editable && !waiting.has(view)) lookAt(view, pasted, fonts);
            } else if (offer?.view === view && offer.doc !== view.state.doc) leaveAsItIs();
          },
          destroy: () => {
            if (repairOffer.get()?.view.isDestroyed !== false) leaveAsItIs();
          },
        }),
        props: {
          handleDOMEvents: {
            focus(view) {
              lastEntered = view;
              return false;
            },
            paste(_view, event) {
              leaveAsItIs();
              fonts = fontsIn(event.clipboardData?.getData("text/html").slice(0, 1_000_000) ?? "");
              return false;
            },
          },
          handleKeyDown(view, event) {
            if (repairOffer.get()?.view !== view || view.composing) return false;
            const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
            if (isPlain && event.key === "Enter") takeRepair();
            else if (isPlain && event.key === "Escape") leaveAsItIs();
            else return false;
            return true;
          },
        },
      }),
    ];
  },
});
