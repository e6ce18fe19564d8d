import fc from "fast-check";
import { expect, test } from "vitest";
import { bodyHtml } from "../../../../electron/publish/pages/story/body-html.ts";
import type { Body, Lang, Node } from "../../../../shared/article/article.ts";
import { publicBody } from "../../../../shared/blocks/public-body.ts";
import { html, markupOf } from "../../../../shared/html/template.ts";
import { goodBody } from "../../../shared/blocks/any-body.ts";
import { newerBody, once, timesIn, toldApart } from "../../../shared/blocks/told-apart.ts";

const image = (asset: string) => ({ path: `assets/images/${asset}`, width: 640, height: 480 });
const print = (body: Body, lang: Lang = "lo"): string => bodyHtml(body, { lang, imageAddress: (path) => path });
const words = (markup: string): string => markup.replace(/<[^>]*>/g, "");
const line = (text: string): Node => ({ type: "paragraph", content: [{ type: "text", text }] });
const bodyOf = (...content: readonly Node[]): Body => ({ type: "doc", content });

test("every word of a body is printed once, in either language, with and without a dateline", () => {
  const opening = fc.constantFrom(null, html`<b>(KPL)</b>`);
  fc.assert(
    fc.property(goodBody, fc.constantFrom<Lang>("lo", "en"), opening, (given, lang, first) => {
      const told = toldApart(given);
      const body = publicBody(told.body, image);
      const printed = bodyHtml(body, { lang, imageAddress: (path) => path, opening: first });
      expect(timesIn(words(printed), told.words)).toEqual(once(told.words));
      if (first && body.content?.length) expect(printed.split(markupOf(first))).toHaveLength(2);
    }),
  );
});

test("a word in a node or mark that this version doesn't know is printed all the same, once, and no name of one is", () => {
  fc.assert(
    fc.property(newerBody(goodBody), (given) => {
      const { body, words: all } = toldApart(given);
      const printed = print(body);
      expect(timesIn(words(printed), all)).toEqual(once(all));
      expect(printed).not.toMatch(/newer|⟦/);
    }),
  );
});

test("what this version doesn't know prints its words escaped, with the blocks that it holds", () => {
  const video: Node = {
    type: "video",
    attrs: { onload: "alert(1)" },
    text: "<ວິດີໂອ>",
    content: [line("ຂົວ & ທາງ"), { type: "horizontalRule" }],
  };
  const poll: Node = { type: "paragraph", content: [{ type: "poll", content: [line("<ແມ່ນ>"), line("ບໍ່")] }] };
  expect(print(bodyOf(video, poll))).toBe("<p>&lt;ວິດີໂອ&gt;</p>\n<p>ຂົວ &amp; ທາງ</p>\n<hr>\n<p>&lt;ແມ່ນ&gt; ບໍ່</p>");
});

test("each table has a name of its own, one within another too", () => {
  const tableOf = (...cell: readonly Node[]): Node => ({
    type: "table",
    content: [{ type: "tableRow", content: [{ type: "tableCell", content: cell }] }],
  });
  const printed = print(bodyOf(tableOf(line("ແຂວງ"), tableOf(line("ເມືອງ"))), tableOf(line("ບ້ານ"))));
  expect(printed.match(/aria-label="[^"]*"/g)).toEqual([1, 2, 3].map((number) => `aria-label="ຕາຕະລາງ ${number}"`));
});
