/** An open story with all that lives as long as it is open: its session, two editors, their pairing. */

import { Selection } from "@tiptap/pm/state";
import { Editor, type JSONContent } from "@tiptap/react";
import type { Body, Lang } from "../../../shared/article/article.ts";
import { withBlockIds } from "../../../shared/article/block-ids.ts";
import { newBlockId } from "../../../shared/article/ids.ts";
import { cutOf } from "../../../shared/article/pictures/picture-cut.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import { blocksOf, rowOfBlock } from "../../../shared/blocks/body.ts";
import type { Desk, Opened } from "../../../shared/contract.ts";
import { blockText, hasWords } from "../../../shared/rows/rows.ts";
import type { PlacedBlock } from "../../../shared/rows/tracks.ts";
import { hostState } from "../../base/desk-state.ts";
import { afterPress } from "../../base/focus/after-press.ts";
import { layout } from "../../base/layout-state.ts";
import { createStore } from "../../base/store.ts";
import { tell } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";
import { caretBlock, holdsFocus } from "../columns/caret-block.ts";
import { createPairing } from "../columns/drawing/column-tracks.ts";
import { createTextFields, focusedField } from "../fields/text-fields.ts";
import { HitMarks } from "../find/hit-marks.ts";
import { LaoRepairs } from "../lao-repairs/offer.ts";
import { addImages } from "../paste/images.ts";
import { Paste } from "../paste/paste.ts";
import { insertDivider } from "../paste/put-in/fill-block.ts";
import { fillGaps, gapsWait } from "../paste/put-in/fill-gaps.ts";
import { createGapVisit } from "../rows/gap-visit.ts";
import { joinedTwoRows } from "../rows/join-notice.ts";
import { foldOpenRow } from "../rows/open-row.ts";
import { isBlank, isUnwritten } from "../rows/partner.ts";
import { createRowStates } from "../rows/row-states.ts";
import { CaretInSight } from "../schema/caret-in-sight.ts";
import { CaretInTime, isCaretReadLate } from "../schema/caret-in-time.ts";
import { storyExtensions } from "../schema/extensions.ts";
import type { Cuts } from "../schema/figure-cut.ts";
import { DividerKeys } from "../schema/keys/divider-keys.ts";
import { FoldKey } from "../schema/keys/fold-key.ts";
import { LeaveBlock } from "../schema/keys/leave-block.ts";
import { NextGap } from "../schema/keys/next-gap.ts";
import { TypedLinks } from "../schema/keys/typed-links.ts";
import { TypingRules } from "../schema/keys/typing-rules.ts";
import { UndoKeys } from "../schema/keys/undo-keys.ts";
import { WordClick } from "../schema/keys/word-click.ts";
import { Placeholder } from "../schema/placeholder.ts";
import { RowIds } from "../schema/row-ids.ts";
import { RowLayout } from "../schema/row-layout.ts";
import { Savable } from "../schema/savable.ts";
import { StepMarks } from "../schema/step-marks.ts";
import { createRowsTogether } from "../undo/rows-together.ts";
import { createStoryUndo } from "../undo/story-undo.ts";
import { readableBody, rememberStored, storedBody } from "./serialise.ts";
import type { OpenStory } from "./story.ts";
import { createStorySession } from "./story-session.ts";
import { FROM_DESK, takeBody } from "./take-body.ts";

/** Ids where they lack; a version with no block begins with an empty paragraph beside the other's first text. */
function startingBody(body: Body | undefined, other: Body | undefined): Body {
  const given = withBlockIds(body ?? { type: "doc", content: [] }, newBlockId);
  if (blocksOf(given).length > 0) return given;
  const others = other ? blocksOf(other) : [];
  const first = others.find((block) => block.type === "paragraph" && hasWords(blockText(block))) ?? others[0];
  const row = first ? rowOfBlock(first) || newBlockId() : newBlockId();
  return { type: "doc", content: [{ type: "paragraph", attrs: { id: newBlockId(), row } }] };
}

