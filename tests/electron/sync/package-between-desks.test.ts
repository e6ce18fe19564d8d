import { execFileSync } from "node:child_process";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { type Library, openLibrary } from "../../../electron/library/library.ts";
import { makePackage } from "../../../electron/sync/package/make-package.ts";
import { takePackage } from "../../../electron/sync/package/take-package.ts";
import { openToldPast } from "../../../electron/sync/package/told-past.ts";
import { makeHub, type Sharer } from "../../../electron/sync/share.ts";
import type { Article } from "../../../shared/article/article.ts";
import { cardsOf } from "../../../shared/article/card.ts";
import { must, story } from "../library/stories.ts";
import { type SharingDesk, sharedNewsroom } from "./desks.ts";
import { canServe, type HubServer, serveHub } from "./hub-server.ts";

const newsroom = sharedNewsroom();
const TOKEN = "glpat-vientiane-4711";
const opened: Library[] = [];
let server: HubServer | null = null;
afterEach(async () => {
  for (const library of opened.splice(0)) await library.close();
  await server?.close();
  server = null;
});

/** Of the story that all tests write on. */
const LINES = ["ແຂວງຈຳປາສັກ ສ້າງຂົວໃໝ່.", "ໂຄງການຈະແລ້ວໃນປີໜ້າ.", "ປະຊາຊົນຈະເດີນທາງສະດວກຂຶ້ນ."] as const;

const paragraphs = (lines: readonly string[]) => ({
  type: "doc",
  content: lines.map((text, at) => ({
    type: "paragraph",
    attrs: { id: `block${at}`, row: `row${at}` },
    content: [{ type: "text", text }],
  })),
});

function threeLines(): Article {
  const made = story("ຂົວໃໝ່");
  const { lo } = made.versions;
  return { ...made, versions: { ...made.versions, lo: lo && { ...lo, body: paragraphs(LINES) } } };
}

const textIn = (article: Article): string[] =>
  (article.versions.lo?.body.content ?? []).map((block) => (block.content ?? []).map(({ text }) => text).join(""));

interface Place {
  readonly library: Library;
  readonly sharer: Sharer;
}

/** Puts words at the end of one line. */
async function add({ library, sharer }: Place, id: string, line: number, words: string): Promise<void> {
  const { revs, article } = must(await library.open(id));
  const lines = textIn(article).map((text, at) => (at === line ? `${text} ${words}` : text));
  const given = { id, base: { lo: revs.lo }, lo: { body: paragraphs(lines) } };
  must(await library.save(given, { origin: "editor", by: sharer.by }));
}

let count = 0;
/** A story goes by file from one to another; how many cards it has there. */
async function send(from: Place, to: Place, id: string): Promise<number> {
  count += 1;
  const file = path.join(newsroom.root(), `${count}.songphasa`);
  const told = (place: Place) => (ids: readonly string[]) => openToldPast(place.library.id, place.sharer, ids);
  const writer = { origin: "editor" as const, by: from.sharer.by };
  const options = { writer, desk: from.sharer.desk, version: "0.1.0", told: told(from) };
  must(await makePackage(from.library, [id], file, options));
  const ours = { name: to.sharer.by, desk: to.sharer.desk };
  const taken = must(await takePackage(to.library, file, path.basename(file), ours, told(to)));
  expect(taken.refused).toEqual([]);
  return taken.stories[0]?.cards ?? -1;
}

const lines = async ({ library }: Place, id: string) => textIn(must(await library.open(id)).article);

/** Somebody outside, without any hub. */
async function outsider(): Promise<Place> {
  const name = "translator";
  const library = must(await openLibrary(path.join(newsroom.root(), name), { desk: "01JDESKOUTSIDE", pause: 60_000 }));
  opened.push(library);
  return {
    library,
    sharer: { home: path.join(newsroom.root(), `${name}-home`), desk: "01JDESKOUTSIDE", by: "ນາງ ແສງດາວ" },
  };
}

/** Two desks of one hub with a story that both know, written on in one sitting, so that neither kept each state of it. */
async function twoDesks(kinds: readonly [boolean, boolean]): Promise<readonly [SharingDesk, SharingDesk, string]> {
  if (kinds.some((gitless) => gitless)) {
    must(await makeHub(newsroom.hub(), path.join(newsroom.root(), "keeper")));
    execFileSync("git", ["--git-dir", newsroom.hub(), "config", "http.receivepack", "true"]);
    server = await serveHub(newsroom.root(), TOKEN);
  }
  const given = server ? { address: server.address, token: TOKEN, caFile: server.ca } : { address: newsroom.hub() };
  const vientiane = await newsroom.desk("vientiane", given, kinds[0]);
  const { id } = must(
    await vientiane.library.create(threeLines(), { origin: "editor", by: vientiane.sharer.by }),
  ).article;
  await add(vientiane, id, 1, "ຫຼັງຈາກນັ້ນ.");
  await vientiane.sync();
  const pakse = await newsroom.desk("pakse", given, kinds[1]);
  return [vientiane, pakse, id];
}

