/** What holds of whatever HTML is read: no word goes, none touch, nothing is empty, and all of it can be saved. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Node } from "../../../shared/article/article.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import type { LeftKind } from "../../../shared/html/left-out.ts";
import { withAssets } from "../../../shared/html/pictures.ts";
import { type ReadBlocks, readBlocks } from "../../../shared/html/read-blocks.ts";
import { type HtmlElement, type HtmlNode, isElement, readHtml, textOf } from "../../../shared/html/tree.ts";
import { pastedText, withoutControls } from "../../../shared/text/incoming/pasted-text.ts";
import { heavyRuns } from "../../random.ts";

/** Kinds whose words stay in the text: what goes is how they looked or where they led. */
const WORDS_STAY: ReadonlySet<LeftKind> = new Set(["superscript", "subscript", "struck", "link"]);

/** A block's lines: what stands in one line is on one line here. */
function linesOf(node: Node): string[] {
  const content = node.content ?? [];
  if (node.type === "paragraph" || node.type === "heading" || node.type === "figcaption")
    return content
      .map((one) => (one.type === "hardBreak" ? "\n" : (one.text ?? "")))
      .join("")
      .split("\n");
  return content.flatMap(linesOf);
}

const isBlank = (node: Node): boolean => linesOf(node).join("").trim() === "";

/** Every picture may be stored, or none. */
function ways({ blocks, pictures }: ReadBlocks): readonly (readonly Node[])[] {
  const stored = new Map(pictures.map(({ asset }, index) => [asset, `${String(index).padStart(64, "0")}.png`]));
  return [withAssets(blocks, stored), withAssets(blocks, new Map())];
}

/** Nodes that hold nothing, where nothing is something that no one wrote. */
function emptyNodes(node: Node, parent = ""): string[] {
  const isBare = /^(?:horizontalRule|image|text|hardBreak)$/.test(node.type);
  const isCell = /^table(?:Cell|Header)$/.test(node.type);
  const inCell = /^table(?:Cell|Header)$/.test(parent);
  const isCaption = node.type === "figcaption";
  const own = isBlank(node) && !isBare && !isCell && !inCell && !isCaption && !isShown(node) ? [node.type] : [];
  return [...own, ...(node.content ?? []).flatMap((child) => emptyNodes(child, node.type))];
}
const isShown = (node: Node): boolean =>
  /^(?:horizontalRule|image)$/.test(node.type) || (node.content ?? []).some(isShown);

/** Words that have no letters set high or low. */
const WORD = /ຄ\d+x/g;

/** Two words with nothing between them. */
const TOUCHING = /ຄ\d+x(?=(ຄ\d+x))/g;

const PARTS = new Set(
  "br p div h1 h3 li ul ol table tbody tr td th caption blockquote dl dt dd hr section figure figcaption pre details summary center address menu dir legend thead".split(
    " ",
  ),
);

const isParted = ({ tag, attrs }: HtmlElement): boolean =>
  PARTS.has(tag) || attrs.get("style")?.startsWith("display") === true;
const holdsLines = ({ children }: HtmlElement): boolean =>
  children.some((child) => isElement(child) && ((child.tag !== "br" && isParted(child)) || holdsLines(child)));

const OFF_THE_PAGE = /^(?:font-size:0|position:absolute;left:-9999px|mso-element:comment)$/;
const isOffThePage = ({ tag, attrs }: HtmlElement): boolean =>
  tag === "noscript" || attrs.get("class") === "sr-only" || OFF_THE_PAGE.test(attrs.get("style") ?? "");

/** The text of a tree, with a stroke wherever something in it parts what stands beside it. */
function parted(node: HtmlNode): string {
  // No one sees them, and what is canonical has none.
  if (!isElement(node)) return node.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "");
  // Neither is on the page: what is written in one parts nothing.
  if (node.tag === "style" || node.tag === "template") return "";
  // A deletion is taken as done: what stood around it, and around the breaks in it, comes together, unless
  // lines of their own stood in it.
  if (node.tag === "del") return holdsLines(node) ? "|" : "";
  // No more is what is hidden within a line, or a remark.
  if (isOffThePage(node)) return "";
  const inside = node.children.map(parted).join("");
  return isParted(node) ? `|${inside}|` : inside;
}

