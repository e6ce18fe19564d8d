/** Bodies for laws: any that format 1 allows, in its every node, mark and attribute; and any that it doesn't. */
import fc from "fast-check";
import type { Body, Mark, Node } from "../../../shared/article/article.ts";

const WORDS = fc.constantFrom("ລາວ", "ນ້ຳຂອງ ", "Pakse", " and ", "12.000 ກີບ", "(KPL) ", "ຂປລ. ");
const anyMarks = fc
  .record({
    link: fc.option(fc.constantFrom("https://kpl.gov.la/news", "mailto:desk@kpl.gov.la", "tel:+85621215090")),
    bold: fc.boolean(),
    italic: fc.boolean(),
  })
  .map(({ link, bold, italic }): Mark[] => [
    ...(link === null ? [] : [{ type: "link", attrs: { href: link } }]),
    ...(bold ? [{ type: "bold" }] : []),
    ...(italic ? [{ type: "italic" }] : []),
  ]);
const textNode = fc
  .tuple(fc.array(WORDS, { minLength: 1, maxLength: 4 }), anyMarks)
  .map(([words, marks]): Node => ({ type: "text", text: words.join(""), ...(marks.length > 0 ? { marks } : {}) }));
const inline = fc.array(fc.oneof({ arbitrary: textNode, weight: 5 }, fc.constant<Node>({ type: "hardBreak" })), {
  maxLength: 4,
});

const withContent = (content: readonly Node[]) => (content.length > 0 ? { content } : {});
const ASSETS = ["jpg", "png", "webp", "gif", "avif"].map((extension) => `${"0a".repeat(32)}.${extension}`);

const blocks = fc.letrec<{ block: Node; item: Node; row: Node }>((tie) => ({
  block: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    inline.map((content): Node => ({ type: "paragraph", ...withContent(content) })),
    fc
      .tuple(fc.constantFrom(2, 3, 4), inline)
      .map(([level, content]): Node => ({ type: "heading", attrs: { level }, ...withContent(content) })),
    fc.constant<Node>({ type: "horizontalRule" }),
    fc.tuple(fc.constantFrom(...ASSETS), WORDS, WORDS, inline).map(
      ([asset, alt, credit, caption]): Node => ({
        type: "figure",
        content: [
          { type: "image", attrs: { asset, alt, credit } },
          { type: "figcaption", ...withContent(caption) },
        ],
      }),
    ),
    fc.array(tie("item"), { minLength: 1, maxLength: 3 }).map((content): Node => ({ type: "bulletList", content })),
    fc
      .tuple(
        fc.record(
          { start: fc.integer().filter((start) => start !== 1), type: fc.constantFrom("a", "I", "lower-greek") },
          { requiredKeys: [] },
        ),
        fc.array(tie("item"), { minLength: 1, maxLength: 3 }),
      )
      .map(
        ([attrs, content]): Node => ({
          type: "orderedList",
          ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
          content,
        }),
      ),
    fc.array(tie("block"), { minLength: 1, maxLength: 3 }).map((content): Node => ({ type: "blockquote", content })),
    fc.array(tie("row"), { minLength: 1, maxLength: 3 }).map((content): Node => ({ type: "table", content })),
  ),
  item: fc.tuple(inline, fc.array(tie("block"), { maxLength: 2 })).map(
    ([first, rest]): Node => ({
      type: "listItem",
      content: [{ type: "paragraph", ...withContent(first) }, ...rest],
    }),
  ),
  row: fc
    .array(
      fc
        .tuple(
          fc.constantFrom("tableCell", "tableHeader"),
          fc.record(
            {
              colspan: fc.integer({ min: 2, max: 1000 }),
              rowspan: fc.integer({ min: 2, max: 1000 }),
              colwidth: fc.array(fc.nat(2000), { minLength: 1, maxLength: 3 }),
            },
            { requiredKeys: [] },
          ),
          fc.array(tie("block"), { minLength: 1, maxLength: 2 }),
        )
        .map(
          ([type, attrs, content]): Node => ({
            type,
            ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
            content,
          }),
        ),
      { maxLength: 3 },
    )
    .map((content): Node => ({ type: "tableRow", ...withContent(content) })),
}));

/** Neighbouring runs with the same marks are one run to every editor. */
function joined(node: Node): Node {
  if (!node.content) return node;
  const content: Node[] = [];
  for (const child of node.content.map(joined)) {
    const last = content.at(-1);
    const isSame =
      last?.type === "text" && child.type === "text" && JSON.stringify(last.marks) === JSON.stringify(child.marks);
    if (last && isSame) content[content.length - 1] = { ...last, text: `${last.text}${child.text}` };
    else content.push(child);
  }
  return { ...node, content };
}

/** A body that the desk takes, with nothing in it that is left out where it is the default. */
export const goodBody = fc.array(blocks.block, { minLength: 1, maxLength: 5 }).map(
  (content): Body => ({
    type: "doc",
    content: content.map((block, index) => ({
      ...joined(block),
      attrs: { id: `block-${index}`, row: `row_${index}`, ...block.attrs },
    })),
  }),
);

const wildValue = fc.oneof(
  fc.constantFrom("0", "abc", "2.5", "1001", "javascript:alert(1)", "", null, [1, "x"], {}, Number.NaN),
  fc.integer(),
  fc.double(),
  fc.string(),
);
const NAMES = ["colspan", "rowspan", "colwidth", "start", "type", "level", "asset", "alt", "credit", "href", "align"];
const TYPES = [
  ...["paragraph", "heading", "bulletList", "orderedList", "listItem", "blockquote", "figure", "image", "figcaption"],
  ...["table", "tableRow", "tableCell", "tableHeader", "horizontalRule", "hardBreak", "text", "video"],
];

/** Anything in the shape of a block. */
export const wildBlock: fc.Arbitrary<Node> = fc.letrec<{ node: Node }>((tie) => ({
  node: fc
    .record(
      {
        type: fc.constantFrom(...TYPES),
        attrs: fc.dictionary(fc.constantFrom(...NAMES), wildValue),
        text: fc.constantFrom("", "ລາວ", "Pakse"),
        marks: fc.array(
          fc.record({
            type: fc.constantFrom("bold", "link", "strike"),
            attrs: fc.dictionary(fc.constant("href"), wildValue),
          }),
          { maxLength: 3 },
        ),
        content: fc.array(tie("node"), { maxLength: 4, depthIdentifier: "wild" }),
      },
      { requiredKeys: ["type"] },
    )
    .map((node): Node => node),
})).node;
