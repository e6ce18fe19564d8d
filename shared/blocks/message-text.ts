/** A version as plain text for a message: what a chat or a mail shows as it is. */
import type { Node, Version } from "../article/article.ts";
import { childrenOf } from "./block-kind.ts";
import { isInline } from "./kinds/inline.ts";
import { wholeWithin } from "./node-attributes.ts";

const inlineText = (node: Node): string => (node.type === "hardBreak" ? "\n" : (node.text ?? textOf(node)));

function itemsOf(list: Node): string {
  const first = wholeWithin(list.attrs?.start, -1_000_000, 1_000_000) ?? 1;
  return childrenOf(list)
    .map((item, index) => {
      const mark = list.type === "orderedList" ? `${first + index}.` : "•";
      const [begin = "", ...rest] = textOf(item).split("\n");
      return [`${mark} ${begin}`, ...rest.map((line) => `   ${line}`)].join("\n");
    })
    .join("\n");
}

/** A block's words, with marks for a list's items and bars between a table's cells; nothing of a picture but its caption. */
function textOf(node: Node): string {
  const children = childrenOf(node);
  if (node.type === "image") return "";
  if (node.type === "horizontalRule") return "* * *";
  if (node.type === "bulletList" || node.type === "orderedList") return itemsOf(node);
  if (node.type === "tableRow") return children.map((cell) => textOf(cell).replaceAll("\n", " ")).join(" | ");
  if (children.some(isInline)) return children.map(inlineText).join("");
  return [node.text ?? "", ...children.map(textOf)].filter((text) => text !== "").join("\n");
}

type Told = Pick<Version, "headline" | "leadTag" | "lead" | "dateline" | "signOff" | "body">;

/** Headline, lead and body with an empty line between each two of their parts; what is empty leaves no line. */
export function messageText({ headline, leadTag, lead, dateline, signOff, body }: Told): string {
  const [first = "", ...rest] = childrenOf(body).map(textOf);
  const tag = leadTag.trim() === "" || lead.trim() === "" ? "" : `${leadTag.trim()} `;
  const begin = dateline.trim() === "" ? first : `${dateline.trim()} ${first}`;
  return [headline, `${tag}${lead}`, begin, ...rest, signOff]
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join("\n\n");
}