const KINDS = [
  ["both with git", [false, false]],
  ["the one that gives has none", [true, false]],
  ["the one that takes has none", [false, true]],
] as const;

/** How the desk that takes stands to the one that gave, on their hub. */
const STANDS = ["level", "behind", "ahead"] as const;

async function standing(stands: (typeof STANDS)[number], gives: SharingDesk, takes: SharingDesk, id: string) {
  if (stands === "level") return;
  const ahead = stands === "behind" ? gives : takes;
  await add(ahead, id, 2, "ຕໍ່ມາ.");
  await ahead.sync();
  await add(ahead, id, 2, "ແລະອີກ.");
  await ahead.sync();
}

const after = (stands: (typeof STANDS)[number], first: string, last: string): string[] => [
  `${LINES[0]} ${first}`,
  `${LINES[1]} ຫຼັງຈາກນັ້ນ. ${last}`,
  stands === "level" ? LINES[2] : `${LINES[2]} ຕໍ່ມາ. ແລະອີກ.`,
];

for (const [what, kinds] of KINDS)
  test.skipIf(kinds.some((one) => one) && !canServe).each(STANDS)(
    `a story goes by file between desks of one hub (${what}), where the one that takes is %s: its words come together and nobody is asked`,
    async (stands) => {
      const [vientiane, pakse, id] = await twoDesks(kinds);
      await standing(stands, vientiane, pakse, id);
      await add(vientiane, id, 0, "ຈາກວຽງຈັນ.");
      await add(pakse, id, 1, "ຈາກປາກເຊ.");
      expect(await send(vientiane, pakse, id)).toBe(0);
      expect(await lines(pakse, id)).toEqual(after(stands, "ຈາກວຽງຈັນ.", "ຈາກປາກເຊ."));
      // And once more, in both ways.
      await add(vientiane, id, 0, "ອີກ.");
      await add(pakse, id, 1, "ອີກ.");
      expect(await send(vientiane, pakse, id)).toBe(0);
      expect(await lines(pakse, id)).toEqual(after(stands, "ຈາກວຽງຈັນ. ອີກ.", "ຈາກປາກເຊ. ອີກ."));
      expect(await send(pakse, vientiane, id)).toBe(0);
      expect(await lines(vientiane, id)).toEqual(await lines(pakse, id));
      // What the hub then carries is the same, once.
      for (const desk of [vientiane, pakse, vientiane]) await desk.sync();
      expect(await lines(vientiane, id)).toEqual(after(stands, "ຈາກວຽງຈັນ. ອີກ.", "ຈາກປາກເຊ. ອີກ."));
      expect(await lines(pakse, id)).toEqual(await lines(vientiane, id));
      expect(cardsOf(await vientiane.story(id))).toEqual([]);
    },
  );

test.each(STANDS)(
  "a story that went to somebody outside from one desk comes back to another of its hub, which is %s: nobody is asked",
  async (stands) => {
    const [vientiane, pakse, id] = await twoDesks([false, false]);
    const translator = await outsider();
    await standing(stands, vientiane, pakse, id);
    await send(vientiane, translator, id);
    await add(translator, id, 0, "ຈາກພາຍນອກ.");
    await add(pakse, id, 1, "ຈາກປາກເຊ.");
    expect(await send(translator, pakse, id)).toBe(0);
    expect(await lines(pakse, id)).toEqual(after(stands, "ຈາກພາຍນອກ.", "ຈາກປາກເຊ."));
  },
);

test("words that went by file before the hub knew them stand once, however they come together there", async () => {
  const [vientiane, pakse, id] = await twoDesks([false, false]);
  await add(vientiane, id, 0, "ຈາກວຽງຈັນ.");
  expect(await send(vientiane, pakse, id)).toBe(0);
  await add(pakse, id, 0, "ຈາກປາກເຊ.");
  for (const desk of [pakse, vientiane, pakse]) await desk.sync();
  for (const desk of [vientiane, pakse]) expect((await lines(desk, id))[0]).toBe(`${LINES[0]} ຈາກວຽງຈັນ. ຈາກປາກເຊ.`);
});
