import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checksCalls } from "../../../electron/calls/checks.ts";
import { freshArticle } from "../../../electron/calls/fresh-article.ts";
import { articlePath } from "../../../electron/library/files/article-paths.ts";
import { type Library, openLibrary } from "../../../electron/library/library.ts";
import { type Article, emptyVersion } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import type { FoundInStory } from "../../../shared/contract.ts";
import type { Result } from "../../../shared/errors.ts";
import { putFile } from "../../put-file.ts";
import { unshared } from "../library/unshared.ts";
import { paragraph } from "../publish/newsroom.ts";

const run = promisify(execFile);
const writer = { origin: "editor" as const, by: "ນາງ ຄຳຫລ້າ" };
const PHOTO = `${"ab".repeat(32)}.jpg`;

let room = "";
let library: Library;

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** An English story on its own, without a category. */
function story(headline: string, details: Partial<Article["details"]> = {}): Article {
  const body = { type: "doc", content: [paragraph("(KPL) The river stands at nine metres in Pakse.")] };
  const en = { ...emptyVersion("en", "2024-12-06T07:00:00Z"), headline, lead: "The river stands high.", body };
  const fresh = freshArticle("en", { lo: null, en });
  return { ...fresh, details: { ...fresh.details, ...details } };
}

beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-checks-"));
  library = must(await openLibrary(path.join(room, "library")));
});
afterAll(async () => {
  await library?.close();
  await rm(room, { recursive: true, force: true });
});

const findings = async (id?: string): Promise<readonly FoundInStory[]> =>
  must(
    await checksCalls({ library: () => library, pictures: () => unshared(library) })["checks.run"](
      id === undefined ? {} : { id },
    ),
  ).findings;
const said = async (id: string) =>
  (await findings(id)).map(({ severity, check, place }) => `${severity} ${check} ${place}`);

test("what the library knows stops a story: a file that is gone, an address that another story has", async () => {
  const words = { lo: "ຫຼັກວັດນ້ຳ", en: "The gauge" };
  const image = { asset: PHOTO, alt: words, caption: words, credit: words };
  const first = must(await library.create(story("Mekong rises", { slug: "mekong-rises" }), writer)).article;
  const trashed = must(await library.create(story("Gauge repaired"), writer)).article;
  must(
    await library.change(trashed.id, writer, (article) => ({
      ok: true,
      value: { ...article, trashedAt: article.createdAt },
    })),
  );
  const related = [{ article: first.id }, { article: trashed.id }, { article: "01JEH5Q0G00000000000009999" }];
  const second = must(await library.create(story("Mekong falls", { image, related, category: "environment" }), writer));
  // The desk refuses an address that is taken; another program may have written it all the same.
  const { id } = second.article;
  const twice = { ...second.article, details: { ...second.article.details, slug: "mekong-rises" } };
  await putFile(articlePath(library.folder, id), canonicalJson(twice));
  must(await library.open(id));
  expect(await said(id)).toEqual([
    "stop image-file details/image",
    "stop address details/slug",
    "ask links details/related/1",
    "ask links details/related/2",
    "tell other-language body",
  ]);
  const [, address] = await findings(id);
  expect(address?.values).toEqual({ slug: "mekong-rises", by: first.id, trashed: 0 });
});

test("a finding is accepted by a save, story by story, and taken back", async () => {
  const made = must(await library.create(story("Hydrologists meet in Vientiane"), writer)).article;
  const [category] = await findings(made.id);
  if (!category) throw new Error("nothing found");
  const accepted = { hash: category.hash, reason: "ຂ່າວດ່ວນ", by: "Kham", at: "2024-12-06T07:00:00Z" };
  must(await library.save({ id: made.id, base: {}, accepted: { [category.key]: accepted } }, writer));
  expect((await findings(made.id))[0]?.accepted).toEqual(accepted);
  expect((await findings()).filter(({ id }) => id === made.id).map(({ check }) => check)).toEqual([
    "category",
    "other-language",
  ]);
  must(await library.save({ id: made.id, base: {}, accepted: { [category.key]: null } }, writer));
  expect((await findings(made.id))[0]?.accepted).toBeNull();
});

test("a story whose file was torn is mended and checked as it stood", async () => {
  const made = must(await library.create(story("Rain fills the reservoir"), writer)).article;
  await putFile(articlePath(library.folder, made.id), '{"format":1,"id":');
  expect(await said(made.id)).toEqual(["ask category details/category", "tell other-language body"]);
});

test("the command line says what stands against a story, and ends with 1 where something stops it", async () => {
  const fine = must(await library.create(story("Rice price holds", { category: "economy" }), writer)).article;
  const bare = must(await library.create(story(" ", { category: "economy" }), writer)).article;
  const check = async (...args: string[]) => {
    const cli = path.resolve("electron/cli/cli.mjs");
    const all = ["check", ...args, "--library", library.folder];
    const env = { ...process.env, SONGPHASA_HOME: path.join(room, "home") };
    return run(process.execPath, [cli, ...all], { env }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
    );
  };
  const passes = await check(fine.id);
  expect(passes).toEqual({ code: 0, stdout: `${fine.id}  tell  the other language is not there (lo, body)\n` });
  const stops = await check(fine.id, bare.id, "--json");
  expect(stops.code).toBe(1);
  const answer: { findings: FoundInStory[] } = JSON.parse(stops.stdout);
  expect(answer.findings.map(({ id, check: one }) => [id, one])).toEqual([
    [fine.id, "other-language"],
    [bare.id, "headline"],
    [bare.id, "other-language"],
  ]);
  expect((await check()).code).toBe(2);
});
