/** What holds for whatever an OpenDocument text holds. */
import fc from "fast-check";
import { test } from "vitest";
import { heavyRuns } from "../../../random.ts";
import { expectEveryWord, numberedWord } from "../documents/every-word.ts";
import { cell, item, letters, paragraph, row, span, storiesOf, table } from "./odt-file.ts";

const AUTOMATIC = [
  letters("Complex", 'style:font-weight-complex="bold"'),
  letters("Struck", 'style:text-line-through-style="solid"'),
  letters("Hidden", 'text:display="none"'),
  letters("Up", 'style:text-position="super 58%"'),
  '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="i" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/></text:list-style>',
].join("");

const runs = fc
  .tuple(numberedWord, fc.constantFrom("Complex", "Struck", "Hidden", "Up", "Strong", ""))
  .map(([words, style]) => (style === "" ? `${words} ` : span(style, `${words} `)));
const inLine = fc.oneof(
  { weight: 4, arbitrary: runs },
  runs.map((one) => `<text:a xlink:href="#a">${one}</text:a>`),
  runs.map((one) => `<text:placeholder>${one}</text:placeholder>`),
  runs.map((one) => `<text:meta-field>${one}</text:meta-field>`),
  numberedWord.map((one) => `<office:annotation><dc:creator>x</dc:creator>${paragraph(one)}</office:annotation>`),
  numberedWord.map((one) => `<draw:frame><draw:text-box>${paragraph(one)}</draw:text-box></draw:frame>`),
  numberedWord.map((one) => `<draw:custom-shape>${paragraph(one)}</draw:custom-shape>`),
  runs.map((one) => `<text:hidden-text text:is-hidden="true">${one}</text:hidden-text>`),
  runs.map((one) => `<text:hidden-text text:is-hidden="false">${one}</text:hidden-text>`),
  runs.map((one) => `<text:conditional-text>${one}</text:conditional-text>`),
  runs.map((one) => `<text:meta>${one}</text:meta>`),
  runs.map((one) => `<draw:a xlink:href="https://kpl.gov.la/">${one}</draw:a>`),
  fc
    .tuple(numberedWord, numberedWord)
    .map(
      ([base, above]) =>
        `<text:ruby><text:ruby-base>${base} </text:ruby-base><text:ruby-text>${above}</text:ruby-text></text:ruby>`,
    ),
  fc
    .tuple(numberedWord, fc.constantFrom("footnote", "endnote"))
    .map(
      ([one, kind]) =>
        `<text:note text:note-class="${kind}"><text:note-citation>1</text:note-citation><text:note-body>${paragraph(one)}</text:note-body></text:note> `,
    ),
  fc
    .tuple(numberedWord, numberedWord)
    .map(
      ([one, other]) =>
        `<draw:g><draw:custom-shape>${paragraph(one)}</draw:custom-shape><draw:frame><draw:text-box><text:list>${item(paragraph(other))}</text:list></draw:text-box></draw:frame></draw:g>`,
    ),
  fc.constantFrom(
    "<text:soft-page-break/>",
    '<text:bookmark text:name="a"/>',
    '<text:hidden-paragraph text:is-hidden="true"/>',
    '<text:change text:change-id="c2"/>',
    "<text:line-break/>",
    "<text:tab/>",
    "<text:s/>",
    '<text:change text:change-id="c1"/>',
    "<draw:line/>",
  ),
);
const line = fc
  .tuple(fc.array(inLine, { maxLength: 5 }), fc.constantFrom("", "Quotations", "Illustration"))
  .map(([inside, style]) => paragraph(inside.join(""), style));
const heading = runs.map((one) => `<text:h text:outline-level="2">${one}</text:h>`);
const list = fc
  .array(fc.tuple(fc.array(fc.oneof({ weight: 3, arbitrary: line }, heading), { maxLength: 2 }), fc.boolean(), line), {
    minLength: 1,
    maxLength: 3,
  })
  .map(
    (items) =>
      `<text:list text:style-name="L1"><text:list-header>${items[0]?.[2] ?? ""}</text:list-header>${items.map(([lines, isDeep, deep], index) => item(...lines, isDeep ? `<text:list>${item(index > 0 ? deep : "")}</text:list>` : "")).join("")}</text:list>`,
  );
