/**
 * A Word document as the tree of HTML that `shared/html` reads, so that one set of rules makes blocks of a file and
 * of what is pasted from it: changes taken as accepted, fields by what they gave, lists with what is printed before
 * each item (as Word itself writes them on the clipboard), notes behind the text, each in the file's order.
 */

import type { HtmlElement } from "../../../shared/html/tree.ts";
import { isSymbolFont, symbolOf } from "../../../shared/text/incoming/symbol-fonts.ts";
import type { Archive } from "../documents/archive.ts";
import { ALONE, htmlElement, type Line, newLine, type RunPlace } from "../documents/line.ts";
import type { RunFormat } from "../documents/looks.ts";
import { documentPictures } from "../documents/pictures.ts";
import { type DocumentTree, newPieces, paragraphElement } from "../documents/tree.ts";
import {
  attributeOf,
  childOf,
  childrenOf,
  childValue,
  isXmlElement,
  within,
  type XmlElement,
  type XmlNode,
  xmlText,
} from "../documents/xml.ts";
import { MOST_XML, xmlPart } from "../documents/xml-part.ts";
import { chosen } from "./alternatives.ts";
import { type Fields, fieldsOf, isEquationField, linkOf } from "./fields.ts";
import { foreignText } from "./foreign-text.ts";
import { movedOut } from "./moves.ts";
import { readNumbering } from "./numbering.ts";
import { partOfType, type Relations, relationsOf } from "./package.ts";
import { chartWords, isProperty, plainLines, plainWords } from "./plain-words.ts";
import { numberPlace, outlineRole, readStyles, switched } from "./styles.ts";
import { type NoteKind, readNotes } from "./word-notes.ts";
import { tableElement } from "./word-tables.ts";

/** A part that is read: what its ids mean, and which of its fields are open. */
interface Part {
  readonly relations: Relations;
  readonly fields: Fields;
  /** Stands for the number of the note that is read; said once. */
  label: string;
}

/** A paragraph that is being read; with changes accepted it may be several of the file's. */
interface Draft {
  readonly line: Line;
  readonly before: HtmlElement[];
  readonly after: HtmlElement[];
  properties: XmlElement | null;
  startsPage: boolean;
}

type Sink = (node: HtmlElement, startsPage: boolean) => void;

const PLAIN: RunFormat = {};
/** A control that nobody has filled in says what is to be written in it. */
const isPlaceholder = ({ name, children }: XmlElement): boolean =>
  name === "w:sdt" &&
  children.some((one) => isXmlElement(one) && one.name === "w:sdtPr" && childOf(one, "w:showingPlcHdr") !== null);
const NO_ADDRESS = "about:blank";