const PICTURE = `<img src="data:image/png;base64,${"iVBORw0KGgo".padEnd(400, "A")}">`;

/** Pieces that part words, most of them: a parser ignores an end without its beginning. */
const parting = fc.constantFrom(
  ..."<br>|<p>|</p>|<div>|</div>|<h1>|</h1>|<h3>|<li>|</li>|<ul>|</ul>|<ol start=4>|</ol>|<table><tr><td>|<td>|<tr><td>|</td>|</tr>|</table>".split(
    "|",
  ),
  ..."<blockquote>|</blockquote>|<dl><dt>|<dd>|</dl>|<hr>|<section>|</section>|<figure><figcaption>|</figure>|<pre>|</pre>| |\n|\t|&nbsp;".split(
    "|",
  ),
  '<span style="display:block"></span>',
  '<p style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">·</span>',
  '<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">2.</span>',
  '<p style="display:inline">',
  "<th colspan=3 rowspan=2>",
  "<p class=MsoCaption>",
  "<ol reversed type=i>",
  '<ul style="list-style-type:none">',
  "<ul><ul><li>",
  "<caption>",
  ..."<details><summary>|</summary>|</details>|<center>|<address>|<dt>|<menu><li>|<dir>|<legend>|<table><table><tr><td>|<tbody>|<thead><tr><th>|<br><br>".split(
    "|",
  ),
  ..."<table border=1><tr><td>|<table role=presentation><tr><td>|<br/></b>|<li><br>|<td><br>|<p><br></p>|</br>|</p><p>".split(
    "|",
  ),
  '<span style="display:list-item">',
  '<b style="display:table-row">',
  '<a style="display:grid">',
  '<p style="mso-list:l1 level9 lfo2"><span style="mso-list:Ignore">(iv)</span>',
  '<p class="ql-indent-3"><li class="ql-indent-2" data-list="ordered">',
  "<li data-aria-level=3 data-listid=7>",
  '<ul class="lst-kix_x-2"><li>',
  "<ol start=-3 type=A><li value=99999>",
  "<li role=checkbox aria-checked=true>",
);
const around = fc.constantFrom(
  ..."<b>|</b>|<i>|</i>|<a href=https://kpl.gov.la/>|<a href=x>|</a>|<span>|</span>|<sup>|</sup>|<s>|</s>|<del>|</del>|<font>|</font>|<o:p></o:p>|<img>".split(
    "|",
  ),
  ..."<button>|</button>|<svg>|</svg>|<math>|</math>|<style>|</style>|<div hidden>|<template>|</template>|<!--|-->|<select>|</select>|<iframe>|</iframe>".split(
    "|",
  ),
  '<span style="white-space:pre-wrap">',
  '<span style="font-weight:bold">',
  "<div style='display:flex'>",
  "<xmp>",
  "</xmp>",
  ..."<ruby>|<rt>|<rp>(</rp>|</ruby>|<noscript>|</noscript>|<svg><text>|<svg><foreignObject><p>|<math><mi>|<mtext>|<![CDATA[|]]>|<?xml version=1?>".split(
    "|",
  ),
  ..."<!--[if gte mso 9]>|<![endif]-->|<![if !vml]>|<q>|</q>|<ins>|</ins>|<wbr>|&shy;|&#8203;|\u2060|\ufeff|\u00a0|\u2028|\u200d|<o:p>|<st1:place>|<nobr>|<slot>".split(
    "|",
  ),
  ..."<label>|<meter>|</meter>|<output>|<div role=button>|<marquee>|<picture><source>|<audio>|</audio>|<td hidden>|<li hidden>|<tr hidden>|<p aria-hidden=true>".split(
    "|",
  ),
  '<span style="font-size:0">',
  '<span style="position:absolute;left:-9999px">',
  '<span style="position:absolute;left:10px;top:5px">',
  '<span style="float:left">',
  '<span style="vertical-align:super">',
  '<span style="white-space:normal">',
  '<span style="font-family:Wingdings">',
  '<span style="mso-tab-count:1">',
  '<span class="sr-only">',
  '<span class="katex">',
  '<span style="mso-element:comment">',
  PICTURE,
  `<figure>${PICTURE}`,
  '<img src="https://kpl.gov.la/bridge.jpg" alt="ຂົວ">',
  "&lt;",
);
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(parting, around, fc.constant("W")).map((parts) => parts.join("")) },
  { weight: 2, arbitrary: fc.tuple(around, parting, fc.constant("W")).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.tuple(parting, around).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.constantFrom("<ul><li>".repeat(30), "<blockquote>".repeat(50), "<b>".repeat(300)) },
);
const anyHtml = fc.array(piece, { maxLength: 25 }).map((pieces) => {
  let word = 0;
  return pieces.join("").replace(/W(?!ingdings)/g, () => {
    word += 1;
    return `ຄ${word}x`;
  });
});

