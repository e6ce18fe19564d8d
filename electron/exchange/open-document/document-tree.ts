/**
 * An OpenDocument text as the tree of HTML that `shared/html` reads, by the rules of Word's (word/word-tree.ts):
 * changes taken as accepted, lists with what is printed before each item, notes behind the text, each in the file's
 * order.
 */
import type { HtmlElement } from "../../../shared/html/tree.ts";
import { isSymbolFont, symbolOf } from "../../../shared/text/incoming/symbol-fonts.ts";
import type { Archive } from "../documents/archive.ts";
import { ALONE, htmlElement, type Line, newLine, type RunPlace } from "../documents/line.ts";
import type { ParagraphRole, RunFormat } from "../documents/looks.ts";
import { documentPictures } from "../documents/pictures.ts";
import { type DocumentTree, newPieces, paragraphElement } from "../documents/tree.ts";
import { childOf, childrenOf, isXmlElement, wholeOf, within, type XmlElement, type XmlNode } from "../documents/xml.ts";
import { readChanges } from "./changes.ts";
import { isNoPicture, type OpenFrame, objectWords, readControls, readFrame } from "./frames.ts";
import { type ListPlace, openLists } from "./lists.ts";
import { formatWithin, readOpenStyles, roleOfLevel } from "./styles.ts";
import { openTable } from "./tables.ts";
import { isNoText, openWords } from "./text-of.ts";

/** A paragraph that is being read. */
interface Draft {
  readonly line: Line;
  readonly before: HtmlElement[];
  readonly after: HtmlElement[];
  readonly role: ParagraphRole;
}

type Sink = (node: HtmlElement, startsPage: boolean) => void;

const PLAIN: RunFormat = {};
const isHeading = (role: ParagraphRole): boolean => role === "title" || /^heading/.test(role ?? "");

/** Words that a condition hides, and a paragraph that holds such a condition, as they stood when the file was saved. */
const isHiddenField = ({ name, attrs }: XmlElement): boolean =>
  name === "text:hidden-text" && attrs.get("text:is-hidden") !== "false";
const isHiddenWhole = ({ children }: XmlElement): boolean =>
  children.some(
    (one) => isXmlElement(one) && one.name === "text:hidden-paragraph" && one.attrs.get("text:is-hidden") === "true",
  );

/** As many spaces as a file may say that there are. */
const MOST_SPACES = 1000;

/** Puts a node behind others; a quotation goes on with the one before it. */
function append(nodes: HtmlElement[], node: HtmlElement) {
  const last = nodes.at(-1);
  if (node.tag === "blockquote" && last?.tag === "blockquote")
    nodes[nodes.length - 1] = htmlElement("blockquote", [...last.children, ...node.children]);
  else nodes.push(node);
}

