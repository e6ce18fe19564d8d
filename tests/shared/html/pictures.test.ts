/** What is left of a table once a picture in it could not be stored. */
import { expect, test } from "vitest";
import { withAssets } from "../../../shared/html/pictures.ts";
import { readBlocks } from "../../../shared/html/read-blocks.ts";
import { readHtml } from "../../../shared/html/tree.ts";

const PICTURE = `<img src="data:image/png;base64,${"iVBORw0KGgo".padEnd(400, "A")}">`;
const withoutPictures = (html: string) => withAssets(readBlocks(readHtml(html)).blocks, new Map());
const stored = (html: string) => {
  const { blocks, pictures } = readBlocks(readHtml(html));
  return withAssets(blocks, new Map(pictures.map(({ asset }) => [asset, `${"0".repeat(64)}.png`])));
};
const cell = (text: string, attrs?: Record<string, number>) => ({
  type: "tableCell",
  ...(attrs ? { attrs } : {}),
  content: [{ type: "paragraph", ...(text ? { content: [{ type: "text", text }] } : {}) }],
});

test("a table that held pictures alone goes with them", () => {
  const html = `<p>ຂົວມິດຕະພາບ</p><table><tr><td>${PICTURE}</td><td></td></tr></table>`;
  expect(stored(html).map(({ type }) => type)).toEqual(["paragraph", "table"]);
  expect(withoutPictures(html).map(({ type }) => type)).toEqual(["paragraph"]);
});

test("a row that held pictures alone goes, and what reached through it is a row shorter", () => {
  const html = `<table><tr><td rowspan=3>ວຽງຈັນ</td><td>2024</td></tr><tr><td>${PICTURE}</td></tr><tr><td>2025</td></tr></table>`;
  expect(stored(html)[0]?.content).toHaveLength(3);
  expect(withoutPictures(html)).toEqual([
    {
      type: "table",
      content: [
        { type: "tableRow", content: [cell("ວຽງຈັນ", { rowspan: 2 }), cell("2024")] },
        { type: "tableRow", content: [cell("2025")] },
      ],
    },
  ]);
});

test("a table in which no row is left without words stays as it is", () => {
  const html = `<table><tr><td>${PICTURE}</td><td>ຫຼວງພະບາງ</td></tr><tr><td></td><td>ປາກເຊ</td></tr></table>`;
  const [table] = withoutPictures(html);
  expect(table?.content?.map(({ content }) => content)).toEqual([
    [cell(""), cell("ຫຼວງພະບາງ")],
    [cell(""), cell("ປາກເຊ")],
  ]);
});