test("every word is in a block or named as left out, once and in order; none touch; nothing is empty; all can be saved", () => {
  fc.assert(
    fc.property(anyHtml, (html) => {
      const tree = readHtml(html);
      const read = readBlocks(tree, () => html.length % 2 === 0);
      const { blocks, left, pictures } = read;
      const lines = blocks.flatMap(linesOf);
      for (const made of ways(read))
        expect(made.flatMap(linesOf).join("\n").match(WORD)).toEqual(lines.join("\n").match(WORD));
      const images = new Set(JSON.stringify(blocks).match(/picture:\d+/g));
      expect(pictures.map(({ asset }) => asset)).toEqual([...images]);
      const kept = lines.flatMap((line) => line.match(WORD) ?? []);
      const gone = left.filter(({ kind }) => !WORDS_STAY.has(kind)).flatMap(({ text }) => text.match(WORD) ?? []);
      const given = textOf(tree).match(WORD) ?? [];
      expect([...kept, ...gone].toSorted()).toEqual(given.toSorted());
      const order = new Map(given.map((word, at) => [word, at]));
      expect(kept).toEqual(kept.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)));
      const touching = new Set(parted(tree).match(TOUCHING));
      for (const line of lines) for (const pair of line.match(TOUCHING) ?? []) expect(touching).toContain(pair);
      for (const made of ways(read)) {
        expect(made.flatMap((block) => emptyNodes(block))).toEqual([]);
        expect(bodyProblem({ type: "doc", content: made })).toBeNull();
      }
    }),
    { numRuns: heavyRuns(600) },
  );
});

test("whatever letters come in, what is made can be saved", () => {
  const html = fc.array(
    fc.oneof(anyHtml, fc.string({ unit: "binary" }), fc.constantFrom("ນໍ້າ\u200B", "\uD83D", "\u0000")),
  );
  fc.assert(
    fc.property(html, (pieces) => {
      const read = readBlocks(readHtml(pieces.join("")));
      const [blocks = []] = ways(read);
      expect(bodyProblem({ type: "doc", content: blocks })).toBeNull();
      expect(JSON.stringify(blocks).isWellFormed()).toBe(true);
    }),
    { numRuns: heavyRuns(120) },
  );
});