/** Reads the text of `content.xml`, with the styles of `styles.xml` where there is one. */
export function readOpenDocument(archive: Archive, content: XmlElement, common: XmlElement | null): DocumentTree {
  const body = childOf(childOf(content, "office:body"), "office:text");
  const styles = readOpenStyles(content, common);
  const lists = openLists(styles.listStyle, styles.outlineStyle);
  const pictures = documentPictures(archive);
  const changes = readChanges(body);
  const controls = readControls(body);
  const notesIn = new WeakMap<HtmlElement, readonly HtmlElement[]>();
  const noteCounts = new Map<string, number>();

  /** Notes that were called since somebody last asked. */
  let calledNotes: HtmlElement[] = [];
  /** A page ends here: the next thing begins one. */
  let pageEnds = false;

  function pageStart(): boolean {
    const starts = pageEnds;
    pageEnds = false;
    return starts;
  }

  function blocks(children: readonly XmlNode[]): HtmlElement[] {
    const made: HtmlElement[] = [];
    readBlocks(children, (node) => append(made, node));
    return made;
  }

  function readBlocks(children: readonly XmlNode[], sink: Sink) {
    for (const child of children) {
      if (!isXmlElement(child) || isNoText(child.name)) continue;
      const { name, attrs } = child;
      if (name === "text:p" || name === "text:h") paragraph(child, sink);
      else if (name === "text:list") list(child, null, sink);
      else if (name === "text:numbered-paragraph") numberedParagraph(child, sink);
      else if (name === "table:table") sink(table(child), pageStart());
      else if (name === "text:section" && attrs.get("text:display") === "none")
        sink(htmlElement("div", blocks(child.children), { hidden: "" }), pageStart());
      else if (name === "text:change" || name === "office:annotation" || /^(?:draw|dr3d):/.test(name)) {
        const draft = newDraft(null);
        inline([child], draft, PLAIN, ALONE);
        finish(draft, "", pageStart(), sink);
      } else readBlocks(child.children, sink);
    }
  }

  const newDraft = (role: ParagraphRole): Draft => ({ line: newLine(), before: [], after: [], role });

  const roleOf = (element: XmlElement): ParagraphRole => {
    const style = element.attrs.get("text:style-name") ?? null;
    const role = styles.roleOf(style);
    if (element.name !== "text:h") return isHeading(role) && role !== "title" ? null : role;
    if (role === "title") return role;
    return roleOfLevel(wholeOf(element.attrs.get("text:outline-level") ?? null) ?? styles.outlineOf(style) ?? 1);
  };

  /** `printed` stands before a heading. */
  function paragraph(element: XmlElement, sink: Sink, printed = "") {
    const style = element.attrs.get("text:style-name") ?? null;
    const role = roleOf(element);
    const startsPage = pageStart() || styles.startsPage(style);
    const level = wholeOf(element.attrs.get("text:outline-level") ?? null) ?? 1;
    const isUncounted = element.name !== "text:h" || element.attrs.get("text:is-list-header") === "true";
    const number =
      printed || isUncounted ? printed : lists.heading(level, element.attrs.get("text:start-value") ?? null);
    const draft = newDraft(role);
    const format = styles.paragraphFormat(style, role);
    inline(element.children, draft, isHiddenWhole(element) ? { ...format, vanish: true } : format, ALONE);
    if (draft.line.isEmpty() && styles.isRule(style)) draft.before.push(htmlElement("hr", []));
    finish(draft, number, startsPage, sink);
    if (styles.endsPage(style)) pageEnds = true;
  }

  function finish({ line, before, after, role }: Draft, printed: string, startsPage: boolean, sink: Sink) {
    const marker = printed === "" ? [] : [htmlElement("span", [printed], { style: "mso-list:Ignore" })];
    const own = line.isEmpty() ? [] : [paragraphElement(role, [...marker, ...line.nodes()])];
    const nodes = [...before, ...own, ...after];
    if (nodes.length === 0 && startsPage) pageEnds = true;
    nodes.forEach((node, index) => {
      sink(node, startsPage && index === 0);
    });
  }

  /** What stands in a list at a level, behind one of its items and without a marker of its own. */
  const goingOn = (nodes: readonly HtmlElement[], level: number): HtmlElement =>
    Array.from({ length: level + 1 }).reduce<HtmlElement>(
      (inner, _, index) => htmlElement("ol", index === 0 ? nodes : [inner]),
      htmlElement("ol", []),
    );

  function list(element: XmlElement, around: ListPlace | null, sink: Sink) {
    const place = lists.open(element, around);
    let hasItem = around !== null;
    for (const item of element.children) {
      if (!isXmlElement(item)) continue;
      if (item.name === "text:list-item" || item.name === "text:list-header") {
        listItem(item, place, hasItem, sink);
        hasItem = true;
      } else if (!isNoText(item.name)) readBlocks([item], sink);
    }
  }

  function listItem(item: XmlElement, place: ListPlace, hasItem: boolean, sink: Sink) {
    const start = item.attrs.get("text:start-value") ?? null;
    let isMarked = item.name === "text:list-header";
    let isPlain = isMarked && !hasItem;
    for (const child of item.children) {
      if (!isXmlElement(child) || isNoText(child.name)) continue;
      if (child.name === "text:list") {
        list(child, place, sink);
        continue;
      }
      const paragraphs = child.name === "text:p" || child.name === "text:h";
      const style = child.attrs.get("text:style-name") ?? null;
      const marker = isMarked || !paragraphs ? null : lists.next(place, start, styles.listOf(style));
      if (marker) isMarked = true;
      if (paragraphs && isHeading(roleOf(child))) {
        paragraph(child, sink, marker?.text ?? "");
        isPlain = true;
        continue;
      }
      const made: HtmlElement[] = [];
      let startsPage = false;
      readBlocks([child], (node, starts) => {
        startsPage ||= starts && made.length === 0;
        append(made, node);
      });
      if (made.length === 0) continue;
      if (isPlain) for (const node of made) sink(node, startsPage && node === made[0]);
      else if (marker) sink(htmlElement("ol", [htmlElement("li", made, marker.attrs)]), startsPage);
      else sink(goingOn(made, place.level), startsPage);
    }
  }

  /** A list's item that stands for itself. */
  function numberedParagraph(element: XmlElement, sink: Sink) {
    const id = element.attrs.get("text:list-id") ?? "";
    const attrs = new Map([...element.attrs, ["text:continue-list", id], ["xml:id", id]]);
    const level = Math.max(1, wholeOf(element.attrs.get("text:level") ?? null) ?? 1) - 1;
    const place = { ...lists.open({ ...element, attrs }, null), level: Math.min(9, level) };
    listItem({ ...element, name: "text:list-item" }, place, true, sink);
  }

  function table(element: XmlElement): HtmlElement {
    const called = new Map<XmlElement, readonly HtmlElement[]>();
    return openTable(
      element,
      (cell) => {
        const outer = calledNotes;
        calledNotes = [];
        const made = blocks(cell.children);
        called.set(cell, calledNotes);
        calledNotes = [...outer, ...calledNotes];
        return made;
      },
      (cell, made) => void notesIn.set(made, called.get(cell) ?? []),
    );
  }

  function inline(children: readonly XmlNode[], draft: Draft, format: RunFormat, place: RunPlace) {
    const { line } = draft;
    for (const child of children) {
      if (!isXmlElement(child)) {
        words(child, line, format, place);
        continue;
      }
      const { name, attrs } = child;
      if (isNoText(name)) continue;
      const styled = () => formatWithin(format, styles.letterFormat(attrs.get("text:style-name") ?? null));
      if (name === "text:span") inline(child.children, draft, styled(), place);
      else if (name === "text:a") {
        const address = attrs.get("xlink:href") ?? "";
        // A place in the document is none in the story.
        const href = address.startsWith("#") ? place.href : address;
        inline(child.children, draft, styled(), { ...place, href });
      } else if (name === "text:s") {
        const count = wholeOf(attrs.get("text:c") ?? null) ?? 1;
        if (!line.isEmpty()) line.text(" ".repeat(Math.min(MOST_SPACES, Math.max(1, count))), format, place);
      } else if (name === "text:tab") line.text("\t", format, place);
      else if (name === "text:line-break") line.node(htmlElement("br", []), format, place);
      else if (name === "text:note") callNote(child, draft, place);
      else if (name === "office:annotation")
        line.node(htmlElement("span", [openWords(child)], { class: "MsoComTxt" }), PLAIN, place);
      else if (name === "text:change") {
        const { words, hasTable } = changes.take(attrs.get("text:change-id") ?? "");
        const gone = hasTable ? htmlElement("div", [words]) : words;
        if (words !== "") line.node(htmlElement("del", [gone]), PLAIN, place);
      } else if (name === "text:ruby") {
        inline(childOf(child, "text:ruby-base")?.children ?? [], draft, format, place);
        const above = childOf(child, "text:ruby-text");
        if (above) line.node(htmlElement("rt", [openWords(above)]), PLAIN, place);
      } else if (name === "text:placeholder") line.node(htmlElement("button", [openWords(child)]), PLAIN, place);
      else if (isHiddenField(child) || attrs.get("text:display") === "none")
        inline(child.children, draft, { ...format, vanish: true }, place);
      else if (name === "text:script") line.node(htmlElement("script", [openWords(child)]), PLAIN, place);
      else if (name === "draw:a")
        inline(child.children, draft, format, { ...place, href: attrs.get("xlink:href") ?? "" });
      else if (/^(?:draw|dr3d):/.test(name)) drawn(child, draft, place);
      else if (name === "text:p" || name === "text:h" || name === "text:list" || name === "table:table")
        draft.after.push(...blocks([child]));
      else inline(child.children, draft, format, place);
    }
  }

  function words(text: string, line: Line, format: RunFormat, place: RunPlace) {
    // Spaces that only lay the file out.
    if (line.isEmpty() && !/[^ \t\r\n]/.test(text)) return;
    if (!isSymbolFont(format.font)) {
      line.text(text, format, place);
      return;
    }
    for (const letter of text) {
      const shown = symbolOf(format.font ?? "", letter.codePointAt(0) ?? 0);
      if (shown === null) line.node(htmlElement("svg", /\p{Co}/u.test(letter) ? [] : [letter]), format, place);
      else line.text(shown, shown === letter ? format : { ...format, font: "" }, place);
    }
  }

  function callNote(note: XmlElement, draft: Draft, place: RunPlace) {
    const kind = note.attrs.get("text:note-class") ?? "footnote";
    const count = (noteCounts.get(kind) ?? 0) + 1;
    noteCounts.set(kind, count);
    const citation = childOf(note, "text:note-citation");
    const printed = citation?.children.filter((one) => !isXmlElement(one)).join("") ?? "";
    const label = `[${printed.trim() || citation?.attrs.get("text:label") || count}]`;
    draft.line.node(htmlElement("sup", [label]), PLAIN, place);
    const outer = calledNotes;
    calledNotes = [];
    const [first, ...rest] = blocks(childOf(note, "text:note-body")?.children ?? []);
    const inner = calledNotes;
    calledNotes = outer;
    if (first) calledNotes.push({ ...first, children: [`${label} `, ...first.children] }, ...rest, ...inner);
  }

  /** Pictures, text in boxes, words on shapes, in their order; a drawing of nothing else is told. */
  function drawn(element: XmlElement, draft: Draft, place: RunPlace) {
    let found = 0;
    const add = (nodes: readonly HtmlElement[]) => {
      (draft.line.isEmpty() ? draft.before : draft.after).push(...nodes);
      found += 1;
    };
    const show = ({ images, alt, width }: OpenFrame) => {
      const known = images.map((part) => pictures.imageOf(part, alt));
      const image = known.find(({ src }) => src !== "") ?? known[0];
      if (!image) return;
      const node = htmlElement("img", [], { ...image, width: String(Math.round(width)) });
      // A picture in its own caption stands before it.
      if (draft.role === "caption") draft.before.push(htmlElement("p", [node]));
      else draft.line.node(node, PLAIN, place);
      found += 1;
    };
    const look = (one: XmlElement) => {
      const frame = readFrame(archive, one);
      if (frame.equation !== null) {
        draft.line.node(htmlElement("math", [frame.equation]), PLAIN, place);
        found += 1;
        return;
      }
      show(frame);
      if (one.name === "draw:control") {
        draft.line.node(htmlElement("button", [controls.get(one.attrs.get("draw:control") ?? "") ?? ""]), PLAIN, place);
        found += 1;
      } else if (frame.images.length === 0 && childrenOf(one, "draw:plugin").length > 0) {
        draft.line.node(htmlElement("object", []), PLAIN, place);
        found += 1;
      }
      for (const child of one.children) {
        if (!isXmlElement(child) || isNoText(child.name) || isNoPicture(child.name)) continue;
        if (child.name === "draw:text-box") add(blocks(child.children));
        else if (/^(?:text|table):/.test(child.name)) {
          const made = blocks([child]);
          if (made.length > 0) add(made);
        } else if (child.name === "office:annotation") inline([child], draft, PLAIN, place);
        else look(child);
      }
    };
    look(element);
    // Told by what it says of itself.
    const said = objectWords(archive, element);
    if (found === 0 || said !== "")
      draft.line.node(htmlElement("svg", [said || readFrame(archive, element).alt]), PLAIN, place);
  }

  /** The lines of a page's head and foot, each once. */
  function aroundPages(): string[] {
    const lines = new Set<string>();
    for (const part of styles.pageParts)
      for (const element of within(part))
        if (element.name === "text:p" || element.name === "text:h") {
          const said = openWords(element);
          if (said !== "") lines.add(said);
        }
    return [...lines];
  }

  const pieces = newPieces();
  readBlocks(body?.children ?? [], (node, startsPage) => {
    const called = calledNotes;
    calledNotes = [];
    pieces.add(node, startsPage, called);
  });
  const around = [...aroundPages(), ...changes.rest()];
  return { pieces: pieces.all, around, pictures, notesIn: (cell) => notesIn.get(cell) ?? [] };
}