const placed = (body: Body): PlacedBlock[] =>
  blocksOf(body).map((block) => ({ id: String(block.attrs?.id), row: String(block.attrs?.row) }));

export const bodyLabel = (lang: Lang): string => i18n.t(`fields.body.${lang}`);

export function openStory(desk: Desk, opened: Opened, libraryReadOnly: boolean): OpenStory {
  const session = createStorySession(desk, opened, libraryReadOnly, () => hostState.get()?.by ?? "");
  const { versions } = opened.article;
  const readable = (lang: Lang): Body | undefined => {
    const body = versions[lang]?.body;
    return body && session.readOnly ? readableBody(body) : body;
  };
  const source = opened.article.details.source;
  const first = startingBody(readable(source), undefined);
  const second = startingBody(readable(otherLang(source)), first);
  const bodies = source === "lo" ? { lo: first, en: second } : { lo: second, en: first };
  const pairing = createPairing({ lo: placed(bodies.lo), en: placed(bodies.en) });
  const made: Partial<Record<Lang, Editor>> = {};

  const partnerHasText = (lang: Lang) => (row: string) => {
    let found = false;
    made[otherLang(lang)]?.state.doc.forEach((node) => {
      if (node.attrs.row === row && hasWords(node.textContent)) found = true;
    });
    return found;
  };

  /** What stands in for the whole text of a version that isn't begun. */
  const waiting = (lang: Lang) => () => {
    const other = made[otherLang(lang)];
    const begun = other ? !isBlank(other.state.doc) : blocksOf(bodies[otherLang(lang)]).length > 1;
    return begun && lang !== session.view.get().details.source ? i18n.t(`editor.gap.${lang}`) : null;
  };
  const isEditable = (lang: Lang) =>
    !session.readOnly && !(layout.get().sourceLocked && lang === session.view.get().details.source);

  const cuts: Cuts = {
    of: (asset) => cutOf(session.view.get().details, asset),
    subscribe: (listener) => session.view.subscribe(listener),
  };
  const createEditor = (lang: Lang): Editor =>
    new Editor({
      // Apart from the page: what is drawn before it is shown costs no layout.
      element: { mount: document.createElement("div") },
      injectCSS: false,
      // Nobody asks what was deleted; to find that out does each change to the whole text once more.
      enableCoreExtensions: { delete: false },
      // The rules are run by TypingRules, and links found by TypedLinks.
      enableInputRules: false,
      enablePasteRules: ["bold", "italic"],
      editable: isEditable(lang),
      content: bodies[lang] as JSONContent,
      extensions: [
        ...storyExtensions(cuts),
        CaretInTime,
        WordClick,
        CaretInSight,
        Placeholder.configure({
          words: (row) =>
            lang !== session.view.get().details.source && partnerHasText(lang)(row)
              ? i18n.t(`editor.gap.${lang}`)
              : i18n.t("editor.placeholder"),
        }),
        Savable,
        RowIds.configure({ partnerHasText: partnerHasText(lang) }),
        RowLayout.configure({ lang, pairing, waiting: waiting(lang) }),
        NextGap.configure({
          enterGapBelow: (row) => story.gaps.enterBelow(lang, row),
          waits: (row) => lang !== session.view.get().details.source && partnerHasText(lang)(row),
        }),
        LeaveBlock,
        StepMarks,
        TypingRules,
        TypedLinks,
        DividerKeys.configure({ insert: () => insertDivider(story, lang) }),
        UndoKeys.configure({
          undo: () => story.undo.undo({ lang, field: "body" }),
          redo: () => story.undo.redo({ lang, field: "body" }),
        }),
        FoldKey.configure({ fold: () => foldOpenRow(story) }),
        HitMarks,
        LaoRepairs,
        Paste.configure({
          origin: `${opened.article.id}/${lang}`,
          addImages: (files, at) => void addImages(story, lang, files, at),
          fillGaps: (slice) => fillGaps(story, lang, slice),
          gapsWait: () => gapsWait(story, lang),
        }),
      ],
      editorProps: {
        attributes: {
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": bodyLabel(lang),
          "data-field": `body.${lang}`,
          lang,
          spellcheck: "false",
          class: `body body-${lang} side-${lang}`,
        },
      },
    });
  for (const lang of LANGS) made[lang] = createEditor(lang);
  const editors = made as Record<Lang, Editor>;
  for (const lang of LANGS) rememberStored(editors[lang].state.doc, bodies[lang]);
  const rowStates = createRowStates(session, editors);
  const together = createRowsTogether(session, editors);
  const fields = createTextFields(session, (place) => ({
    editable: isEditable(place.lang),
    undoKeys: { undo: () => story.undo.undo(place), redo: () => story.undo.redo(place) },
    fold: () => foldOpenRow(story),
    leave: () => {
      const { view } = place.field === "headline" ? fields[place.lang].lead : editors[place.lang];
      if (place.field === "lead") view.dispatch(view.state.tr.setSelection(Selection.atStart(view.state.doc)));
      // At once, where the editor's own command waits for a frame: the next letter may be there before it.
      view.focus();
    },
  }));
  const undo = createStoryUndo(session, editors, fields);
  const gaps = createGapVisit(session, editors, pairing);
  const followLock = () => {
    for (const lang of LANGS)
      for (const editor of [editors[lang], ...Object.values(fields[lang])])
        if (editor.isEditable !== isEditable(lang)) editor.setEditable(isEditable(lang), false);
  };
  const stops = [layout.subscribe(followLock), session.view.subscribe(followLock)];
  const redraw = () => pairing.redraw();
  i18n.on("languageChanged", redraw);

  const story: OpenStory = {
    session,
    editors,
    pairing,
    rowStates,
    together,
    fields,
    undo,
    gaps,
    focused: createStore<Lang>(source),
    close() {
      i18n.off("languageChanged", redraw);
      for (const stop of stops) stop();
      gaps.close();
      together.close();
      undo.close();
      fields.close();
      session.close();
      rowStates.close();
      for (const lang of LANGS) editors[lang].destroy();
    },
  };
  const flush = () => void session.flush();
  for (const lang of LANGS) {
    const editor = editors[lang];
    session.lend(lang, {
      read: () => storedBody(editor.state.doc),
      replace: (body) => takeBody(editor, startingBody(session.readOnly ? readableBody(body) : body, undefined)),
      caret: () => {
        const line = focusedField();
        if (line) return line.lang === lang ? line : null;
        const block = holdsFocus(editor) ? caretBlock(editor.state) : null;
        return block ? { lang, block: String(block.attrs.id) } : null;
      },
      isBlank: () => isUnwritten(editor.state.doc),
    });
    editor.on("transaction", ({ transaction, appendedTransactions }) => {
      const all = [transaction, ...(appendedTransactions ?? [])];
      if (!all.some((one) => one.docChanged)) return;
      rowStates.touch();
      if (joinedTwoRows(transaction, partnerHasText(lang))) tell(i18n.t("rows.twoBecameOne"));
      if (!transaction.getMeta(FROM_DESK)) session.bodyChanged(lang);
    });
    const lightCaret = () => {
      const block = caretBlock(editor.state);
      pairing.light(block ? String(block.attrs.row) : null);
    };
    editor.on("focus", () => {
      // A moment later: until then the caret that the page has and the one that the editor knows may differ.
      setTimeout(() => {
        if (!editor.isDestroyed && editor.isFocused) lightCaret();
      }, 40);
    });
    editor.on("selectionUpdate", ({ transaction }) => {
      session.caretMoved();
      if (holdsFocus(editor) || isCaretReadLate(transaction)) lightCaret();
    });
    // What is pressed may be a button beside the save's state, which goes while a save is under way.
    editor.on("blur", () => afterPress(flush));
    // The fields of a picture are no part of the text for the editor, which doesn't hear when they are left.
    for (const one of [editor, ...Object.values(fields[lang])])
      one.view.dom.addEventListener("focusout", () => setTimeout(session.caretMoved));
  }
  return story;
}
