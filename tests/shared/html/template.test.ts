import fc from "fast-check";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import { printableText } from "../../../shared/html/printable-text.ts";
import {
  attributes,
  type Html,
  type HtmlValue,
  html,
  joined,
  markupOf,
  raw,
  textAmong,
} from "../../../shared/html/template.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;

/** The tree in short: text as it is, an element as its name, its attributes and what stands in it. */
type Short = string | readonly [string, Readonly<Record<string, string>>, ...Short[]];

function short(node: Node): Short {
  if ("value" in node) return node.value;
  if (!("attrs" in node)) throw new Error(`Nothing but text and elements belongs here: ${node.nodeName}`);
  const of = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  return [node.tagName, of, ...node.childNodes.map(short)];
}

const parsed = (markup: Html): Short[] => parseFragment(markupOf(markup)).childNodes.map(short);
const some = (text: string): string[] => (text === "" ? [] : [text]);

/** Whatever may stand in a story, and what it is feared for. */
const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom(
      ..."<>&\"'/=`!-; \tນ້ຳaກ",
      "\n",
      "\r",
      "\u0000",
      "\u0085",
      "\uD800",
      "\uFFFF",
      "\u202E",
      "\u2067",
      "\u2069",
      "<!--",
      "</title>",
      "</script>",
      "<img src=x onerror=alert(1)>",
      "&lt;",
      "&#x3C;",
    ),
    maxLength: 30,
  }),
);

describe("a template's values", () => {
  it("are to a browser exactly the text that was put in, and nothing else", () => {
    fc.assert(
      fc.property(texts, texts, texts, texts, (headline, title, alt, place) => {
        const markup = html`<title>${title}</title><h1 lang="lo" title="ຂ່າວ: ${title}">${headline}</h1><p${attributes({ class: alt, lang: place || null })}><img alt="${alt}"> ${place}</p>`;
        const [said, described, named, where] = [headline, title, alt, place].map(printableText);
        expect(parsed(markup)).toEqual([
          ["title", {}, ...some(described ?? "")],
          ["h1", { lang: "lo", title: `ຂ່າວ: ${described}` }, ...some(said ?? "")],
          ["p", { class: named, ...(place && { lang: where }) }, ["img", { alt: named }], ` ${where}`],
        ]);
      }),
      { numRuns: 500 },
    );
  });

  it("stay the same text where runs of it stand in elements of their own", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const markup = textAmong(text, (whole, put) => {
          for (const [at, run] of whole.split(/([\u0E80-\u0EFF]+)/).entries())
            for (const piece of at % 2 === 1 ? [html`<span lang="lo">`, run, html`</span>`] : [run]) put(piece);
        });
        const read = parsed(markup).map((one) => (typeof one === "string" ? one : one[2]));
        expect(read.join("")).toBe(printableText(text));
        for (const one of parsed(markup))
          expect(/[\u0E80-\u0EFF]/.test(typeof one === "string" ? one : "")).toBe(false);
      }),
    );
  });

  it("keep their quotes in text, so that a page can be searched", () => {
    const words = `"ນ້ຳຖ້ວມ" & 'flood' <1 m>`;
    expect(markupOf(html`<p title="${words}">${words}</p>`)).toBe(
      `<p title="&quot;ນ້ຳຖ້ວມ&quot; &amp; 'flood' &lt;1 m&gt;">"ນ້ຳຖ້ວມ" &amp; 'flood' &lt;1 m&gt;</p>`,
    );
  });

  it("print nothing where there is nothing, and a list one after the other", () => {
    const items: HtmlValue = ["ເຂົ້າ", null, html`<b>${"ນ້ຳ"}</b>`, [undefined, 12, false]];
    expect(markupOf(html`<p class="${null}">${items}${false}${undefined}${""}${0}</p>`)).toBe(
      '<p class="">ເຂົ້າ<b>ນ້ຳ</b>120</p>',
    );
    expect(markupOf(joined(["a<b", "", null, html`<i>c</i>`, html``]))).toBe("a&lt;b\n<i>c</i>");
    expect(markupOf(joined([html`<i>a</i>`, "b"], html` <i>·</i> `))).toBe("<i>a</i> <i>·</i> b");
    expect(markupOf(html`<td${attributes({ colspan: 2, rowspan: null, lang: false })}></td>`)).toBe(
      '<td colspan="2"></td>',
    );
  });

  it("are markup only where this file made it", () => {
    const forged: unknown[] = [
      { toString: () => "<script>" },
      JSON.parse('{"markup":"<script>","Symbol(markup)":"<script>"}'),
      true,
      () => "<script>",
      Symbol("markup"),
      10n,
    ];
    for (const value of forged) expect(() => html`<p>${value as HtmlValue}</p>`).toThrow(TypeError);
    expect(markupOf(html`<p>${raw("<b>ours</b>")}</p>`)).toBe("<p><b>ours</b></p>");
  });

  it("are refused where they aren't of the place's kind", () => {
    const bold = html`<b>bold</b>`;
    expect(() => html`<p title="${bold}"></p>`).toThrow(TypeError);
    expect(() => html`<title>${bold}</title>`).toThrow(TypeError);
    expect(() => html`<p${"class"}></p>`).toThrow(TypeError);
    expect(() => html`<h${2}></h2>`).toThrow(TypeError);
    expect(() => html`<p>${attributes({ class: "lead" })}</p>`).toThrow(TypeError);
    for (const name of ["onclick", "style", "srcdoc", "a b", 'a"', "a=b", "", ">"])
      expect(() => attributes({ [name]: "x" }), name).toThrow("no attribute");
  });
});

