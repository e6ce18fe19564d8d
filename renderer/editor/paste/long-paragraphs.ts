/** A paragraph that came in with more words than anyone reads in one is offered cut at its sentences. */
import { closeHistory } from "@tiptap/pm/history";
import { Fragment } from "@tiptap/pm/model";
import type { EditorView } from "@tiptap/pm/view";
import type { Node as StoredNode } from "../../../shared/article/article.ts";
import { cutAtSentences, isTooLong } from "../../../shared/text/incoming/cut-at-sentences.ts";
import { hideTold, tellOffer } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";

/** Cuts each of them, as one step of undo. The first piece keeps the paragraph's id and row. */
function cutLongParagraphs(view: EditorView): void {
  const { doc, schema } = view.state;
  const change = closeHistory(view.state.tr);
  doc.forEach((block, position) => {
    const stored = block.toJSON() as StoredNode;
    if (!isTooLong(stored)) return;
    const pieces = cutAtSentences(stored.content ?? []).map((content, index) =>
      block.type.create(index === 0 ? block.attrs : null, Fragment.fromJSON(schema, content)),
    );
    const from = change.mapping.map(position);
    change.replaceWith(from, from + block.nodeSize, pieces);
  });
  if (change.docChanged) view.dispatch(change);
  view.focus();
}

const OFFER = "paste/long";

export const forgetCut = (): unknown => hideTold(OFFER);

export function offerCut(view: EditorView): void {
  tellOffer({
    id: OFFER,
    message: i18n.t("paste.longParagraph"),
    button: i18n.t("paste.cutAtSentences"),
    run: () => {
      if (!view.isDestroyed && view.editable) cutLongParagraphs(view);
    },
    // Closed, it stays as it is.
    autoClose: false,
  });
}