test("nothing that does harm comes through, whatever it hides behind", () => {
  const address = fc.constantFrom(
    ..."javascript:alert(1)|JaVa\tScRiPt:alert(1)| data:text/html,x|vbscript:x|//evil.example/|file:///C:/x|https://kpl.gov.la/|blob:x|data:image/svg+xml;base64,".split(
      "|",
    ),
    `data:image/svg+xml;base64,${"A".repeat(400)}`,
    `data:text/html;base64,${"A".repeat(400)}`,
    `data:image/png;base64,${"A".repeat(300)}"><script>`,
  );
  const hostile = address.chain((where) =>
    fc.constantFrom(
      `<a href="${where}" onclick="x()">ນ້ຳ</a>`,
      `<img src="${where}" onerror="x()" alt="<script>x()</script>" data-asset="${"a".repeat(64)}.png">`,
      `<img data-src="${where}">`,
      `<figure><a href="${where}">${PICTURE}</a><figcaption onclick=x><a href="${where}">ຮູບ</a></figcaption></figure>`,
      `<p data-id="x" data-row="y" id=z style="background:url(${where})">ຝົນຕົກ\u0007</p>`,
      `<svg onload=x><a xlink:href="${where}">ລາວ</a></svg><iframe src="${where}"></iframe>`,
      `<ol start=99999999999 type="<b>"><li onclick=x value=-5>ໜຶ່ງ</ol>`,
    ),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(hostile, piece), { maxLength: 8 }), (pieces) => {
      const { blocks, pictures } = readBlocks(readHtml(pieces.join("")), () => true);
      const names = new Set(pictures.map(({ asset }) => asset));
      const look = (node: Node): void => {
        const { asset, alt, credit, ...attrs } = node.attrs ?? {};
        if (node.type === "image") expect([names.has(String(asset)), typeof alt, credit]).toEqual([true, "string", ""]);
        expect(Object.keys(attrs).filter((name) => !/^(?:level|start|type|colspan|rowspan)$/.test(name))).toEqual([]);
        for (const { type, attrs: of } of node.marks ?? []) {
          expect(type).toMatch(/^(?:bold|italic|link)$/);
          if (type === "link") expect(String(of?.href)).toMatch(/^(?:https?|mailto|tel):/);
        }
        expect(withoutControls(node.text ?? "")).toBe(node.text ?? "");
        node.content?.forEach(look);
      };
      blocks.forEach(look);
      for (const { data, src } of pictures) {
        if (data !== null) expect([data, src]).toEqual([expect.stringMatching(/^[A-Za-z0-9+/]+={0,2}$/), ""]);
        expect(src).not.toMatch(/^data:/i);
      }
    }),
    { numRuns: heavyRuns(200) },
  );
});

test("what is nested without an end comes in with its words", () => {
  for (const tag of ["div", "b", "ul><li", "table><tr><td", "blockquote", "font"]) {
    const { blocks } = readBlocks(readHtml(`${`<${tag}>`.repeat(5000)}ນ້ຳຂອງ`));
    expect([tag, blocks.flatMap(linesOf).join("")]).toEqual([tag, "ນ້ຳຂອງ"]);
    expect(bodyProblem({ type: "doc", content: blocks })).toBeNull();
  }
});

const FIXTURES = path.join(import.meta.dirname, "../../fixtures/paste");

/** Letters alone, set high or low or not. */
const letters = (text: string): string => pastedText(text).normalize("NFKC").replace(/\s+/g, "");

function textsOf(node: HtmlNode): string[] {
  return isElement(node) ? node.children.flatMap(textsOf) : [letters(node)];
}

test.each(readdirSync(FIXTURES).filter((name) => name.endsWith(".html")))("no word of %s goes", (name) => {
  const tree = readHtml(readFileSync(path.join(FIXTURES, name), "utf8"));
  const read = readBlocks(tree, () => true);
  const { blocks, left } = read;
  const made = letters(blocks.flatMap(linesOf).join("\n"));
  const gone = letters(left.map(({ text }) => text).join("\n"));
  let at = 0;
  for (const text of textsOf(tree)) {
    if (made.startsWith(text, at)) at += text.length;
    // What a list prints again is no word.
    else if (!gone.includes(text) && !/^(?:[·o]|[\da-z]+\.)$/i.test(text)) expect([name, text]).toEqual([name, "kept"]);
  }
  expect(at).toBe(made.length);
  expect(blocks.flatMap((block) => emptyNodes(block))).toEqual([]);
  for (const one of ways(read)) expect(bodyProblem({ type: "doc", content: one })).toBeNull();
});