describe("a template", () => {
  const value = null;
  const unsafe: Record<string, () => Html> = {
    "a value without quotes": () => html`<a href=${value}></a>`,
    "a value in single quotes": () => html`<a title='${value}'></a>`,
    "an attribute's name": () => html`<a ${value}="1"></a>`,
    "the rest of an attribute's name": () => html`<a data-${value}></a>`,
    "what follows attributes at once": () => html`<a${attributes({})}b></a>`,
    "an element's name": () => html`<${value}></p>`,
    "the name in an end tag": () => html`<p></${value}>`,
    "an end tag": () => html`<p></p ${null}>`,
    "a handler": () => html`<a onclick="${value}"></a>`,
    "a style": () => html`<a style="color: ${value}"></a>`,
    "a document within": () => html`<iframe srcdoc="${value}"></iframe>`,
    "a script": () => html`<script>${value}</script>`,
    "a style sheet": () => html`<style>${value}</style>`,
    "an inner frame": () => html`<iframe>${value}</iframe>`,
    "a comment": () => html`<!-- ${value} -->`,
    "a declaration": () => html`<!DOCTYPE ${value}>`,
    "a character reference": () => html`<p>&${value}</p>`,
    "a tag left open": () => html`<p `,
    "an attribute left open": () => html`<p class="`,
    "a script left open": () => html`<script>`,
    "a comment left open": () => html`<!-- `,
    "a sign that opens nothing": () => html`<p>1 < 2</p>`,
  };
  for (const [place, use] of Object.entries(unsafe))
    it(`throws at its first use, whatever the value, for ${place}`, () => {
      expect(use).toThrow();
    });

  it("holds scripts, style sheets, comments and a document's type that it writes out itself", () => {
    const page = html`<!DOCTYPE html><!-- <b> --><style>a > b { color: "<" }</style><script src="${"a.js"}" defer></script><p hidden title='x'>${"a"}</p>`;
    expect(markupOf(page)).toBe(
      `<!DOCTYPE html><!-- <b> --><style>a > b { color: "<" }</style><script src="a.js" defer></script><p hidden title='x'>a</p>`,
    );
  });
});
