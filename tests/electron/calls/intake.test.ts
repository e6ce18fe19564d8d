/** Reading and taking through a desk: nothing is written by the one, and the other takes what waits. */
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDesk } from "../../../electron/desk/desk.ts";
import { blocksOf, rowOfBlock } from "../../../shared/blocks/body.ts";
import type { Answer, CallName, Request } from "../../../shared/contract.ts";

const FIXTURES = path.join(import.meta.dirname, "../..", "fixtures");
const ports = { host: "browser" as const, chooseFolder: async () => null, showFolder: async () => false };
let folder = "";
let opened: Awaited<ReturnType<typeof openDesk>>;
const open = () => openDesk({ ports, home: path.join(folder, "home"), library: path.join(folder, "library") });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "songphasa-intake-"));
  opened = await open();
});
afterEach(async () => {
  await opened.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask<C extends CallName>(call: C, request: Request<C>): Promise<Answer<C>> {
  const answer = await opened.desk.call(call, request);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}
const base64 = async (name: string) => (await readFile(path.join(FIXTURES, name))).toString("base64");
const read = async (name: string) => ask("import.read", { name, data: await base64(name) });
const incoming = () => path.join(folder, "home", "cache", "incoming");
/** The files that wait, of every desk that is or was. */
const waiting = async () => {
  const all = await readdir(incoming(), { recursive: true, withFileTypes: true }).catch(() => []);
  return all.filter((entry) => entry.isFile()).length;
};

test("what is read is told and waits outside the library for nobody else to look into; what is taken is as it was corrected", async () => {
  const { token, stories } = await read("kpl-article-en.txt");
  expect(stories).toMatchObject([
    {
      draft: {
        headline: "Laos and Cambodia Strengthen Strategic Cooperation",
        publishedAt: "2024-12-06T14:15:00+07:00",
      },
      lang: "en",
      pair: null,
    },
  ]);
  expect((await opened.library().ids()).length).toBe(0);
  expect(await waiting()).toBe(1);
  const [own] = await readdir(incoming());
  if (process.platform !== "win32") expect((await stat(path.join(incoming(), own ?? ""))).mode & 0o777).toBe(0o700);
  const headline = "Laos and Cambodia agree";
  const taken = await ask("import.take", { token, story: 0, headline, publishedAt: null });
  const { article } = await ask("articles.open", { id: taken.imported[0]?.id ?? "" });
  expect([article.versions.en?.headline, article.release.en.publishedAt]).toEqual([headline, null]);
  await ask("import.forget", { tokens: [token] });
  expect(await waiting()).toBe(0);
});

test("two files in two languages are taken as one article with its rows paired", async () => {
  const [lo, en] = [await read("kpl-article-lo.txt"), await read("kpl-article-en.txt")];
  const taken = await ask("import.take", { token: en.token, story: 0, pair: { token: lo.token, story: 0 } });
  expect(taken.imported.map(({ lang }) => lang)).toEqual(["en", "lo"]);
  expect(await opened.library().ids()).toHaveLength(1);
  const { article } = await ask("articles.open", { id: taken.imported[0]?.id ?? "" });
  const rows = (lang: "lo" | "en") => blocksOf(article.versions[lang]?.body ?? { type: "doc" }).map(rowOfBlock);
  expect(rows("lo")).toEqual(rows("en"));
  expect(article.details.source).toBe("en");
});

test("a story of the library that lacks the language is offered, and takes it", async () => {
  const en = await read("kpl-article-en.txt");
  const [{ id } = { id: "" }] = (await ask("import.take", { token: en.token, story: 0 })).imported;
  const lo = await read("kpl-article-lo.txt");
  expect(lo.stories[0]?.pair).toEqual({ with: id, sure: true });
  await ask("import.take", { token: lo.token, story: 0, pair: id });
  expect((await ask("articles.open", { id })).article.versions.lo).not.toBeNull();
  const again = await opened.desk.call("import.take", { token: lo.token, story: 0, pair: id });
  expect(again).toMatchObject({ ok: false, error: { reason: "version-exists" } });
});

test("what waited is gone with the desk, and a take says to read it again", async () => {
  const { token } = await read("kpl-article-en.txt");
  await opened.close();
  expect(await waiting()).toBe(0);
  opened = await open();
  const gone = await opened.desk.call("import.take", { token, story: 0 });
  expect(gone).toMatchObject({ ok: false, error: { reason: "import-gone" } });
  expect(await opened.library().ids()).toHaveLength(0);
});

test("a reading that is cancelled is refused, and the next one is read", async () => {
  const large = Buffer.from("ລະດັບນ້ຳຂອງ ທີ່ຫຼວງພະບາງ ຂຶ້ນ 40 ຊັງຕີແມັດ.\n".repeat(60_000)).toString("base64");
  const reading = opened.desk.call("import.read", { name: "large.txt", data: large });
  // Two steps of the desk are between the call and its thread.
  for (let step = 0; step < 20; step += 1) await new Promise((resolve) => setImmediate(resolve));
  await ask("import.cancel", {});
  const answer = await reading;
  if (!answer.ok) expect(answer.error.reason).toBe("import-cancelled");
  expect((await read("kpl-article-en.txt")).stories).toHaveLength(1);
});

test.each([
  ["a letter that is none, early", (letters: string) => `*${letters.slice(1)}`],
  ["one in the middle of megabytes", (letters: string) => `${letters.slice(0, 8000)} ${letters.slice(8001)}`],
  ["an end in the middle", (letters: string) => `${letters.slice(0, 8000)}====${letters.slice(8004)}`],
  ["a letter that is missing", (letters: string) => letters.slice(1)],
])("bytes in letters that are no base64 are refused and nothing waits: %s", async (_, spoilt) => {
  const data = spoilt(Buffer.from("ຂ່າວສານ ".repeat(2000)).toString("base64"));
  const files = [{ name: "ຂ່າວ.txt", data }];
  for (const answer of [
    await opened.desk.call("import.read", { name: "ຂ່າວ.txt", data }),
    await opened.desk.call("import.run", { files }),
    await opened.desk.call("assets.add", { name: "ຮູບ.jpg", data }),
  ])
    expect(answer).toMatchObject({ ok: false, error: { reason: "bad-request" } });
  expect(await waiting()).toBe(0);
});
