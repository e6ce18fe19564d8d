/** Lao of an old font and of a PDF that comes in by import. */
import { describe, expect, it } from "vitest";
import type { ImportedStory } from "../../../electron/exchange/format.ts";
import { importFile } from "../../../electron/exchange/import-story.ts";
import { repairedStory } from "../../../electron/exchange/repaired-story.ts";
import { codes, context, imported, paragraphs } from "./newsroom.ts";

const OLD = "lh k'7;k,g0A ,c0'.odkora fmtok;y -k-u";
const NEW = "ສ້າງຄວາມເຂັ້ມແຂງໃນການພັດທະນາວິຊາຊີ";
const STORY = `${OLD}\n\n06/12/2024 14:15\n\n0x] ]k; c]t s;PfokD wfh]'ok,.olaopkdkodkIhk\n\n(0x]) dkoxt-5,Nxtmkolxx ]k;D\n\nKPL`;

describe("a text in an old font", () => {
  it("comes in as it is, and is named with what it would be", () => {
    const story = imported(OLD);
    expect(story.version.headline).toBe(OLD);
    expect(story.warnings).toContainEqual({ code: "old-font", text: `${OLD} → ${NEW}` });
  });

  it("is converted where that is asked for, and its fields are found in what it says", () => {
    const story = imported(STORY, { ...context, oldFont: true });
    expect(story.lang).toBe("lo");
    expect(story.version).toMatchObject({ headline: NEW, leadTag: "ຂປລ", signOff: "KPL" });
    expect(story.publishedAt).toBe("2024-12-06T14:15:00+07:00");
    expect(codes(story)).toContain("old-font-converted");
  });

  it("changes nothing of a story in English or in Lao", () => {
    for (const text of [
      "Rice Prices Fall\n\nFarmers in Savannakhet welcome the rain, officials said.",
      `${NEW}\n\nລາວ ແລະ ຫວຽດນາມ ໄດ້ລົງນາມ.`,
    ])
      expect({ ...imported(text, { ...context, oldFont: true }), version: null }).toEqual({
        ...imported(text),
        version: null,
      });
  });
});

describe("a PDF's spaces", () => {
  const text = "ກະຊວງ ວິທະຍາ ສາດ\n\nນ ້ຳຂອງ ແລະ ນ ້ຳງື່ມ ຖ້ວມ.";

  it("are named, and left out where that is asked for", () => {
    expect(codes(imported(text))).toContain("pdf-spaces");
    expect(imported(text).version.headline).toBe("ກະຊວງ ວິທະຍາ ສາດ");
    const right = imported(text, { ...context, oldFont: true });
    expect(codes(right)).toContain("pdf-spaces-left-out");
    expect(right.version.headline).toBe("ກະຊວງ ວິທະຍາສາດ");
    expect(paragraphs(right)).toEqual(["ນ້ຳຂອງ ແລະ ນ້ຳງື່ມ ຖ້ວມ."]);
  });
});

describe("a story of blocks", () => {
  const bold = [{ type: "bold" }];
  const story: ImportedStory = {
    ...imported("x"),
    warnings: [],
    version: {
      ...imported("x").version,
      headline: OLD,
      body: {
        type: "doc",
        content: [
          {
            type: "paragraph",
            attrs: { id: "a", row: "a" },
            content: [
              { type: "text", text: "-k;]k;", marks: bold },
              { type: "text", text: " BCEL" },
            ],
          },
          { type: "paragraph", attrs: { id: "b", row: "b" }, content: [{ type: "text", text: OLD }] },
        ],
      },
    },
  };

  it("is converted with its marks, and is Lao then", () => {
    const right = repairedStory(story, { ...context, oldFont: true });
    expect(right.lang).toBe("lo");
    expect(right.version.headline).toBe(NEW);
    expect(right.version.body.content).toEqual([
      {
        type: "paragraph",
        attrs: { id: "a", row: "a" },
        content: [
          { type: "text", text: "ຊາວລາວ", marks: bold },
          { type: "text", text: " BCEL" },
        ],
      },
      { type: "paragraph", attrs: { id: "b", row: "b" }, content: [{ type: "text", text: NEW }] },
    ]);
  });

  it("is told of where nobody asked, once", () => {
    const told = repairedStory(story, context);
    expect(told.version).toEqual(story.version);
    expect(codes(told)).toEqual(["old-font"]);
    expect(repairedStory(told, context)).toBe(told);
  });
});

describe("what no rule can put right", () => {
  it.each([
    ["thai-letters", "ຂ່າວ\n\nກະຊວງการต่างประเทศ ໄດ້ແຈ້ງ"],
    ["mark-on-nothing", "ຂ່າວ\n\nລາວ (້) ແລະ ໄທ"],
  ] as const)("is told: %s", (code, text) => expect(codes(imported(text))).toContain(code));

  it("is told of a file as well, once", async () => {
    const read = await importFile("thai.txt", Buffer.from("ຂ່າວ\n\nກະຊວງการต่างประเทศ ໄດ້ແຈ້ງ"), context);
    expect(read.ok && read.value.flatMap(codes).filter((code) => code === "thai-letters")).toHaveLength(1);
  });
});
