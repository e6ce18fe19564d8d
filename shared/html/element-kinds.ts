/** What an element is on screen, by its tag, its own style and the classes that are known; no style sheet is read. */
import { signOf } from "../text/incoming/symbol-fonts.ts";
import type { LeftKind } from "./left-out.ts";
import { classesOf, EQUATION_TAG, type HtmlElement, type HtmlNode, isElement, styled, textOf } from "./tree.ts";

const names = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const BLOCKS = names(
  "html body head p div h1 h2 h3 h4 h5 h6 ul ol menu dir li dl dt dd table caption thead tbody tfoot tr td th blockquote figure " +
    "figcaption hr section article aside main nav header footer hgroup address pre listing xmp plaintext form fieldset " +
    "legend center details summary dialog search optgroup option frameset noframes title",
);
/** Another program's own paragraphs. */
const BLOCK_CLASSES = ["c-mrkdwn__br"];
const INLINE_DISPLAYS = names("inline inline-block inline-flex inline-grid inline-table contents ruby initial");
const HIDDEN_TAGS = names("template noscript noembed noframes title datalist");
const CODE_TAGS = names("script style xmp plaintext");
const MEDIA_TAGS = names("iframe frameset object embed applet audio video");
const DRAWING_TAGS = names("svg canvas map");
const CONTROL_TAGS = names("nav button input select textarea option dialog meter progress");
const COMMENT_CLASSES = ["msocomtxt", "msocomanchor", "msocommentreference"];
const EQUATION_TAGS = names(`${EQUATION_TAG} m:omath m:omathpara mjx-container`);
const EQUATION_CLASSES = ["katex", "mathjax", "mathjax_display", "mathjax_preview", "mwe-math-element"];
/** Messages of a telephone, as its web page copies them. */
const LINE_CLASSES = ["selectable-text", "copyable-text"];

