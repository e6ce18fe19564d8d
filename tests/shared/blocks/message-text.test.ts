import { expect, test } from "vitest";
import type { Node } from "../../../shared/article/article.ts";
import { messageText } from "../../../shared/blocks/message-text.ts";

const text = (words: string): Node => ({ type: "text", text: words });
const paragraph = (...content: Node[]): Node => ({ type: "paragraph", content });
const item = (...content: Node[]): Node => ({ type: "listItem", content });
const frame = { headline: "", leadTag: "", lead: "", dateline: "", signOff: "" };
const doc = (...content: Node[]): Node => ({ type: "doc", content });

test("a story for a message: headline, lead and each block with an empty line between", () => {
  const body = doc(
    paragraph(text("ລະດັບນ້ຳຂອງ"), { type: "hardBreak" }, text("ຂຶ້ນ 40 ຊມ.")),
    { type: "heading", attrs: { level: 2 }, content: [text("ຄຳແນະນຳ")] },
    {
      type: "orderedList",
      attrs: { start: 3 },
      content: [
        item(paragraph(text("ຍ້າຍເຮືອ")), { type: "bulletList", content: [item(paragraph(text("ກ່ອນຄ່ຳ")))] }),
        item(paragraph(text("ຕິດຕາມຂ່າວ"))),
      ],
    },
    {
      type: "table",
      content: [
        {
          type: "tableRow",
          content: ["ຫຼວງພະບາງ", "12,4 ມ"].map((words) => ({ type: "tableCell", content: [paragraph(text(words))] })),
        },
      ],
    },
    {
      type: "figure",
      content: [
        { type: "image", attrs: { asset: "a.jpg", alt: "ແມ່ນ້ຳ" } },
        { type: "figcaption", content: [text("ທ່າເຮືອ")] },
      ],
    },
  );
  expect(
    messageText({ headline: "ນ້ຳຂອງຂຶ້ນ", leadTag: "ຂປລ.", lead: "ແຈ້ງເຕືອນ", dateline: "(ຂປລ)", signOff: "ຂປລ", body }),
  ).toBe(
    [
      "ນ້ຳຂອງຂຶ້ນ",
      "ຂປລ. ແຈ້ງເຕືອນ",
      "(ຂປລ) ລະດັບນ້ຳຂອງ\nຂຶ້ນ 40 ຊມ.",
      "ຄຳແນະນຳ",
      "3. ຍ້າຍເຮືອ\n   • ກ່ອນຄ່ຳ\n4. ຕິດຕາມຂ່າວ",
      "ຫຼວງພະບາງ | 12,4 ມ",
      "ທ່າເຮືອ",
      "ຂປລ",
    ].join("\n\n"),
  );
});

test("what is empty leaves no line, and an agency's tag stands before no lead that isn't there", () => {
  expect(messageText({ ...frame, headline: "Mekong rises", leadTag: "KPL", body: doc(paragraph()) })).toBe(
    "Mekong rises",
  );
  expect(messageText({ ...frame, body: doc() })).toBe("");
});
