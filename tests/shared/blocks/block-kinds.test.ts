import fc from "fast-check";
import { expect, test } from "vitest";
import type { Body, Node } from "../../../shared/article/article.ts";
import { mapWords } from "../../../shared/blocks/body.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import { BLOCK_TYPES, kindOf } from "../../../shared/blocks/kinds.ts";
import { publicBody } from "../../../shared/blocks/public-body.ts";
import { pairBlocks } from "../../../shared/pairing/block.ts";
import { blockText } from "../../../shared/rows/rows.ts";
import { goodBody, wildBlock } from "./any-body.ts";
import { newerBody, once, timesIn, toldApart } from "./told-apart.ts";

const blocksIn = ({ content = [] }: Body): readonly Node[] => content;
const inBody = (block: Node): Body => ({ type: "doc", content: [block] });
const textOf = (body: Body): string => blocksIn(body).map(blockText).join("\n");
const image = (asset: string) => ({ path: `assets/images/${asset}`, width: 640, height: 480 });

test("every kind of block is among the bodies that laws are tried on", () => {
  const bodies = fc.sample(goodBody, { numRuns: 300, seed: 1 });
  const met = new Set(bodies.flatMap(blocksIn).map(({ type }) => type));
  expect([...met].sort()).toEqual([...BLOCK_TYPES].sort());
});

test("what is made to be written in beside a block is of its kind, can be stored, and says nothing yet", () => {
  fc.assert(
    fc.property(goodBody, (body) => {
      for (const block of blocksIn(body)) {
        const partner = kindOf(block.type)?.partner(block) ?? { type: "none" };
        expect(bodyProblem(inBody(partner))).toBeNull();
        const [made] = pairBlocks(inBody(partner), inBody(block)).lo;
        const [given] = pairBlocks(inBody(block), inBody(block)).lo;
        expect(made).toMatchObject({ kind: given?.kind, asset: given?.asset, text: "" });
      }
    }),
  );
});

test("every word of a body is in its text, in what pairs, and in what is published, once", () => {
  fc.assert(
    fc.property(goodBody, (given) => {
      const { body, words, aside } = toldApart(given);
      expect(timesIn(textOf(body), words)).toEqual(once(words));
      const pairs = pairBlocks(body, body).en.map(({ text }) => text);
      expect(timesIn(pairs.join("\n"), words)).toEqual(once(words));
      const data = JSON.stringify(publicBody(body, image));
      expect(timesIn(data, words)).toEqual(once(words));
      // a table is published for its words: without any, its pictures stay behind with it
      const shown = timesIn(data, aside);
      expect(shown.every((times) => times <= 1)).toBe(true);
    }),
  );
});

test("a word in a node that this version doesn't know is found and compared all the same, once", () => {
  fc.assert(
    fc.property(newerBody(goodBody), (given) => {
      const { body, words } = toldApart(given);
      expect(timesIn(textOf(body), words)).toEqual(once(words));
    }),
  );
  fc.assert(
    fc.property(wildBlock, (given) => {
      const { body, words } = toldApart(inBody(given));
      expect(timesIn(textOf(body), words)).toEqual(once(words));
    }),
  );
});

test("what this version doesn't know pairs by its words alone", () => {
  const video: Node = { type: "video", attrs: { id: "v", row: "r" }, content: [{ type: "text", text: "ຂົວມິດຕະພາບ" }] };
  expect(pairBlocks(inBody(video), inBody(video)).lo).toEqual([
    { id: "v", kind: "paragraph", text: "ຂົວມິດຕະພາບ", asset: null, row: "r" },
  ]);
});

test("every word of a body, those about its images too, can be rewritten, and nothing else", () => {
  fc.assert(
    fc.property(goodBody, (given) => {
      const { body, words, aside } = toldApart(given);
      expect(mapWords(body, (text) => text)).toEqual(body);
      const rewritten = JSON.stringify(mapWords(body, (text) => text.replace(/[qv]\d+[qv]/g, "ຂ່າວ")));
      expect(timesIn(rewritten, [...words, ...aside]).every((times) => times === 0)).toBe(true);
    }),
  );
});
