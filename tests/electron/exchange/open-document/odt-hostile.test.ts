/** OpenDocument texts that are broken, or made to do harm: refused with a reason, or read for what they hold. */
import { strToU8, unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { linesOf } from "../documents/read-document.ts";
import { leftOut } from "../newsroom.ts";
import { cell, odtFile, paragraph, refusalOf, row, storyOf, TEXT_TYPE, table } from "./odt-file.ts";

const WORDS = "ຂົວມິດຕະພາບ ແຫ່ງທີ 5 ເປີດນຳໃຊ້ແລ້ວ.";
const type = { mimetype: strToU8(TEXT_TYPE) };
const OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"';

test("what is cut short, without its text or empty is refused, and other kinds of document are no text", async () => {
  const whole = odtFile({ body: paragraph(WORDS) });
  expect(await refusalOf(whole)).toBe("");
  expect(await refusalOf(whole.subarray(0, whole.length - 40))).toBe("file-damaged");
  expect(await refusalOf(zipSync({ ...type, "styles.xml": strToU8("<a/>") }))).toBe("file-damaged");
  expect(await refusalOf(zipSync({ ...type, "content.xml": strToU8(`<office:document-content ${OFFICE}>`) }))).toBe(
    "file-damaged",
  );
  expect(await refusalOf(odtFile({ body: paragraph(' <text:s text:c="5"/>') }))).toBe("file-empty");
  expect(
    await refusalOf(odtFile({ body: paragraph(WORDS), type: "application/vnd.oasis.opendocument.spreadsheet" })),
  ).toBe("file-binary");
  expect(await refusalOf(zipSync({ "a.txt": strToU8(WORDS) }))).toBe("file-binary");
});

test("a template is read, and a file whose archive doesn't begin with its type, by its name", async () => {
  expect(await refusalOf(odtFile({ body: paragraph(WORDS), type: `${TEXT_TYPE}-template` }), "ຂ່າວ.ott")).toBe("");
  const { mimetype, ...parts } = unzipSync(odtFile({ body: paragraph(WORDS) }));
  const late = zipSync({ ...parts, ...(mimetype ? { mimetype } : {}) });
  expect(await refusalOf(late)).toBe("");
  expect(await refusalOf(late, "ບໍ່ມີນາມສະກຸນ")).toBe("file-binary");
  expect(await refusalOf(zipSync(parts))).toBe("");
});

test("a file with a password says so", async () => {
  const manifest = strToU8(
    '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>',
  );
  const others = { "META-INF/manifest.xml": manifest, "content.xml": Buffer.from("ບໍ່ແມ່ນ XML") };
  expect(await refusalOf(odtFile({ body: "", others }))).toBe("file-protected");
});

test("entities of a file's own are not looked at, and parts that lead out of it lead nowhere", async () => {
  const bomb = `<!DOCTYPE d [<!ENTITY a "${"ກ".repeat(50)}"><!ENTITY c SYSTEM "file:///etc/passwd">]><office:document-content ${OFFICE}>&a;</office:document-content>`;
  expect(await refusalOf(odtFile({ body: "", others: { "content.xml": strToU8(bomb) } }))).toBe("file-damaged");
  const image = (href: string) => `<draw:frame><draw:image xlink:href="${href}"/></draw:frame>`;
  const story = await storyOf({
    body: [
      paragraph(WORDS),
      paragraph(
        `ຮູບ${image("../../../etc/hostname.png")}${image("/etc/hostname.png")}${image("file:///etc/hostname.png")}<text:a xlink:href="javascript:alert(1)">ຄລິກ</text:a><draw:frame><draw:object xlink:href="../../etc"/></draw:frame>`,
      ),
    ].join(""),
  });
  expect(linesOf(story)).toEqual(["paragraph ຮູບ ຄລິກ"]);
  expect(leftOut(story).map(([kind, text]) => [kind, text?.split(" ")[0]])).toEqual([
    ["picture", "3"],
    ["drawing", "1"],
    ["link", "1"],
  ]);
});

test("a picture that unpacks to more than any picture has is left out", async () => {
  const story = await storyOf({
    others: { "Pictures/1.png": new Uint8Array(26 * 1024 * 1024) },
    body: `${paragraph(WORDS)}${paragraph("ວັກ")}${paragraph('<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>')}`,
  });
  expect(story.pictures).toBeUndefined();
  expect(leftOut(story)).toEqual([["picture", "1 · 1.png"]]);
});

test("50,000 elements in each other are refused; cells, rows and tables that repeat a million times are cut", async () => {
  expect(
    await refusalOf(odtFile({ body: `${"<text:section>".repeat(50_000)}${"</text:section>".repeat(50_000)}` })),
  ).toBe("file-damaged");
  const million = 'table:number-columns-repeated="1000000"';
  const rows = (inside: string) => `<table:table-row table:number-rows-repeated="1000000">${inside}</table:table-row>`;
  const wide = `table:number-columns-spanned="1000000" table:number-rows-spanned="1000000"`;
  let nested = paragraph("ໃນສຸດ");
  for (let depth = 0; depth < 30; depth += 1) nested = table(rows(cell(nested, million)));
  const story = await storyOf({
    body: [
      paragraph(WORDS),
      table(
        row(cell(paragraph("ກວ້າງ"), wide), cell("", million)),
        row(cell(paragraph("ກ")), cell(paragraph("ຂ"))),
        rows(cell("", million)),
      ),
      nested,
    ].join(""),
  });
  const words = linesOf(story).flatMap((line) => /paragraph (.+)/.exec(line)?.[1] ?? []);
  expect(words).toEqual(["ກວ້າງ", "ກ", "ຂ", "ໃນສຸດ"]);
});

test("styles that go round in circles come to an end", async () => {
  const style = (name: string, parent: string) =>
    `<style:style style:name="${name}" style:family="paragraph" style:parent-style-name="${parent}"/>`;
  const story = await storyOf({
    named: style("A", "B") + style("B", "A"),
    body: paragraph(WORDS) + paragraph("ວັກໜຶ່ງ.", "A"),
  });
  expect(linesOf(story)).toEqual(["paragraph ວັກໜຶ່ງ."]);
});
