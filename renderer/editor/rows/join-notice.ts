/** Says so when two rows became one on one side and the other side still has both. */
import { isHistoryTransaction } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";

const textsOf = (doc: Node): Map<string, string> => {
  const texts = new Map<string, string>();
  doc.forEach((node) => {
    const row = String(node.attrs.row);
    texts.set(row, (texts.get(row) ?? "") + node.textContent);
  });
  return texts;
};

/**
 * Whether a user's transaction put the text of one row at the end of another's, while the other
 * version has text in both. Looks only where a block went away, so an ordinary key costs nothing.
 */
export function joinedTwoRows(transaction: Transaction, partnerHasText: (row: string) => boolean): boolean {
  const { before, doc } = transaction;
  if (doc.childCount >= before.childCount || isHistoryTransaction(transaction)) return false;
  const [old, now] = [textsOf(before), textsOf(doc)];
  const gone = [...old].filter(([row, text]) => !now.has(row) && text !== "" && partnerHasText(row));
  return gone.some(([, text]) =>
    [...now].some(
      ([row, grown]) => grown === `${old.get(row) ?? ""}${text}` && old.get(row) !== "" && partnerHasText(row),
    ),
  );
}
