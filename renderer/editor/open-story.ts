/** An open story with all that lives as long as it is open: its session, two editors, their pairing. */

import { Fragment } from "@tiptap/pm/model";
import { Editor, type JSONContent } from "@tiptap/react";
import type { Body, Lang } from "../../shared/article.ts";
import { LANGS, otherLang } from "../../shared/article.ts";
import { withBlockIds } from "../../shared/block-ids.ts";
import { blocksOf, rowOfBlock } from "../../shared/body.ts";
import type { Desk, Opened } from "../../shared/contract.ts";
import { newBlockId } from "../../shared/ids.ts";
import { hasWords } from "../../shared/rows.ts";
import type { PlacedBlock } from "../../shared/tracks.ts";
import { i18n } from "../locale/index.ts";
import { createStore, type Store } from "../shell/store.ts";
import { HitMarks } from "./find/hit-marks.ts";
import { addImages } from "./images.ts";
import { createPairing, type Pairing } from "./pairing.ts";
import { Paste } from "./paste.ts";
import { createRowStates, type RowStates } from "./row-states.ts";
import { withPlaceholder } from "./schema/extensions.ts";
import { LeaveBlock } from "./schema/leave-block.ts";
import { RowIds } from "./schema/row-ids.ts";
import { RowLayout } from "./schema/row-layout.ts";
import { readableBody, storedBody } from "./serialise.ts";
import { createStorySession, type StorySession } from "./story-session.ts";

export interface OpenStory {
  readonly session: StorySession;
  readonly editors: Readonly<Record<Lang, Editor>>;
  readonly pairing: Pairing;
  readonly rowStates: RowStates;
  /** The column that a command works on: the one that had the focus last. */
  readonly focused: Store<Lang>;
  close(): void;
}

/** Ids where they lack; a version with no block begins with an empty paragraph beside the other's first. */
function startingBody(body: Body | undefined, other: Body | undefined): Body {
  const given = withBlockIds(body ?? { type: "doc", content: [] }, newBlockId);
  if (blocksOf(given).length > 0) return given;
  const first = other ? blocksOf(other)[0] : undefined;
  const row = first ? rowOfBlock(first) || newBlockId() : newBlockId();
  return { type: "doc", content: [{ type: "paragraph", attrs: { id: newBlockId(), row } }] };
}

const placed = (body: Body): PlacedBlock[] =>
  blocksOf(body).map((block) => ({ id: String(block.attrs?.id), row: String(block.attrs?.row) }));

const isBlankDocument = (editor: Editor): boolean => {
  const { doc } = editor.state;
  return doc.childCount === 1 && doc.firstChild?.type.name === "paragraph" && doc.content.size === 2;
};

/** Replaces only what differs, outside the undo stack, so that the caret stays where it can. */
function replaceBody(editor: Editor, body: Body): void {
  const next = editor.schema.nodeFromJSON(body);
  const { doc } = editor.state;
  const start = doc.content.findDiffStart(next.content);
  if (start === null) return;
  const first = doc.resolve(start).index(0);
  let [oldEnd, newEnd] = [doc.childCount, next.childCount];
  while (oldEnd > first && newEnd > first && doc.child(oldEnd - 1).eq(next.child(newEnd - 1))) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  const offset = (count: number) => {
    let at = 0;
    for (let index = 0; index < count; index += 1) at += doc.child(index).nodeSize;
    return at;
  };
  const blocks = Array.from({ length: newEnd - first }, (_, index) => next.child(first + index));
  const change = editor.state.tr.replaceWith(offset(first), offset(oldEnd), Fragment.from(blocks));
  editor.view.dispatch(change.setMeta("addToHistory", false).setMeta("fromDesk", true));
}

export const bodyLabel = (lang: Lang): string => i18n.t(`fields.body.${lang}`);

export function openStory(desk: Desk, opened: Opened, libraryReadOnly: boolean): OpenStory {
  const session = createStorySession(desk, opened, libraryReadOnly);
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

  const createEditor = (lang: Lang): Editor =>
    new Editor({
      element: null,
      injectCSS: false,
      editable: !session.readOnly,
      content: bodies[lang] as JSONContent,
      extensions: [
        ...withPlaceholder(i18n.t("editor.placeholder")),
        RowIds.configure({ partnerHasText: partnerHasText(lang) }),
        RowLayout.configure({ lang, pairing }),
        LeaveBlock,
        HitMarks,
        Paste.configure({
          origin: `${opened.article.id}/${lang}`,
          addImages: (view, files, at) => void addImages(view, files, at),
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
          class: `body body-${lang}`,
        },
      },
    });
  for (const lang of LANGS) made[lang] = createEditor(lang);
  const editors = made as Record<Lang, Editor>;
  const rowStates = createRowStates(session, editors);

  const story: OpenStory = {
    session,
    editors,
    pairing,
    rowStates,
    focused: createStore<Lang>(source),
    close() {
      session.close();
      rowStates.close();
      for (const lang of LANGS) editors[lang].destroy();
    },
  };
  for (const lang of LANGS) {
    const editor = editors[lang];
    session.lend(lang, {
      read: () => storedBody(editor.getJSON()),
      replace: (body) => replaceBody(editor, startingBody(session.readOnly ? readableBody(body) : body, undefined)),
      isBlank: () => isBlankDocument(editor),
    });
    editor.on("transaction", ({ transaction, appendedTransactions }) => {
      const all = [transaction, ...(appendedTransactions ?? [])];
      if (!all.some((one) => one.docChanged)) return;
      rowStates.touch();
      if (!transaction.getMeta("fromDesk")) session.bodyChanged(lang);
    });
    editor.on("focus", () => {
      story.focused.set(lang);
    });
    editor.on("selectionUpdate", () => {
      if (!editor.isFocused) return;
      const { $head } = editor.state.selection;
      const block = editor.state.doc.maybeChild($head.index(0));
      pairing.light(block ? String(block.attrs.row) : null);
    });
    editor.on("blur", () => void session.flush());
  }
  return story;
}
