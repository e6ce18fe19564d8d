/** What holds for whatever a Word file holds. */
import fc from "fast-check";
import { test } from "vitest";
import { heavyRuns } from "../../../random.ts";
import { expectEveryWord, numberedWord } from "../documents/every-word.ts";
import { paragraph, run, STYLES, storiesOf, wordFile } from "./word-file.ts";

const look = fc.constantFrom(
  "",
  "<w:b/>",
  "<w:bCs/><w:i/>",
  "<w:strike/>",
  "<w:vanish/>",
  '<w:vertAlign w:val="superscript"/>',
  '<w:rStyle w:val="Fett"/>',
);
const runs = fc.tuple(numberedWord, look).map(([words, properties]) => run(`${words} `, properties));
const inLine = fc.oneof(
  runs,
  runs.map((one) => `<w:ins>${one}</w:ins>`),
  runs.map((one) => `<w:del>${one.replaceAll("w:t", "w:delText")}</w:del>`),
  runs.map((one) => `<w:hyperlink w:anchor="a">${one}</w:hyperlink>`),
  runs.map((one) => `<w:sdt><w:sdtContent>${one}</w:sdtContent></w:sdt>`),
  runs.map((one) => `<w:fldSimple w:instr=" DATE ">${one}</w:fldSimple>`),
  runs.map((one) => `<w:moveTo>${one}</w:moveTo>`),
  runs.map((one) => `<w:smartTag><w:customXml>${one}</w:customXml></w:smartTag>`),
  runs.map((one) => `<w:bdo w:val="rtl"><w:dir>${one}</w:dir></w:bdo>`),
  runs.map(
    (one) => `<mc:AlternateContent><mc:Choice Requires="w14">${one}</mc:Choice><mc:Fallback/></mc:AlternateContent>`,
  ),
  runs.map(
    (one) =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${one}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
  ),
  runs.map((one) => `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${one}</w:sdtContent></w:sdt>`),
  runs.map(
    (one) =>
      `<w:moveFromRangeStart w:id="7" w:name="out"/><w:moveFrom>${one}</w:moveFrom><w:moveFromRangeEnd w:id="7"/>`,
  ),
  runs.map(
    (one) =>
      `<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>${one}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>`,
  ),
  runs.map(
    (one) =>
      `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p>${one}</w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>`,
  ),
  runs.map(
    (one) =>
      `<w:r><mc:AlternateContent><mc:Choice Requires="am3d"><w:drawing/></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p>${one}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
  ),
  numberedWord.map((one) => `<w:r><w:drawing><a:p><a:r><a:t>${one}</a:t></a:r></a:p></w:drawing></w:r>`),
  numberedWord.map(
    (one) =>
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:listEntry w:val="${one} "/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`,
  ),
  fc
    .tuple(numberedWord, numberedWord)
    .map(
      ([base, above]) =>
        `<w:r><w:ruby><w:rt>${run(above)}</w:rt><w:rubyBase>${run(`${base} `)}</w:rubyBase></w:ruby></w:r>`,
    ),
  numberedWord.map((one) => `<m:oMath><m:r><m:t>${one}</m:t></m:r></m:oMath>`),
  fc.constantFrom(
    '<w:r><w:footnoteReference w:id="1"/></w:r>',
    '<w:r><w:commentReference w:id="1"/></w:r>',
    '<w:r><w:br w:type="column"/></w:r>',
    "<w:r><w:ptab/></w:r>",
    '<w:r><w:sym w:font="Wingdings 2" w:char="F050"/></w:r>',
    "<w:r><w:noBreakHyphen/></w:r>",
    "<w:r><w:softHyphen/></w:r>",
    "<w:r><w:cr/></w:r>",
    '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
    '<w:bookmarkStart w:id="0" w:name="_Toc1"/>',
    "<w:proofErr/>",
    "<w:r><w:lastRenderedPageBreak/></w:r>",
    "<w:r><w:br/></w:r>",
    "<w:r><w:tab/></w:r>",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:r><w:br w:type="page"/></w:r>',
  ),
);
const properties = fc.constantFrom(
  "",
  '<w:pStyle w:val="Rubrik1"/>',
  '<w:pStyle w:val="Zitat"/>',
  '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>',
  '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
  '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>',
  '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>',
  '<w:pStyle w:val="Bild"/>',
  "<w:sectPr/>",
  "<w:rPr><w:del/></w:rPr>",
  '<w:framePr w:dropCap="drop"/>',
);
const lines = fc
  .tuple(fc.array(inLine, { maxLength: 5 }), properties)
  .map(([inside, own]) => paragraph(inside.join("") || "<w:r/>", own));
const cell = fc
  .tuple(
    fc.array(lines, { maxLength: 2 }),
    fc.constantFrom(
      ...["", "<w:vMerge/>", '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'],
      ...['<w:hMerge w:val="restart"/>', "<w:hMerge/>"],
    ),
  )
  .map(([inside, own]) => `<w:tc><w:tcPr>${own}</w:tcPr>${inside.join("")}</w:tc>`);
const table = fc
  .array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .chain((rows) => fc.constantFrom("", "", "", "<w:trPr><w:del/></w:trPr>").map((own) => ({ rows, own })))
  .map(
    ({ rows, own }) =>
      `<w:tbl>${rows.map((cells, at) => `<w:tr>${at === 1 ? own : ""}${cells.join("")}</w:tr>`).join("")}</w:tbl>`,
  );
const control = fc
  .tuple(fc.oneof(lines, table), fc.constantFrom("", "", "<w:showingPlcHdr/>"))
  .map(([one, own]) => `<w:sdt><w:sdtPr>${own}</w:sdtPr><w:sdtContent>${one}</w:sdtContent></w:sdt>`);
const nested = table.map((one) => `<w:tbl><w:tr><w:tc>${one}<w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>`);
const body = fc
  .array(fc.oneof({ weight: 6, arbitrary: lines }, { weight: 2, arbitrary: table }, control, nested), {
    minLength: 1,
    maxLength: 8,
  })
  .map((all) => all.join(""));

const NUMBERING =
  '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>';
test("every word of a document is in the story or named, once, those of the story in the document's order", async () => {
  await fc.assert(
    fc.asyncProperty(body, async (inside) => {
      const parts = {
        ...{ styles: STYLES, numbering: NUMBERING },
        footnotes: `<w:footnote w:id="1">${paragraph("ຂ່າວ0x")}</w:footnote>`,
        comments: `<w:comment w:id="1">${paragraph("ແຂວງ0x")}</w:comment>`,
      };
      const stories = await storiesOf(wordFile({ body: `${paragraph("ຫົວຂໍ້ຂ່າວ")}${inside}`, parts }));
      // A cell that goes on below is read there, a box behind its paragraph; what is above ruby stands before it in the file.
      const isMoved = /w:vMerge|w:txbxContent|w:ruby|w:footnote/.test(inside);
      const called = (mark: string, words: string) => (inside.includes(mark) ? [words] : []);
      const more = [...called("w:footnoteReference", "ຂ່າວ0x"), ...inside.matchAll(/w:commentReference/g)].map((one) =>
        typeof one === "string" ? one : "ແຂວງ0x",
      );
      expectEveryWord(stories, inside, { more, isMoved });
    }),
    { numRuns: heavyRuns(120) },
  );
});