/** Words for a voice that reads the page aloud, as Bootstrap, WordPress and others keep them off the screen. */
const UNSEEN_CLASSES = ["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "element-invisible"];
/** A wiki's "[edit]" beside a heading. */
const CONTROL_CLASSES = ["mw-editsection"];
/** As Tailwind and YouTube name what keeps its newlines. */
const KEEPS_LINES_CLASS = /(?:^|\s|-)white-?space-(?:pre(?:-wrap|-line)?|break-spaces)(?:\s|$)/;

const hasClass = (element: HtmlElement, classes: readonly string[]): boolean => {
  const own = classesOf(element);
  return own.size > 0 && classes.some((name) => own.has(name));
};

const holdsImage = ({ children }: HtmlElement): boolean =>
  children.some((child) => isElement(child) && (child.tag === "img" || holdsImage(child)));
const NO_SIZE = /^0(?:px|pt|em|rem|%)?$/;
const setsSize = ({ children }: HtmlElement): boolean =>
  children.some((child) => {
    if (!isElement(child)) return false;
    const size = styled(child, "font-size");
    return (size !== "" && !NO_SIZE.test(size)) || setsSize(child);
  });
/** Out of the page's sight, for those who hear it or for a mail's first line in a list of mails. */
const isOutOfSight = (element: HtmlElement): boolean =>
  (styled(element, "position") === "absolute" &&
    (/^-\d{4,}px/.test(styled(element, "left") || styled(element, "top")) ||
      /^rect\((?:[01](?:px)?[\s,]*){4}\)$/.test(styled(element, "clip")))) ||
  // Boxes without spaces between them are made by a size of nought as well: what is in them has one of its own.
  (NO_SIZE.test(styled(element, "font-size")) && !setsSize(element));

const isHidden = (element: HtmlElement): boolean =>
  HIDDEN_TAGS.has(element.tag) ||
  element.attrs.has("hidden") ||
  // A break that a screen reader skips is on the screen all the same.
  (element.attrs.get("aria-hidden") === "true" && element.tag !== "br") ||
  styled(element, "display") === "none" ||
  hasClass(element, UNSEEN_CLASSES) ||
  /^(?:hidden|collapse)$/.test(styled(element, "visibility")) ||
  styled(element, "mso-hide") === "all" ||
  isOutOfSight(element);

const isComment = (element: HtmlElement): boolean =>
  // A remark in a cell, as LibreOffice writes it.
  element.tag === "comment" ||
  hasClass(element, COMMENT_CLASSES) ||
  styled(element, "mso-element").startsWith("comment") ||
  styled(element, "mso-special-character") === "comment";

/** No button says more, in UTF-16 units. */
const LONGEST_BUTTON = 40;
/** What a program calls a button; what has a picture or a text in it is a card that can be clicked. */
const isButton = (element: HtmlElement): boolean =>
  element.attrs.get("role") === "button" &&
  !holdsImage(element) &&
  !holdsBlock(element) &&
  textOf(element).trim().length <= LONGEST_BUTTON;

/** Under which name an element is left out with all that it holds; null where it is read. */
export function leftKindOf(element: HtmlElement): LeftKind | null {
  const { tag } = element;
  if (CODE_TAGS.has(tag)) return "code";
  if (EQUATION_TAGS.has(tag) || hasClass(element, EQUATION_CLASSES)) return "equation";
  if (isComment(element)) return "comment";
  if (tag === "del" || hasClass(element, ["msodel"])) return "deletion";
  if (isHidden(element)) return "hidden";
  if (MEDIA_TAGS.has(tag)) return "media";
  if (DRAWING_TAGS.has(tag)) return "drawing";
  return CONTROL_TAGS.has(tag) || hasClass(element, CONTROL_CLASSES) || isButton(element) ? "control" : null;
}

/** Whether an element begins and ends lines by its tag alone. */
export const isBlockTag = (tag: string): boolean => BLOCKS.has(tag);

export function isBlock(element: HtmlElement): boolean {
  const display = styled(element, "display");
  if (INLINE_DISPLAYS.has(display)) return false;
  if (display !== "" && !/^(?:inherit|unset|revert)/.test(display)) return true;
  if (BLOCKS.has(element.tag) || hasClass(element, BLOCK_CLASSES)) return true;
  return element.attrs.get("data-stringify-type") === "paragraph-break";
}

/** Whether something in an element begins and ends lines. */
export const holdsBlock = ({ children }: HtmlElement): boolean =>
  children.some((child) => isElement(child) && (isBlockTag(child.tag) || isBlock(child) || holdsBlock(child)));

/** What stands in these is text to a parser, tags and all: words for browsers that can't show something else. */
const UNPARSED_TAGS = names("noscript noembed noframes iframe");
const TAG = /<[!/]?[a-z][^<>]*>/gi;

/** All the text in an element, with a space wherever something parts it: as it is told that it was left out. */
export function toldText(node: HtmlNode, partsAll = false): string {
  if (!isElement(node)) return node;
  const inside = node.children.map((child) => toldText(child, partsAll)).join("");
  if (UNPARSED_TAGS.has(node.tag)) return ` ${inside.replace(TAG, " ")} `;
  return partsAll || node.tag === "br" || isBlockTag(node.tag) ? ` ${inside} ` : inside;
}

/** Whether what stands directly in an element is laid out as boxes, whatever it is. */
export const laysOutBoxes = (element: HtmlElement): boolean =>
  /^(?:-webkit-)?(?:flex|grid|box)/.test(styled(element, "display"));

/** Whether it is boxes in a line, which part the words in them. */
export const laysOutInLine = (element: HtmlElement): boolean =>
  /^inline-(?:flex|grid)/.test(styled(element, "display"));

const IS_ROOMY = /^(?:[1-9]|0?\.\d*[1-9]|calc)/;
/** Whether it is a box of its own within the line, which stands apart from the words around it. */
export const isBoxInLine = (element: HtmlElement): boolean =>
  // A single letter is the big one that a paragraph begins with.
  (/^(?:left|right)$/.test(styled(element, "float")) && textOf(element).trim().length > 1) ||
  (styled(element, "display") === "inline-block" && IS_ROOMY.test(styled(element, "width")));

/** Whether it is laid out from a corner, as a viewer of PDFs does with the pieces of a line, broken words among them. */
export const isPlaced = (element: HtmlElement): boolean =>
  /^(?:absolute|fixed)$/.test(styled(element, "position")) ||
  (styled(element, "left") !== "" && styled(element, "top") !== "");

/** Whether an element that is left out stands on the screen all the same: what only a screen reader skips. */
export const isShownHidden = (element: HtmlElement): boolean =>
  element.attrs.get("aria-hidden") === "true" && styled(element, "display") !== "none";

/** Whether newlines in an element's text are line breaks; `otherwise` is what it inherits. */
export function keepsLines(element: HtmlElement, otherwise: boolean): boolean {
  const style = styled(element, "white-space") || styled(element, "white-space-collapse");
  if (/^(?:pre|break-spaces)/.test(style)) return true;
  if (/^(?:normal|nowrap|collapse)/.test(style)) return false;
  if (/^(?:pre|listing)$/.test(element.tag) || hasClass(element, LINE_CLASSES)) return true;
  if (KEEPS_LINES_CLASS.test(element.attrs.get("class") ?? "")) return true;
  return otherwise;
}

/** Of a heading that says so to a reader of the screen alone, as Word on the web writes them. */
const namedLevel = ({ attrs }: HtmlElement): string | undefined =>
  attrs.get("role") === "heading" ? /^[1-6]$/.exec(attrs.get("aria-level") ?? "2")?.[0] : undefined;

/** A level that the format has, for a heading of any; null for what is none. */
export function headingLevelOf(element: HtmlElement): 2 | 3 | 4 | null {
  const level = /^h([1-6])$/.exec(element.tag)?.[1] ?? namedLevel(element);
  if (level !== undefined) return level === "1" || level === "2" ? 2 : level === "3" ? 3 : 4;
  return element.tag === "p" && hasClass(element, ["msotitle"]) ? 2 : null;
}

/** Classes of the words that Word, WordPress, Joomla, Drupal and wikis write under a picture. */
const CAPTION_CLASSES = [
  "msocaption",
  ..."wp-caption-text wp-element-caption img_caption img-caption image-caption image_caption photo-caption".split(" "),
  ..."picture-caption figure-caption media-caption thumbcaption caption-text caption".split(" "),
];

/** Words that programs write under a picture; what holds the picture too may have the same name. */
export const isCaption = (element: HtmlElement): boolean =>
  element.tag === "figcaption" || (hasClass(element, CAPTION_CLASSES) && !holdsImage(element));

/** Bold by an element's tag and style; `otherwise` is what it inherits. */
export function isBold(element: HtmlElement, otherwise: boolean): boolean {
  const weight = styled(element, "font-weight");
  if (/^bold/.test(weight) || Number(weight) >= 600) return true;
  if (/^(?:normal|lighter)$/.test(weight) || (weight !== "" && Number(weight) < 600)) return false;
  return /^(?:b|strong)$/.test(element.tag) || otherwise;
}

/** Italic in the same way. */
export function isItalic(element: HtmlElement, otherwise: boolean): boolean {
  const style = styled(element, "font-style");
  if (/^(?:italic|oblique)/.test(style)) return true;
  if (style === "normal") return false;
  return /^(?:i|em)$/.test(element.tag) || otherwise;
}

export function scriptOf(element: HtmlElement): "superscript" | "subscript" | null {
  const align = styled(element, "vertical-align");
  if (align === "super") return "superscript";
  if (align === "sub") return "subscript";
  if (align === "baseline") return null;
  return element.tag === "sup" ? "superscript" : element.tag === "sub" ? "subscript" : null;
}

export const isStruck = (element: HtmlElement): boolean =>
  /^(?:s|strike)$/.test(element.tag) ||
  /line-through/.test(styled(element, "text-decoration") || styled(element, "text-decoration-line"));

/** Pictographs, flags and keycaps, with all that joins and colours them. */
const EMOJI =
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|[#*\d]\ufe0f?\u20e3|\u200d|\ufe0f|[\u{e0020}-\u{e007f}])+$/u;
const LONGEST_NAME = 40;

/** The text of an emoji that is a picture; null for any other picture. */
export function emojiOf({ attrs }: HtmlElement): string | null {
  const alt = attrs.get("alt") ?? "";
  if (alt === "" || alt.length > LONGEST_NAME) return null;
  if (EMOJI.test(alt)) return alt;
  const says = ["class", "itemtype", "src", "data-stringify-type"].map((name) => attrs.get(name) ?? "").join(" ");
  return /emoji|emoticon|smiley/i.test(says) || [...attrs.keys()].some((name) => /emoji|goomoji/.test(name))
    ? alt
    : null;
}

/** A note's number, as LibreOffice copies it; when a message was sent, as Telegram does. */
const PARTING_CLASSES = ["sdfootnotesym", "sdendnotesym", "messagemeta", "message-time"];
/** Words that something parts from their neighbours without a space of its own: a note's number, a tab. */
export const isParting = (element: HtmlElement): boolean =>
  hasClass(element, PARTING_CLASSES) || styled(element, "mso-tab-count") !== "";

/** Longer, a text isn't made of signs, whatever its font is called. */
const MOST_SIGNS = 3;

/** What letters of a font of signs show, by an element's font; `otherwise` is what it inherits. */
export function signsOf(
  element: HtmlElement,
  otherwise: ((letter: string) => string) | null,
): ((letter: string) => string) | null {
  const marked = styled(element, "mso-symbol-font-family").replace(/["']/g, "");
  if (marked !== "") return signOf(marked);
  const named = styled(element, "font-family") || (element.tag === "font" ? (element.attrs.get("face") ?? "") : "");
  if (named === "") return otherwise;
  const [font = ""] = named.replace(/["']/g, "").split(",");
  const signs = signOf(font.trim());
  return signs && textOf(element).trim().length <= MOST_SIGNS ? signs : null;
}
