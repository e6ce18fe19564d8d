/**
 * A desk that saves as fast as it can, through the contract, until it is killed. It says each
 * acknowledgement on standard output, a line each: `open`, `story <id>`, `saved <id> <turn>`,
 * `staged <id>`. Arguments: the library, the user-data folder, the turn to begin with. It loads
 * first and begins when it is told to.
 */
import { once } from "node:events";
import { openDesk } from "../../electron/desk/desk.ts";
import type { Desk } from "../../shared/contract.ts";
import { storyOfTurn } from "./story-of-turn.ts";

const [library = "", home = "", begin = "0"] = process.argv.slice(2);
const STORIES = 4;
const say = (words: string) => void process.stdout.write(`${words}\n`);

/** Saves one story again and again; each third time its stage changes too, which keeps a revision. */
async function saveOn(desk: Desk, id: string): Promise<void> {
  const opened = await desk.call("articles.open", { id });
  if (!opened.ok) throw new Error(opened.error.message);
  let { revs } = opened.value;
  let { stage } = opened.value.article.release.lo;
  for (let turn = Number(begin); ; turn += 1) {
    const saved = await desk.call("articles.save", { id, base: { lo: revs.lo }, lo: storyOfTurn(turn) });
    if (!saved.ok) throw new Error(saved.error.message);
    revs = saved.value.revs;
    say(`saved ${id} ${turn}`);
    if (turn % 3 !== 0) continue;
    stage = stage === "draft" ? "review" : "draft";
    const staged = await desk.call("articles.release", { id, lang: "lo", stage });
    if (!staged.ok) throw new Error(staged.error.message);
    say(`staged ${id}`);
  }
}

await once(process.stdin, "data");
const ports = { host: "browser" as const, chooseFolder: async () => null, showFolder: async () => false };
const { desk } = await openDesk({ ports, home, library });
say("open");
const listed = await desk.call("articles.list", {});
const ids = listed.ok ? listed.value.items.map((item) => item.id) : [];
while (ids.length < STORIES) {
  const made = await desk.call("articles.create", { lo: storyOfTurn(Number(begin)) });
  if (!made.ok) throw new Error(made.error.message);
  ids.push(made.value.article.id);
  say(`story ${made.value.article.id}`);
}
await Promise.all(ids.slice(0, STORIES).map((id) => saveOn(desk, id)));
