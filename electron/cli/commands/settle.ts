import { z } from "zod";
import { type Card, cardsOf, settleCard } from "../../../shared/article/card.ts";
import { NO_NAME } from "../../../shared/contract.ts";
import { done, refuse } from "../../../shared/errors.ts";
import { takeSide } from "../../../shared/merge/settle.ts";
import { remembering } from "../../desk/remembered.ts";
import { userFolder } from "../../desk/user-folder.ts";
import { command, flag, onLibrary, text } from "../command.ts";
import { print } from "../print.ts";
import { must } from "../refused.ts";
import { withDesk } from "../with-desk.ts";

/** Letters of a side that are printed. */
const SHOWN = 300;

function printCard({ id, part, kind, sides }: Card): void {
  print(`${id.slice(0, 12)}  ${part} (${kind})`);
  for (const [at, { value, by, at: when }] of sides.entries())
    print(`  ${at + 1}: ${by || "?"}, ${when}: ${JSON.stringify(value).slice(0, SHOWN)}`);
}

export const settleCommand = command({
  name: "settle",
  usage: "<id> [card]",
  about: "list what two desks wrote against each other in a story, or settle one of it",
  takes: z.tuple([z.string(), z.string().optional()]),
  options: {
    ...onLibrary,
    take: text("--take <n|both>", "put this side in the card's place; without it, what stands there now is right"),
    over: flag("--over", "also where words that were written there since would go; they stay in history"),
  },
  async run([id, card], given, wrong) {
    const side = given.take === undefined ? null : given.take === "both" ? "both" : Number(given.take) - 1;
    if (typeof side === "number" && !(Number.isInteger(side) && side >= 0))
      wrong("--take is the number of a side, or both");
    if (side !== null && card === undefined) wrong("--take needs a card");
    await withDesk(given, async (opened) => {
      const library = opened.library();
      if (card !== undefined) {
        const { by } = (await remembering(userFolder())).now();
        must(
          await library.change(id, { origin: "editor", by: by || NO_NAME, why: "conflict" }, (article) => {
            const [found, ...others] = cardsOf(article).filter((one) => one.id.startsWith(card));
            if (!found || others.length > 0) return refuse("no-card", { card });
            return side === null ? done(settleCard(article, found.id)) : takeSide(article, found, side, given.over);
          }),
        );
      }
      const left = cardsOf(must(await library.open(id)).article);
      if (given.json) print(JSON.stringify({ cards: left }));
      else if (left.length === 0) print("nothing to settle");
      else for (const one of left) printCard(one);
    });
  },
});