/** Reads the part `main`, whose XML is `document`, with all that it calls from other parts. */
export function readWordTree(archive: Archive, main: string, document: XmlElement): DocumentTree {
  const relations = relationsOf(archive, main);
  const partNamed = (type: string) => xmlPart(archive, partOfType(relations, type));
  const styles = readStyles(partNamed("styles"));
  const numbering = readNumbering(partNamed("numbering"), (style) => styles.numberOf(style));
  const settings = partNamed("settings");
  const pictures = documentPictures(archive);
  const notesIn = new WeakMap<HtmlElement, readonly HtmlElement[]>();
  const gone = movedOut(document);

  const partOf = (type: string, root: XmlElement | null): Part => {
    const name = partOfType(relations, type);
    return newPart(root, name === null ? new Map() : relationsOf(archive, name));
  };
  function newPart(root: XmlElement | null, own: Relations): Part {
    return { relations: own, fields: fieldsOf(root ?? document), label: "" };
  }
  const noteRoots = { footnote: partNamed("footnotes"), endnote: partNamed("endnotes") };
  const noteParts = {
    footnote: partOf("footnotes", noteRoots.footnote),
    endnote: partOf("endnotes", noteRoots.endnote),
  };
  const notes = {
    footnote: readNotes("footnote", noteRoots.footnote, settings, document),
    endnote: readNotes("endnote", noteRoots.endnote, settings, document),
  };
  const comments = new Map(
    childrenOf(partNamed("comments"), "w:comment").map(
      (one) => [attributeOf(one, "id") ?? "", plainWords(one)] as const,
    ),
  );

  /** Notes that were called since somebody last asked. */
  let calledNotes: HtmlElement[] = [];
  /** A page ends here: the next thing begins one. */
  let pageEnds = false;

  function blocks(children: readonly XmlNode[], part: Part): HtmlElement[] {
    const made: HtmlElement[] = [];
    readBlocks(children, part, (node) => {
      const last = made.at(-1);
      if (node.tag === "blockquote" && last?.tag === "blockquote")
        made[made.length - 1] = htmlElement("blockquote", [...last.children, ...node.children]);
      else made.push(node);
    });
    return made;
  }

  function readBlocks(children: readonly XmlNode[], part: Part, sink: Sink) {
    let draft: Draft | null = null;
    const close = () => {
      if (draft) finish(draft, sink);
      draft = null;
    };
    const look = (nodes: readonly XmlNode[]) => {
      for (const child of nodes) {
        if (!isXmlElement(child) || isProperty(child.name)) continue;
        if (child.name === "w:p") {
          draft ??= newDraft();
          if (readParagraph(child, draft, part)) close();
        } else if (child.name === "w:tbl") {
          close();
          sink(table(child, part), pageStart());
        } else if (child.name === "w:altChunk") {
          close();
          sink(foreignPart(child, part), pageStart());
        } else if (child.name === "mc:AlternateContent") look(chosen(child));
        else if (isPlaceholder(child)) {
          close();
          draft = newDraft();
          draft.line.node(placeholder(child, part), PLAIN, ALONE);
          close();
        } else if (/^(?:w:r|w:hyperlink|w:fldSimple|w:del|w:moveFrom|m:)/.test(child.name)) {
          draft ??= newDraft();
          inline([child], draft, part, ALONE);
        } else look(child.children);
      }
    };
    look(children);
    close();
  }

  const newDraft = (): Draft => ({ line: newLine(), before: [], after: [], properties: null, startsPage: pageStart() });

  function pageStart(): boolean {
    const starts = pageEnds;
    pageEnds = false;
    return starts;
  }

  /** Whether the paragraph ends: one whose end was deleted, or that is the first letter of the next, doesn't. */
  function readParagraph(paragraph: XmlElement, draft: Draft, part: Part): boolean {
    const properties = childOf(paragraph, "w:pPr");
    draft.properties = properties;
    const own = switched(properties, "w:pageBreakBefore") ?? styles.startsPage(childValue(properties, "w:pStyle"));
    if (own && draft.line.isEmpty()) draft.startsPage = true;
    inline(paragraph.children, draft, part, ALONE);
    const section = childOf(properties, "w:sectPr");
    if (section && childValue(section, "w:type") !== "continuous") pageEnds = true;
    const mark = childOf(properties, "w:rPr");
    const isMarkGone = childOf(mark, "w:del") !== null || childOf(mark, "w:moveFrom") !== null;
    const isDropCap = /^(?:drop|margin)$/.test(attributeOf(childOf(properties, "w:framePr"), "dropCap") ?? "");
    return !isMarkGone && !isDropCap && !(switched(mark, "w:vanish") ?? false);
  }

  function finish({ line, before, after, properties, startsPage }: Draft, sink: Sink) {
    const style = childValue(properties, "w:pStyle");
    const outline = childOf(properties, "w:outlineLvl");
    const role = outline ? (outlineRole(properties) ?? null) : styles.roleOf(style);
    const direct = numberPlace(properties);
    const byStyle = styles.numberOf(style);
    const level = childValue(childOf(properties, "w:numPr"), "w:ilvl");
    const place = direct ?? (byStyle && level !== null ? { ...byStyle, level: Number(level) } : byStyle);
    const marker = place && place.list !== "0" ? numbering.next(place, style) : null;
    const nodes: HtmlElement[] = [...before];
    if (line.isEmpty()) {
      if (childOf(childOf(properties, "w:pBdr"), "w:bottom") || childOf(childOf(properties, "w:pBdr"), "w:top"))
        nodes.push(htmlElement("hr", []));
    } else {
      const printed = marker ? [htmlElement("span", [marker.text], { style: "mso-list:Ignore" })] : [];
      const list =
        marker && role === null ? `mso-list:l${marker.abstract} level${marker.level + 1} lfo${place?.list}` : "";
      nodes.push(paragraphElement(role, [...printed, ...line.nodes()], list));
    }
    nodes.push(...after);
    if (nodes.length === 0 && startsPage) pageEnds = true;
    nodes.forEach((node, index) => {
      sink(node, startsPage && index === 0);
    });
  }

  function table(element: XmlElement, part: Part): HtmlElement {
    const called = new Map<XmlElement, readonly HtmlElement[]>();
    return tableElement(
      element,
      (cell) => {
        const outer = calledNotes;
        calledNotes = [];
        const made = blocks(cell.children, part);
        called.set(cell, calledNotes);
        calledNotes = [...outer, ...calledNotes];
        return made;
      },
      (cell, made) => void notesIn.set(made, called.get(cell) ?? []),
    );
  }

  /** A whole document of another kind in this one: read where it is HTML or plain text, else told. */
  function foreignPart(element: XmlElement, part: Part): HtmlElement {
    const relation = part.relations.get(element.attrs.get("r:id") ?? "");
    const bytes = relation && !relation.isOutside ? archive.part(relation.target, MOST_XML) : null;
    return (bytes && foreignText(bytes)) ?? htmlElement("object", []);
  }

  const placeholder = (control: XmlElement, part: Part): HtmlElement =>
    htmlElement("button", blocks(control.children, part));

  function inline(children: readonly XmlNode[], draft: Draft, part: Part, place: RunPlace) {
    for (const child of children) {
      if (!isXmlElement(child) || isProperty(child.name)) continue;
      const { name, attrs } = child;
      if (name === "w:r") run(child, draft, part, place);
      else if (name === "w:hyperlink") {
        const relation = part.relations.get(attrs.get("r:id") ?? "");
        const anchor = attributeOf(child, "anchor");
        const own = relation?.isOutside ? `${relation.target}${anchor === null ? "" : `#${anchor}`}` : place.href;
        // A link whose address is not in the file leads nowhere, which is told.
        const address = attrs.has("r:id") && !relation ? NO_ADDRESS : own;
        inline(child.children, draft, part, { ...place, href: address });
      } else if (name === "w:del") inline(child.children, draft, part, { ...place, isDeleted: true });
      else if (name === "w:moveFrom") {
        // What was moved stands where it went to.
        if (gone.has(child)) inline(child.children, draft, part, { ...place, isDeleted: true });
      } else if (name === "w:fldSimple") {
        const instruction = attributeOf(child, "instr") ?? "";
        if (isEquationField(instruction)) draft.line.node(htmlElement("math", [instruction]), PLAIN, place);
        inline(child.children, draft, part, { ...place, href: linkOf(instruction) || place.href });
      } else if (/^m:oMath(?:Para)?$/.test(name)) draft.line.node(htmlElement("math", [xmlText(child)]), PLAIN, place);
      else if (name === "mc:AlternateContent") inline(chosen(child), draft, part, place);
      else if (isPlaceholder(child)) draft.line.node(placeholder(child, part), PLAIN, place);
      else inline(child.children, draft, part, place);
    }
  }

  function run(element: XmlElement, draft: Draft, part: Part, place: RunPlace) {
    const format = styles.format(childValue(draft.properties, "w:pStyle"), childOf(element, "w:rPr"));
    runParts(element.children, format, draft, part, place);
  }

  function runParts(children: readonly XmlNode[], format: RunFormat, draft: Draft, part: Part, around: RunPlace) {
    const { line } = draft;
    const { fields } = part;
    for (const child of children) {
      if (!isXmlElement(child) || isProperty(child.name)) continue;
      const place: RunPlace = { ...around, href: fields.href() || around.href };
      const { name } = child;
      if (name === "w:t" || name === "w:delText") {
        const words = xmlText(child);
        const own = name === "w:delText" ? { ...place, isDeleted: true } : place;
        fields.said();
        if (fields.isHidden()) line.node(htmlElement("script", [words]), format, own);
        else if (isSymbolFont(format.font))
          for (const letter of words) symbol(format.font ?? "", letter, format, line, own);
        else line.text(words, format, own);
      } else if (name === "w:instrText") fields.instruction(xmlText(child));
      else if (name === "w:fldChar") {
        const ended = fields.mark(child);
        if (ended && isEquationField(ended.instruction))
          line.node(htmlElement("math", [ended.instruction]), PLAIN, place);
        else if (ended?.shows) line.text(ended.shows, format, place);
      } else if (name === "w:tab" || name === "w:ptab") line.text("\t", format, place);
      else if (name === "w:br" && attributeOf(child, "type") === "page") pageBreak(draft, place);
      else if (name === "w:br" || name === "w:cr") line.node(htmlElement("br", []), format, place);
      else if (name === "w:noBreakHyphen") line.text("\u2011", format, place);
      else if (name === "w:sym") {
        const code = Number.parseInt(attributeOf(child, "char") ?? "", 16);
        symbol(
          attributeOf(child, "font") ?? "",
          String.fromCharCode(Number.isNaN(code) ? 0 : code),
          format,
          line,
          place,
        );
      } else if (name === "w:footnoteReference") callNote("footnote", child, draft, place);
      else if (name === "w:endnoteReference") callNote("endnote", child, draft, place);
      else if (name === "w:footnoteRef" || name === "w:endnoteRef") {
        line.text(part.label === "" ? "" : `${part.label} `, PLAIN, place);
        part.label = "";
      } else if (name === "w:commentReference") {
        const words = comments.get(attributeOf(child, "id") ?? "") ?? "";
        line.node(htmlElement("span", [words], { class: "MsoComTxt" }), PLAIN, place);
      } else if (name === "w:drawing" || name === "w:pict" || name === "w:object") drawn(child, draft, part, place);
      else if (name === "mc:AlternateContent") runParts(chosen(child), format, draft, part, around);
      else if (name === "w:ruby") ruby(child, draft, part, place);
      else if (name === "w:r") run(child, draft, part, around);
      else runParts(child.children, format, draft, part, around);
    }
  }

  function pageBreak(draft: Draft, place: RunPlace) {
    if (draft.line.isEmpty()) draft.startsPage = true;
    else {
      pageEnds = true;
      draft.line.node(htmlElement("br", []), PLAIN, place);
    }
  }

  function symbol(font: string, letter: string, format: RunFormat, line: Line, place: RunPlace) {
    const shown = symbolOf(font, letter.codePointAt(0) ?? 0);
    // A private code says nothing without its font.
    if (shown === null) line.node(htmlElement("svg", /\p{Co}/u.test(letter) ? [] : [letter]), format, place);
    else line.text(shown, shown === letter ? format : { ...format, font: "" }, place);
  }

  function ruby(element: XmlElement, draft: Draft, part: Part, place: RunPlace) {
    inline(childOf(element, "w:rubyBase")?.children ?? [], draft, part, place);
    const words = plainWords(childOf(element, "w:rt"));
    if (words !== "") draft.line.node(htmlElement("rt", [words]), PLAIN, place);
  }

  function callNote(kind: NoteKind, reference: XmlElement, draft: Draft, place: RunPlace) {
    const hasOwnMark = switchedAttribute(reference, "customMarkFollows");
    const { label, note } = notes[kind].call(attributeOf(reference, "id") ?? "");
    if (!hasOwnMark) draft.line.node(htmlElement("sup", [label]), PLAIN, place);
    if (!note) return;
    const part = noteParts[kind];
    part.label = hasOwnMark ? "" : label;
    const made = blocks(note.children, part);
    const [first, ...rest] = made;
    if (part.label !== "" && first)
      made.splice(0, made.length, { ...first, children: [`${label} `, ...first.children] }, ...rest);
    part.label = "";
    if (place.isDeleted) for (const one of made) draft.line.node(htmlElement("del", one.children), PLAIN, place);
    else calledNotes.push(...made);
  }

  /** Pictures, text in boxes, lines across: whatever stands in a drawing, in its order; a drawing of nothing else is told. */
  function drawn(element: XmlElement, draft: Draft, part: Part, place: RunPlace) {
    const program = [...within(element)].find(({ name }) => name === "o:OLEObject")?.attrs.get("ProgID") ?? "";
    if (/^Equation\./i.test(program)) {
      draft.line.node(htmlElement("math", []), PLAIN, place);
      return;
    }
    const widthOf = (one: XmlElement) => Number(childOf(one, "wp:extent")?.attrs.get("cx") ?? "9525000") / 9525;
    let found = 0;
    /** What stands in it and can't be kept with it. */
    let words = "";
    const partWords = (id: string) => {
      const root = xmlPart(archive, part.relations.get(id)?.target ?? null);
      return root ? chartWords(root) : "";
    };
    const show = (id: string, alt: string, width: number) => {
      const relation = part.relations.get(id);
      const image = relation?.isOutside
        ? pictures.outside(relation.target, alt)
        : pictures.imageOf(relation?.target ?? null, alt);
      draft.line.node(htmlElement("img", [], { ...image, width: String(Math.round(width)) }), PLAIN, place);
      found += 1;
    };
    const add = (nodes: readonly HtmlElement[]) => {
      (draft.line.isEmpty() ? draft.before : draft.after).push(...nodes);
      found += 1;
    };
    const look = (one: XmlElement, outerAlt: string, width: number) => {
      const { name, attrs } = one;
      const described = [...childrenOf(one, "wp:docPr"), ...childrenOf(childOf(one, "pic:nvPicPr"), "pic:cNvPr")]
        .map(({ attrs: own }) => own.get("descr") || "")
        .findLast((words) => words !== "");
      const alt = described ?? attrs.get("alt") ?? outerAlt;
      const own = childOf(one, "wp:extent") ? widthOf(one) : width;
      const diagram = attrs.get("r:dm") ?? (/(?:^|:)chart$/.test(name) ? attrs.get("r:id") : undefined);
      if (diagram !== undefined) words += ` ${partWords(diagram)}`;
      if (name === "a:t") words += ` ${xmlText(one)}`;
      if (name === "a:blip") show(attrs.get("r:embed") ?? attrs.get("r:link") ?? "", alt, own);
      else if (name === "v:imagedata") show(attrs.get("r:id") ?? "", alt || (attrs.get("o:title") ?? ""), own);
      else if (name === "w:txbxContent") add(blocks(one.children, part));
      else if (name === "v:textpath") {
        draft.line.text(`${attrs.get("string") ?? ""} `, PLAIN, place);
        found += 1;
      } else if (/^(?:t|true|1)$/.test(attrs.get("o:hr") ?? "")) add([htmlElement("hr", [])]);
      else
        for (const child of name === "mc:AlternateContent" ? chosen(one) : one.children)
          if (isXmlElement(child)) look(child, alt, own);
    };
    look(element, "", 1000);
    if (found === 0 || words.trim() !== "") draft.line.node(htmlElement("svg", [words.trim()]), PLAIN, place);
  }

  /** The lines of a page's head and foot, each once. */
  function aroundPages(): string[] {
    const lines = new Set<string>();
    for (const reference of within(document)) {
      if (reference.name !== "w:headerReference" && reference.name !== "w:footerReference") continue;
      const relation = relations.get(reference.attrs.get("r:id") ?? "");
      const root = relation && !relation.isOutside ? xmlPart(archive, relation.target) : null;
      for (const words of root ? plainLines(root) : []) lines.add(words);
    }
    return [...lines];
  }

  const pieces = newPieces();
  const part = newPart(document, relations);
  readBlocks(childOf(document, "w:body")?.children ?? [], part, (node, startsPage) => {
    const called = calledNotes;
    calledNotes = [];
    pieces.add(node, startsPage, called);
  });
  return { pieces: pieces.all, around: aroundPages(), pictures, notesIn: (cell) => notesIn.get(cell) ?? [] };
}

const switchedAttribute = (element: XmlElement, name: string): boolean =>
  /^(?:1|true|on)$/.test(attributeOf(element, name) ?? "");
