import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { putFile } from "../put-file.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { articleFile, ask, callsOf, openId, putOffIsDone, wordsIn } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  desk.page.setDefaultTimeout(30_000);
});
afterAll(() => desk?.close());

type Json = Record<string, unknown>;

/** A story as another version of the app, or another program, might have left it. */
async function foreignStory(headline: string, change: (article: Json, body: Json[]) => void) {
  const { article } = await ask(desk, "articles.create", {
    details: { source: "en" },
    en: {
      headline,
      body: {
        type: "doc",
        content: [
          { type: "paragraph", attrs: { id: "p1", row: "r1" }, content: [{ type: "text", text: "The text." }] },
        ],
      },
    },
  });
  const file = articleFile(desk.library, article.id);
  const raw = JSON.parse(await readFile(file, "utf8"));
  change(raw, raw.versions.en.body.content);
  const bytes = JSON.stringify(raw, null, 3);
  await putFile(file, bytes);
  return { id: article.id, file, bytes };
}

const cases: readonly [string, string, (article: Json, body: Json[]) => void][] = [
  [
    "of a newer format",
    "A newer Songphasa wrote this story.",
    (article) => {
      article.format = 2;
    },
  ],
  [
    "with a node that this version doesn't know",
    "holds something that this version doesn’t know",
    (_article, body) => body.push({ type: "map", attrs: { id: "p2", row: "r2", place: "Vientiane" } }),
  ],
  [
    "with a mark that this version doesn't know",
    "holds something that this version doesn’t know",
    (_article, body) =>
      body.push({
        type: "paragraph",
        attrs: { id: "p2", row: "r2" },
        content: [{ type: "text", text: "struck", marks: [{ type: "strike" }] }],
      }),
  ],
  [
    "with an attribute that this version doesn't know",
    "holds something that this version doesn’t know",
    (_article, body) =>
      body.push({
        type: "heading",
        attrs: { id: "p2", row: "r2", level: 2, colour: "red" },
        content: [{ type: "text", text: "Floods" }],
      }),
  ],
];

test.each(cases)(
  "a story %s opens read-only, says so, and its bytes stay whatever is clicked",
  async (what, sentence, change) => {
    const { page } = desk;
    const { id, file, bytes } = await foreignStory(`A story ${what}`, change);
    // The window hears of files through the desk alone; it is opened anew.
    await page.reload();
    await page.getByRole("option", { name: `A story ${what}` }).click();
    await page.getByText(sentence).first().waitFor();
    await expect.poll(() => openId(page)).toBe(id);
    const saves = callsOf(page, "articles.save");
    const headline = page.getByRole("textbox", { name: "English headline" });
    await expect.poll(() => headline.getAttribute("aria-readonly")).toBe("true");
    await headline.click();
    await page.keyboard.type("changed");
    await page.getByText("The text.").click();
    await page.keyboard.type("changed");
    await page.keyboard.press("Control+b");
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Control+s");
    await page.getByRole("complementary", { name: "Details" }).click();
    await expect.poll(() => page.getByRole("button", { name: "Publish…" }).isDisabled()).toBe(true);
    await putOffIsDone(page, 900);
    expect(saves).toEqual([]);
    expect(await readFile(file, "utf8")).toBe(bytes);
    await expect.poll(() => wordsIn(headline)).toBe(`A story ${what}`);
  },
);

test("a story of a newer format in the trash isn't said to be restorable", async () => {
  const { page } = desk;
  await foreignStory("A newer story in the trash", (article) => {
    article.format = 2;
    article.trashedAt = "2026-09-28T02:30:00Z";
  });
  await page.reload();
  await page.getByRole("button", { name: /^Trash/ }).click();
  await page.getByRole("option", { name: "A newer story in the trash" }).click();
  const story = page.getByRole("main");
  await story.getByText("A newer Songphasa wrote this story.").waitFor();
  await expect.poll(() => story.getByText("The story is in the trash.", { exact: true }).isVisible()).toBe(true);
  await expect.poll(() => story.getByText(/restore/i).count()).toBe(0);
  await page.getByRole("button", { name: /^All/ }).click();
});

test("a story's file that is no JSON any more is set aside, and the story is restored from its history", async () => {
  const { page } = desk;
  const { article } = await ask(desk, "articles.create", {
    details: { source: "en" },
    en: { headline: "A torn story" },
  });
  await page.reload();
  await page.getByRole("option", { name: "A torn story" }).click();
  await page.getByRole("textbox", { name: "English body" }).waitFor();
  await putFile(articleFile(desk.library, article.id), '{"format":1,"id":');
  await page.reload();
  await expect.poll(() => wordsIn(page.getByRole("textbox", { name: "English headline" }))).toBe("A torn story");
  const { problems } = await ask(desk, "library.problems", {});
  expect(problems.filter(({ kind }) => kind !== "newer")).toMatchObject([
    { kind: "quarantined", id: article.id, restored: true },
  ]);
  await page.getByRole("option", { name: /of a newer format/ }).click();
  await page.getByText("A newer Songphasa wrote this story.").waitFor();
});

test("an unknown story is told in a sentence, and the list goes on", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  await page.evaluate(() => sessionStorage.setItem("songphasa-story", "01M83JD6F0QGKAJDGWGWDC01ZZ"));
  await page.reload();
  await page.getByText("There is no such story here any more.").waitFor();
  await page.getByRole("option", { name: /of a newer format/ }).waitFor();
});

test("a library whose folder holds a torn story opens all the same", async () => {
  allowComplaints(REFUSED);
  const home = await mkdtemp(path.join(tmpdir(), "songphasa-torn-"));
  try {
    const folder = path.join(home, "library");
    await mkdir(path.join(folder, "articles", "ZZ"), { recursive: true });
    await writeFile(path.join(folder, "articles", "ZZ", "01M83JD6F0QGKAJDGWGWDC01ZZ.json"), "no JSON");
    await writeFile(path.join(folder, "library.json"), await readFile(path.join(desk.library, "library.json")));
    await ask(desk, "host.chooseFolder", { purpose: "library", path: folder });
    await ask(desk, "library.use", { path: folder });
    await desk.page.reload();
    await desk.page.getByText("No stories yet").first().waitFor();
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});