const cells = fc
  .tuple(
    fc.array(line, { maxLength: 2 }),
    fc.constantFrom("", 'table:number-columns-repeated="3"', 'table:number-columns-spanned="2"'),
  )
  .map(([inside, attrs]) => cell(inside.join(""), attrs));
/** A cell that reaches down, beside two of another column, as a row of two languages may have. */
const reaching = fc
  .tuple(line, line, line)
  .map(([one, two, three]) =>
    table(row(cell(one, 'table:number-rows-spanned="2"'), cell(two)), row("<table:covered-table-cell/>", cell(three))),
  );
const covered = line.map((one) => `<table:covered-table-cell>${one}</table:covered-table-cell>`);
const tables = fc
  .array(fc.array(fc.oneof({ weight: 4, arbitrary: cells }, covered), { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((rows) => table(...rows.map((one) => row(...one))));
const nested = tables.map((one) => table(row(cell(one), cell(""))));
const part = fc.oneof(
  heading,
  list,
  tables,
  reaching,
  nested,
  line.map((one) => `<text:section text:name="a">${one}</text:section>`),
  line.map((one) => `<text:section text:name="b" text:display="none">${one}</text:section>`),
  line.map((one) => `<text:table-of-content><text:index-body>${one}</text:index-body></text:table-of-content>`),
  line.map((one) => `<text:numbered-paragraph text:list-id="n" text:level="2">${one}</text:numbered-paragraph>`),
  list.map((one) => one.replace("<text:list ", '<text:list text:continue-numbering="true" ')),
  line.map((one) => `<draw:frame text:anchor-type="page"><draw:text-box>${one}</draw:text-box></draw:frame>`),
  numberedWord.map((one) => `<office:annotation>${paragraph(one)}</office:annotation>`),
);
const body = fc
  .array(fc.oneof({ weight: 4, arbitrary: line }, { weight: 4, arbitrary: part }), { minLength: 1, maxLength: 8 })
  .map((all) => all.join(""));

/** Words under a cell that covers them, in a row of two languages. */
const COVERED =
  "<table:table><table:table-row><table:covered-table-cell><text:p>ຂ່າວ976x</text:p></table:covered-table-cell><table:table-cell><text:p>ແຂວງ966x</text:p></table:table-cell><table:table-cell><text:p>train970x</text:p></table:table-cell></table:table-row></table:table><text:p></text:p>";
/** A row of nothing but words under a cell from above, below a row of two languages. */
const COVERED_ALONE =
  "<table:table><table:table-row><table:table-cell><text:p>train2835x</text:p></table:table-cell><table:table-cell><text:p>ວຽງຈັນ2837x</text:p></table:table-cell></table:table-row><table:table-row><table:covered-table-cell><text:p>ຂ່າວ2839x</text:p></table:covered-table-cell></table:table-row></table:table>";
/** Two lines in a cell across both languages. */
const ACROSS =
  '<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>ແຂວງ301x</text:p><text:p>ຂ່າວ302x</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>train303x</text:p></table:table-cell><table:table-cell><text:p>ວຽງຈັນ304x</text:p></table:table-cell></table:table-row></table:table>';
const DELETED =
  '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>ຂ່າວ0x</text:p></text:deletion></text:changed-region><text:changed-region text:id="c2"><text:deletion><table:table><table:table-row><table:table-cell><text:p>ແຂວງ0x</text:p></table:table-cell></table:table-row></table:table></text:deletion></text:changed-region></text:tracked-changes>';

test("every word of a document is in the story or named, once, those of the story in the document's order", async () => {
  await fc.assert(
    fc.asyncProperty(body, async (inside) => {
      const stories = await storiesOf({
        automatic: AUTOMATIC,
        body: `${DELETED}${paragraph("ຫົວຂໍ້ຂ່າວ")}${inside}`,
      });
      // A box stands behind the paragraph that it hangs on, a note behind all of them; a cell that reaches down is read
      // before what stands beside it.
      const isMoved = /<draw:[fcg]|<text:note|rows-spanned/.test(inside);
      expectEveryWord(stories, inside, { more: ["ຂ່າວ0x", "ແຂວງ0x"], isMoved });
    }),
    { numRuns: heavyRuns(120), examples: [[COVERED], [COVERED_ALONE], [ACROSS]] },
  );
});
