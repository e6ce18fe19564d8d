/** What goes leaves a trace: withdrawals, corrections, changed addresses, and the records of publications. */
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseAllRedirects } from "@netlify/redirect-parser";
import fc from "fast-check";
import { HtmlValidate } from "html-validate";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { PublishOptions } from "../../../electron/calls/publishing/plan-input.ts";
import { planPublication, publishSite } from "../../../electron/calls/publishing/publish.ts";
import { storyCalls } from "../../../electron/calls/stories.ts";
import { COMMANDS } from "../../../electron/cli/commands.ts";
import { runProgram } from "../../../electron/cli/program.ts";
import { repairLibrary, verifyLibrary } from "../../../electron/library/care/verify.ts";
import { type Library, openLibrary } from "../../../electron/library/library.ts";
import { PublishedChanges } from "../../../electron/publish/outputs/data/changes-data.ts";
import { PublishedStory } from "../../../electron/publish/outputs/data/published-data.ts";
import { correctionsOf, withdrawalOf } from "../../../shared/article/additions.ts";
import type { Article, Lang } from "../../../shared/article/article.ts";
import { isOut } from "../../../shared/article/out.ts";
import type { Publication } from "../../../shared/article/publication.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Result } from "../../../shared/errors.ts";
import { someOf } from "../../random.ts";
import { unshared } from "../library/unshared.ts";
import { riverStory } from "./river-story.ts";

const writer = { origin: "editor" as const, by: "ນາງ ຄຳຫລ້າ" };
const DATE = "2026-11-24T09:15:00+07:00";
const REASON = {
  lo: "ຕົວເລກຄວາມເສຍຫາຍບໍ່ຖືກຕ້ອງ.",
  en: "The figures for the damage were wrong.",
};

let room = "";
let library: Library;
const site = () => path.join(room, "site");

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-traces-"));
  library = must(await openLibrary(path.join(room, "library"), { desk: "01JEH5Q0G0000000000000DESK" }));
});
afterEach(async () => {
  await library.close();
  await rm(room, { recursive: true, force: true });
});

async function story(name: string, slug: string | null): Promise<string> {
  const { id } = must(await library.create(riverStory(name, { slug }), writer)).article;
  for (const lang of LANGS) must(await library.release(id, lang, { stage: "ready", publishedAt: DATE }, writer));
  return id;
}
const publish = async (options: PublishOptions = {}) => must(await publishSite(library, site(), writer, options));
const plan = async (options: PublishOptions = {}) => must(await planPublication(library, site(), writer, options));
const now = async (id: string) => must(await library.open(id));
const details = async (id: string, given: Partial<Article["details"]>) => {
  const { revs } = await now(id);
  must(await library.save({ id, base: { details: revs.details }, details: given }, writer));
};
const headline = async (id: string, lang: Lang, text: string) => {
  const { revs } = await now(id);
  must(await library.save({ id, base: { [lang]: revs[lang] }, [lang]: { headline: text } }, writer));
};
const trash = async (id: string, trashedAt: string | null) =>
  must(await library.change(id, writer, (article) => ({ ok: true, value: { ...article, trashedAt } })));

const textOf = (name: string) => readFile(path.join(site(), name), "utf8");
const isThere = (name: string) =>
  textOf(name).then(
    () => true,
    () => false,
  );
const dataOf = async (id: string) => PublishedStory.parse(JSON.parse(await textOf(`api/${id}.json`)));
const redirects = async () =>
  JSON.parse(await textOf("redirects.json")).redirects as { old: string; new: string | null; status: number }[];
const records = async (): Promise<readonly Publication[]> => must(await library.publications());
const plain = (html: string) => html.replace(/<\/?(span|wbr)[^>]*>/g, "");
const release = (id: string, request: Record<string, unknown>) =>
  storyCalls({
    library: () => library,
    pictures: () => unshared(library),
    writer: () => writer,
    lastChange: () => null,
  })["articles.release"]({
    id,
    lang: "en",
    ...request,
  });

describe("a withdrawal", () => {
  test("says at the old address when and why, without the text; the story leaves lists, and its data say so", async () => {
    const id = await story("ປາກເຊ", "mekong-at-pakse");
    await publish();
    must(await release(id, { stage: "withdrawn", reason: REASON }));
    const at = withdrawalOf((await now(id)).article.release.en)?.at;
    expect(at).toBeDefined();
    expect(await plan()).toMatchObject({
      removed: [{ id, lang: "en", address: "en/2026/11/mekong-at-pakse/" }],
      unchanged: 1,
    });
    await publish();
    const page = plain(await textOf("en/2026/11/mekong-at-pakse/index.html"));
    expect(page).toContain("<h1>This story has been withdrawn</h1>");
    expect(page).toContain('<meta name="robots" content="noindex">');
    expect(page).toContain(`<p>${REASON.en}</p>`);
    expect(page).toContain("“Mekong level at ປາກເຊ”");
    expect(page).toContain(`datetime="${DATE}"`);
    expect(page).not.toContain("The Mekong rose");
    expect(plain(await textOf("en/index.html"))).not.toContain("Mekong level");
    const data = await dataOf(id);
    expect(Object.keys(data.versions)).toEqual(["lo"]);
    expect(data.withdrawn?.en).toMatchObject({ reason: REASON.en });
    expect(await redirects()).toEqual([{ old: "en/2026/11/mekong-at-pakse/index.html", new: null, status: 410 }]);

    must(await release(id, { lang: "lo", stage: "withdrawn" }));
    await publish();
    const both = await dataOf(id);
    expect(both).toMatchObject({ slug: "mekong-at-pakse", versions: {}, withdrawn: { lo: { reason: "" }, en: {} } });
    expect(both.details).toBeUndefined();
    expect(await textOf("lo/2026/11/mekong-at-pakse/index.html")).toContain("ສະບັບພາສາອັງກິດກໍຖືກຖອນຄືນເຊັ່ນກັນ");
  });

  test("keeps its page while the story is worked on anew, and ends when the language is published again", async () => {
    const id = await story("ປາກເຊ", "mekong-at-pakse");
    await publish();
    must(await release(id, { stage: "withdrawn", reason: REASON }));
    await publish();
    const before = await textOf("en/2026/11/mekong-at-pakse/index.html");
    must(await release(id, { stage: "draft" }));
    await headline(id, "en", "Mekong level at Pakse, with the right figures");
    const { article, changed } = await now(id);
    expect(isOut(article.release.en)).toBe(false);
    expect(changed.en).toBe(false);
    await publish({ changed: true });
    expect(await textOf("en/2026/11/mekong-at-pakse/index.html")).toBe(before);

    must(await release(id, { stage: "ready" }));
    await publish();
    expect(withdrawalOf((await now(id)).article.release.en)).toBeNull();
    expect(await textOf("en/2026/11/mekong-at-pakse/index.html")).toContain("with the right figures");
    expect(await redirects()).toEqual([]);
  });

  test("can have its reason amended, keeps its date, and a reason without one is refused", async () => {
    const id = await story("ປາກເຊ", "mekong-at-pakse");
    await publish();
    expect(await release(id, { reason: REASON })).toMatchObject({ ok: false, error: { code: "invalid" } });
    must(await release(id, { stage: "withdrawn" }));
    const { at } = withdrawalOf((await now(id)).article.release.en) ?? {};
    must(await release(id, { reason: REASON }));
    expect(withdrawalOf((await now(id)).article.release.en)).toEqual({ at, reason: REASON });
  });

  test("holds its address: no other story takes it", async () => {
    const id = await story("ປາກເຊ", "mekong-at-pakse");
    await publish();
    await details(id, { slug: "mekong-falls" });
    for (const lang of LANGS) must(await library.release(id, lang, { stage: "withdrawn" }, writer));
    const other = must(await library.create(riverStory("ທ່າແຂກ", { slug: "mekong-at-thakhek" }), writer)).article;
    const base = { details: (await now(other.id)).revs.details };
    const taken = await library.save({ id: other.id, base, details: { slug: "mekong-at-pakse" } }, writer);
    expect(taken).toMatchObject({ ok: false, error: { reason: "slug-taken", values: { by: id } } });
    // One that no folder of Windows may have belongs to nobody, and nobody gets it.
    const device = await library.save({ id: other.id, base, details: { slug: "aux" } }, writer);
    expect(device).toMatchObject({ ok: false, error: { reason: "slug-device" } });
  });
});

describe("a correction", () => {
  test("is noted where other words go out under the same address, with the desk's note; not where nothing changed", async () => {
    const id = await story("ປາກເຊ", "mekong-at-pakse");
    await publish();
    expect(correctionsOf((await now(id)).article.release.en)).toEqual([]);
    await publish({ chosen: [{ id, lang: "en" }] });
    await headline(id, "en", "Mekong level at Pakse: 12.4 metres");
    const correction = { lo: "ແກ້ຕົວເລກໃນຫົວຂ່າວ.", en: "The figure in the headline was corrected." };
    expect(await plan({ also: [{ id, lang: "en" }] })).toMatchObject({
      new: [],
      changed: [{ id, lang: "en", address: "en/2026/11/mekong-at-pakse/" }],
      unchanged: 1,
    });
    await publish({ also: [{ id, lang: "en", correction }] });
    const [first, ...more] = correctionsOf((await now(id)).article.release.en);
    expect(more).toEqual([]);
    expect(first?.text).toEqual(correction);
    expect(first?.at).toBe((await now(id)).article.release.en.out?.at);

    await headline(id, "en", "Mekong level at Pakse: 12.5 metres");
    await publish({ changed: true });
    expect(correctionsOf((await now(id)).article.release.en).map(({ text }) => text.en)).toEqual([correction.en, ""]);
    expect((await now(id)).changed).toEqual({ lo: false, en: false });
    const written = await readdir(path.join(room, "library", "publications"));
    expect(await publish()).toMatchObject({ written: 0, removed: 0, publication: null });
    expect(await readdir(path.join(room, "library", "publications"))).toEqual(written);
  });
});

/** A rule as Netlify's own parser reads it. */
const NetlifyRule = z.looseObject({
  from: z.string(),
  to: z.string(),
  status: z.union([z.literal(301), z.literal(404), z.literal(410)]),
  force: z.literal(true),
  query: z.strictObject({}),
  conditions: z.strictObject({}),
  proxy: z.literal(false),
});

/**
 * What a server answers that reads `_redirects` with Netlify's parser, by its documented rules: the first one that fits
 * counts; `*` at the end of a path stands for whatever follows; a slash at its end makes no difference; with `!` a
 * rule counts although a file stands there.
 */
async function netlifyAnswers() {
  const file = path.join(site(), "_redirects");
  const read = await parseAllRedirects({ redirectsFiles: [file], configRedirects: [], minimal: false });
  expect(read.errors).toEqual([]);
  const rules = z.array(NetlifyRule).parse(read.redirects);
  const lines = (await textOf("_redirects")).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  expect(rules.length).toBe(lines.length);
  for (const { from } of rules) expect(from).toMatch(/^\/[^*:]*(\/\*)?$/);
  expect(new Set(rules.map(({ from }) => from)).size).toBe(rules.length);
  const bare = (address: string) => address.replace(/\/$/, "");
  return (address: string) => {
    const rule = rules.find(({ from }) =>
      from.endsWith("*") ? address.startsWith(from.slice(0, -1)) : bare(from) === bare(address),
    );
    return rule ? { to: rule.to, status: rule.status } : null;
  };
}

/**
 * What nginx answers with its file at an address: the status, and where it leads or which file's bytes come. As it does,
 * an error's page is looked for once, and where that is an error too, nginx has its own words (`null`).
 */
async function nginxAnswers() {
  const places = new Map(
    [
      ...(await textOf("nginx-redirects.conf")).matchAll(/^location = (\S+) \{ (?:error_page 410 (\S+); )?(.*) \}$/gm),
    ].map(([, address = "", page, told = ""]) => [address, { page, told }]),
  );
  return (address: string) => {
    const { page, told = "" } = places.get(address) ?? {};
    const [, status = "200", to] = /^return (\d+)(?: (.*))?;$/.exec(told) ?? [];
    if (status !== "410") return { status: Number(status), to: to ?? address };
    return { status: 410, to: page === undefined || places.has(page) ? null : page.replaceAll("//", "/") };
  };
}

describe("a changed address", () => {
  test("leaves a page that leads on without script, and stands in the data and the servers' files", async () => {
    const id = await story("ປາກເຊ", "mekong-at-pakse");
    await publish();
    await details(id, { slug: "mekong-rises-at-pakse" });
    const options = { chosen: [{ id, lang: "en" as const }], baseUrl: "https://kpl.gov.la/news/" };
    const old = "en/2026/11/mekong-at-pakse/";
    expect((await plan(options)).moved).toEqual([
      { id, lang: "en", from: old, address: "en/2026/11/mekong-rises-at-pakse/" },
    ]);
    await publish(options);
    const page = await textOf(`${old}index.html`);
    expect(page).toContain('<link rel="canonical" href="https://kpl.gov.la/news/en/2026/11/mekong-rises-at-pakse/">');
    expect(page).toMatch(
      /http-equiv="refresh" content="0; url=\.\.\/\.\.\/\.\.\/\.\.\/en\/2026\/11\/mekong-rises-at-pakse\//,
    );
    // It needs none to lead on: what every page loads is all.
    expect(page.match(/<script[^>]*>/g)).toEqual(['<script src="../../../../assets/print.js" defer>']);
    expect(await redirects()).toEqual([
      {
        old: `https://kpl.gov.la/news/${old}`,
        new: "https://kpl.gov.la/news/en/2026/11/mekong-rises-at-pakse/",
        status: 301,
      },
    ]);
    expect(await textOf("_redirects")).toContain(`/news/${old} /news/en/2026/11/mekong-rises-at-pakse/ 301!\n`);
    expect(await textOf("nginx-redirects.conf")).toContain(
      `location = /news/${old} { return 301 /news/en/2026/11/mekong-rises-at-pakse/; }`,
    );
    expect(await textOf(".htaccess")).toContain(
      "RewriteRule ^en/2026/11/mekong-at-pakse/?(index\\.html)?$ /news/en/2026/11/mekong-rises-at-pakse/ [R=301,L]\n",
    );
    must(await release(id, { stage: "withdrawn" }));
    await publish(options);
    const stood = "en/2026/11/mekong-rises-at-pakse/";
    expect(await textOf(".htaccess")).toContain(`RewriteRule ^${stood}(index\\.html)?$ - [G,L]\n`);
    expect(await textOf("_redirects")).toContain(`/news/${stood} /news/${stood}index.html 410!\n`);
    expect(await textOf("nginx-redirects.conf")).toContain(
      `location = /news/${stood} { error_page 410 /news/${stood}/index.html; return 410; }`,
    );
    const nginx = await nginxAnswers();
    const file = `/news/${stood}index.html`;
    for (const address of [`/news/${stood}`, file]) expect(nginx(address)).toEqual({ status: 410, to: file });
    // The page's links count from the folder.
    expect(nginx(`/news/${stood}`.slice(0, -1))).toEqual({ status: 301, to: `/news/${stood}` });
    for (const address of [`/news/${old}`, `/news/${old}`.slice(0, -1), `/news/${old}index.html`])
      expect(nginx(address)).toEqual({ status: 301, to: "/news/en/2026/11/mekong-rises-at-pakse/" });
    expect(nginx("/news/en/")).toEqual({ status: 200, to: "/news/en/" });
    const answers = await netlifyAnswers();
    expect(answers(`/news/${old}`)).toEqual({ to: "/news/en/2026/11/mekong-rises-at-pakse/", status: 301 });
    // With its slash or without it, it is the same address there.
    expect(answers(`/news/${stood}`.slice(0, -1))).toEqual({ to: `/news/${stood}index.html`, status: 410 });
    expect(answers(file)).toEqual({ to: file, status: 410 });
    expect(answers(`/news/${old}index.html`)).toEqual({ to: "/news/en/2026/11/mekong-rises-at-pakse/", status: 301 });
    expect(answers("/news/lo/2026/11/mekong-at-pakse/")).toBeNull();
    // Both are pages that a checker finds nothing in.
    const validator = new HtmlValidate({ extends: ["html-validate:recommended"], rules: { "long-title": "off" } });
    for (const name of [old, stood])
      expect((await validator.validateString(await textOf(`${name}index.html`))).results, name).toEqual([]);
    // Lao didn't move: nobody named it.
    expect(await textOf("lo/2026/11/mekong-at-pakse/index.html")).toContain("<article");
  });

  test("below a folder of any name: as each server compares and answers addresses", async () => {
    const id = await story("ປາກເຊ", "mekong-at-pakse");
    const options = { changed: true, baseUrl: "https://kpl.gov.la/ຂ່າວ ດີ;$1%251" };
    await publish(options);
    await details(id, { slug: "mekong-rises" });
    await publish(options);
    const [old, now] = ["en/2026/11/mekong-at-pakse/", "en/2026/11/mekong-rises/"];
    const path = "/%E0%BA%82%E0%BB%88%E0%BA%B2%E0%BA%A7%20%E0%BA%94%E0%BA%B5";
    expect(await textOf("nginx-redirects.conf")).toContain(
      `location = "/ຂ່າວ ດີ;$1%1/${old}" { return 301 ${path}%3B%241%251/${now}; }`,
    );
    const apache = await textOf(".htaccess");
    expect(apache).toContain('RewriteBase "/ຂ່າວ ດີ;$1%1/"\n');
    expect(apache).toContain(`"/ຂ່າວ ດີ;\\$1\\%1/${now}" [R=301,L]\n`);
    expect(await textOf("_redirects")).toContain(`${path};$1%251/${old} ${path};$1%251/${now} 301!\n`);
    await publish({ ...options, baseUrl: "https://kpl.gov.la/100%/" });
    expect(await textOf(".htaccess")).toContain('RewriteBase "/100%/"\n');
  });

  test("or none: what the desk keeps in the folder for itself is no reader's, whatever the server", async () => {
    const id = await story("ປາກເຊ", "mekong-at-pakse");
    await publish();
    const page = path.join(site(), "en/2026/11/mekong-at-pakse/index.html");
    await writeFile(page, "By hand.");
    await headline(id, "en", "Mekong level at Pakse, with the right figures");
    expect(await publish({ changed: true })).toMatchObject({ byHand: [{ path: expect.any(String) }] });
    const names = (await readdir(site(), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(site(), path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"));
    const own = [...names.filter((name) => name.startsWith(".songphasa-")), ".songphasa-site.lock"];
    own.push(".songphasa-site.tmp/en/index.html", ".songphasa-site.same.json");
    expect(own.some((name) => name.startsWith(".songphasa-changed-by-hand/"))).toBe(true);
    const answers = await netlifyAnswers();
    const [, apache = ""] = /^RedirectMatch 404 "(.*)"$/m.exec(await textOf(".htaccess")) ?? [];
    const [, nginx = ""] = /^location ~ "(.*)" { return 404; }$/m.exec(await textOf("nginx-redirects.conf")) ?? [];
    for (const name of names.filter((one) => !one.startsWith(".")).concat(own)) {
      const isOwn = own.includes(name);
      expect([name, answers(`/${name}`)]).toEqual([name, isOwn ? { to: "/404.html", status: 404 } : null]);
      for (const pattern of [apache, nginx])
        expect([name, new RegExp(pattern).test(`/${name}`)]).toEqual([name, isOwn]);
    }
  });

  test("leads to where the page stands now however often it moved; a page wins over it, and trash ends it", async () => {
    const id = await story("ປາກເຊ", "mekong-one");
    await publish();
    for (const slug of ["mekong-two", "mekong-three"]) {
      await details(id, { slug });
      await publish({ changed: true });
    }
    const old = async () =>
      (await redirects())
        .filter((one) => one.old.startsWith("en/"))
        .map((one) => [one.old.split("/")[3], one.new?.split("/")[3], one.status]);
    expect(await old()).toEqual([
      ["mekong-one", "mekong-three", 301],
      ["mekong-two", "mekong-three", 301],
    ]);
    // Back where it was: nothing leads away from a page.
    await details(id, { slug: "mekong-one" });
    await publish({ changed: true });
    expect(await old()).toEqual([
      ["mekong-three", "mekong-one", 301],
      ["mekong-two", "mekong-one", 301],
    ]);
    const other = await story("ທ່າແຂກ", "mekong-two");
    await publish();
    expect(await textOf("en/2026/11/mekong-two/index.html")).toContain("<article");
    expect(await old()).toEqual([["mekong-three", "mekong-one", 301]]);
    await trash(other, "2026-11-25T02:00:00Z");
    await trash(id, "2026-11-25T02:00:00Z");
    expect((await plan()).removed).toHaveLength(4);
    await publish();
    expect(await old()).toEqual([
      ["mekong-one", undefined, 410],
      ["mekong-three", undefined, 410],
      ["mekong-two", undefined, 410],
    ]);
    expect(await isThere("en/2026/11/mekong-three/index.html")).toBe(false);
    await trash(id, null);
    await publish();
    expect(await old()).toEqual([
      ["mekong-three", "mekong-one", 301],
      ["mekong-two", undefined, 410],
    ]);
  });

  test("leaves an owner's own file for the server as it is, and says so", async () => {
    const id = await story("ປາກເຊ", "mekong-one");
    await publish();
    const own = "Options -Indexes\n";
    await writeFile(path.join(site(), ".htaccess"), own);
    await details(id, { slug: "mekong-two" });
    expect(await publish({ changed: true })).toMatchObject({ foreign: [".htaccess"] });
    expect(await textOf(".htaccess")).toBe(own);
    expect(await textOf("_redirects")).toContain("mekong-two");
    await details(id, { slug: "mekong-one" });
    await trash(id, "2026-11-25T02:00:00Z");
    await publish();
    expect(await textOf(".htaccess")).toBe(own);
  });
});

describe("the record of a publication", () => {
  test("says what it did, with the revisions that went out, after which others, and is told to the website", async () => {
    const id = await story("ປາກເຊ", "mekong-one");
    const { publication } = await publish();
    const out = (await now(id)).article.release.lo.out?.rev;
    const [first] = await records();
    expect(first).toMatchObject({
      id: publication,
      sequence: 1,
      parents: [],
      desk: "01JEH5Q0G0000000000000DESK",
      state: "done",
      changes: [
        { id, lang: "lo", kind: "new", rev: out, to: "lo/2026/11/mekong-one/" },
        { id, lang: "en", kind: "new", rev: out, to: "en/2026/11/mekong-one/" },
      ],
    });
    await headline(id, "lo", "ລະດັບນ້ຳຂອງຫຼຸດລົງ");
    expect((await publish()).publication).toBeNull();
    await publish({ changed: true, keepStages: true });
    expect(await records()).toHaveLength(1);
    await publish({ changed: true });
    expect((await records()).at(1)).toMatchObject({
      sequence: 2,
      parents: [publication],
      changes: [{ id, lang: "lo", kind: "changed", to: "lo/2026/11/mekong-one/" }],
    });
    const told = PublishedChanges.parse(JSON.parse(await textOf("api/changes.json")));
    expect(told.publications.map((one) => [one.count, one.changes?.map(({ kind }) => kind)])).toEqual([
      [1, ["changed"]],
      [2, ["new", "new"]],
    ]);
    expect(await textOf("api/changes.json")).not.toContain(out ?? "no revision");
  });

  test("that is damaged keeps no publication back, and a check of the library finds it", async () => {
    const id = await story("ປາກເຊ", "mekong-one");
    await publish();
    const [first] = await records();
    await writeFile(path.join(room, "library", "publications", `${first?.id}.json`), "{");
    await library.close();
    library = must(await openLibrary(path.join(room, "library")));
    await headline(id, "lo", "ລະດັບນ້ຳຂອງຫຼຸດລົງ");
    await publish({ changed: true });
    expect(must(await verifyLibrary(library.folder)).findings).toMatchObject([
      { what: "publication", file: `publications/${first?.id}.json` },
    ]);
  });
});

describe("a damaged record", () => {
  const place = (id: string) => path.join(room, "library", "publications", `${id}.json`);
  const DAMAGES: readonly (readonly [string, (file: string, whole: string) => Promise<void>])[] = [
    ["cut short", (file, whole) => writeFile(file, whole.slice(0, -30))],
    ["zeroed by a power cut", (file, whole) => writeFile(file, Buffer.alloc(whole.length))],
    [
      "another's, by its id",
      (file, whole) => writeFile(file, JSON.stringify({ ...JSON.parse(whole), id: "01JEH5Q0G00000000000000000" })),
    ],
  ];

  test.each(DAMAGES)("that is %s moves to quarantine at a repair, and publications go on", async (_, damage) => {
    const id = await story("ປາກເຊ", "mekong-one");
    const { publication } = await publish();
    const file = place(publication ?? "");
    await damage(file, await readFile(file, "utf8"));
    await library.close();
    library = must(await openLibrary(path.join(room, "library")));
    const { findings } = must(await verifyLibrary(library.folder));
    expect(findings.map(({ what }) => what)).toEqual(["publication"]);
    expect(await repairLibrary(library, findings)).toBeNull();
    expect(must(await verifyLibrary(library.folder)).findings).toEqual([]);
    expect((await library.problems()).map(({ kind }) => kind)).toEqual(["quarantined"]);
    expect(await records()).toEqual([]);
    // What is out stays out, and a later address leads on from the one that the record knew.
    expect(await publish()).toMatchObject({ written: expect.any(Number), removed: 0, skipped: [], publication: null });
    await details(id, { slug: "mekong-two" });
    await publish({ changed: true });
    expect((await records()).map(({ sequence }) => sequence)).toEqual([1]);
    expect((await redirects()).map(({ old, status }) => [old.split("/").at(-2), status])).toEqual([
      ["mekong-one", 301],
      ["mekong-one", 301],
    ]);
  });

  test("that was cut short under way is finished by the next publication all the same", async () => {
    const id = await story("ປາກເຊ", "mekong-one");
    const begun = must(
      await library.beginPublication("2026-11-24T02:30:00Z", [
        { id, lang: "lo", kind: "new", to: "lo/2026/11/mekong-one/" },
      ]),
    );
    await writeFile(place(begun.id), '{ "id": "');
    const { findings } = must(await verifyLibrary(library.folder));
    expect(await repairLibrary(library, findings)).toBeNull();
    const { publication, removed } = await publish();
    expect([removed, (await now(id)).article.release.lo.stage]).toEqual([0, "published"]);
    expect((await records()).map((one) => [one.id, one.state, one.changes.length])).toEqual([[publication, "done", 2]]);
  });
});

test("the command line withdraws a story where readers had it, and refuses what they never had", async () => {
  const [id, unread] = [await story("ປາກເຊ", "mekong-at-pakse"), await story("ທ່າແຂກ", "mekong-at-thakhek")];
  for (const lang of ["lo", "en"]) must(await release(unread, { lang, stage: "draft" }));
  must(await release(id, { lang: "lo", stage: "draft" }));
  await publish();
  await library.close();
  const run = async (...args: string[]) => runProgram(COMMANDS, [...args, "--json", "--library", library.folder]);
  const said = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    const never = { error: { code: "invalid", reason: "never-out" } };
    await expect(run("stage", unread, "withdrawn")).rejects.toMatchObject(never);
    await expect(run("stage", id, "withdrawn", "--lang", "lo")).rejects.toMatchObject(never);
    expect(said).not.toHaveBeenCalled();
    await run("stage", id, "withdrawn");
    const told: unknown = JSON.parse(String(said.mock.calls[0]?.[0]));
    expect(told).toMatchObject({ release: { lo: { stage: "draft" }, en: { stage: "withdrawn" } } });
  } finally {
    said.mockRestore();
  }
});

test("the command line withdraws with a reason, and plans what it then does", async () => {
  const id = await story("ປາກເຊ", "mekong-at-pakse");
  await publish();
  await library.close();
  const at = ["--library", library.folder];
  const run = async (...args: string[]): Promise<string> => {
    const said: string[] = [];
    const spy = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => said.push(String(chunk)) > 0);
    try {
      await runProgram(COMMANDS, args);
      return said.join("");
    } finally {
      spy.mockRestore();
    }
  };
  await run("stage", id, "withdrawn", "--lang", "en", "--reason", REASON.en, ...at);
  const told: unknown = JSON.parse(await run("publish", "--plan", "--out", site(), "--json", ...at));
  expect(told).toMatchObject({ removed: [{ id, lang: "en", address: "en/2026/11/mekong-at-pakse/" }], unchanged: 1 });
  expect(await textOf("en/2026/11/mekong-at-pakse/index.html")).toContain("The Mekong rose");
  expect(await run("publish", "--plan", "--out", site(), ...at)).toMatch(
    /^0 new, 0 changed, 0 moved, 1 removed, 1 unchanged\n {2}removed: \S+ en en\/2026\/11\/mekong-at-pakse\/\n/,
  );
  await run("publish", "--out", site(), ...at);
  expect(await textOf("en/2026/11/mekong-at-pakse/index.html")).toContain(REASON.en);
  library = must(await openLibrary(library.folder));
});

/** Publishes in another process, which is killed at a moment of it. */
async function killedAt(moment: string): Promise<void> {
  await library.close();
  const program = fileURLToPath(new URL("./killed-publication.ts", import.meta.url));
  const child = spawnSync(process.execPath, [program, library.folder, site(), moment], { encoding: "utf8" });
  expect(child.signal, `${moment}: ${child.stderr}`).toBe("SIGKILL");
  library = must(await openLibrary(library.folder));
}

/** What readers get: all files of the site's folder but the word of when. */
async function readersGet(): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(site(), { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const files = names.map(({ parentPath, name }) => path.relative(site(), path.join(parentPath, name)));
  const told = files.filter((name) => !name.startsWith(".") && name !== path.join("api", "changes.json"));
  return new Map(await Promise.all(told.sort().map(async (name) => [name, await textOf(name)] as const)));
}

const MOMENTS = ["revisions", "record", "folder", "pages", "stories", "closing", "closed"] as const;

describe("a publication that is cut off", () => {
  test.each(someOf(MOMENTS, 2))("once its %s are done with, is finished by the next one", async (moment) => {
    const ids = [await story("ປາກເຊ", "mekong-at-pakse"), await story("ທ່າແຂກ", "mekong-at-thakhek")];
    await killedAt(moment);
    const isNoted = moment !== "revisions";
    expect((await records()).map(({ state }) => state)).toEqual(
      isNoted ? [moment === "closed" ? "done" : "pending"] : [],
    );
    const { publication } = await publish();
    // What was noted is done; there is nothing left to note.
    expect(publication === null).toBe(isNoted);
    const [record, ...more] = await records();
    expect(more).toEqual([]);
    expect(record).toMatchObject({ state: "done", sequence: 1 });
    expect(record?.changes.map(({ id, lang, kind }) => [id, lang, kind])).toEqual(
      ids.toSorted().flatMap((id) => LANGS.map((lang) => [id, lang, "new"])),
    );
    for (const id of ids) {
      const { article, changed } = await now(id);
      for (const lang of LANGS) {
        expect(article.release[lang]).toMatchObject({ stage: "published", out: { at: record?.at } });
        expect(record?.changes.find((one) => one.id === id)?.rev).toBe(article.release[lang].out?.rev);
      }
      expect(changed).toEqual({ lo: false, en: false });
    }
    const after = await readersGet();
    expect(plain(after.get(path.join("en", "2026", "11", "mekong-at-pakse", "index.html")) ?? "")).toContain(
      "Mekong level at ປາກເຊ",
    );
    await rm(site(), { recursive: true });
    expect((await publish()).publication).toBeNull();
    expect(await readersGet()).toEqual(after);
  });

  test("several times in a row, keeps what readers may have and its corrections, whatever was written meanwhile", async () => {
    const id = await story("ປາກເຊ", "mekong-at-pakse");
    await killedAt("pages");
    await headline(id, "en", "Mekong level at Pakse: 12.4 metres");
    // The next one finishes the first, and is killed itself; its own words wait to be named.
    await killedAt("closing");
    expect(plain(await textOf("en/2026/11/mekong-at-pakse/index.html"))).toContain("Mekong level at ປາກເຊ");
    expect((await now(id)).changed).toEqual({ lo: false, en: true });
    const correction = { lo: "", en: "The level was corrected." };
    await publish({ also: [{ id, lang: "en", correction }] });
    expect(await textOf("en/2026/11/mekong-at-pakse/index.html")).toContain("12.4 metres");
    expect((await records()).map(({ state, changes }) => [state, changes.length])).toEqual([
      ["done", 2],
      ["done", 1],
    ]);
  });

  test("leaves at home what a person took back before a page of it stood; what was withdrawn meanwhile says so", async () => {
    const id = await story("ປາກເຊ", "mekong-at-pakse");
    await killedAt("record");
    must(await library.release(id, "lo", { stage: "review" }, writer));
    must(await release(id, { stage: "withdrawn", reason: REASON }));
    await publish();
    expect(await isThere("lo/2026/11/mekong-at-pakse/index.html")).toBe(false);
    expect((await now(id)).article.release.lo).toMatchObject({ stage: "review" });
    expect(await textOf("en/2026/11/mekong-at-pakse/index.html")).toContain(REASON.en);
    expect((await records()).map(({ changes }) => changes.map(({ lang, kind }) => [lang, kind]))).toEqual([
      [["en", "new"]],
      [["en", "withdrawn"]],
    ]);
  });
});

describe("a publication that is given up", () => {
  const MOMENTS = ["waiting", "revisions", "photos", "texts"] as const;
  const stages = async (id: string) => LANGS.map(async (lang) => (await now(id)).article.release[lang].stage);
  const asItWas = async (ids: readonly string[], before: ReadonlyMap<string, string>) => {
    expect(await readersGet()).toEqual(before);
    expect((await readdir(site())).filter((name) => name.includes(".songphasa-site.tmp"))).toEqual([]);
    expect((await records()).map(({ state }) => state)).toEqual(["done"]);
    for (const id of ids) expect(await Promise.all(await stages(id))).toEqual(["ready", "ready"]);
  };

  test.each(someOf(MOMENTS, 2))(
    "while it is at its %s leaves site, stories and records as they were; the next one does it all",
    async (moment) => {
      const old = await story("ປາກເຊ", "mekong-at-pakse");
      await publish();
      await headline(old, "en", "Mekong level at Pakse: 12.4 metres");
      const before = await readersGet();
      const ids = [await story("ທ່າແຂກ", "mekong-at-thakhek"), await story("ວັງວຽງ", "nam-song")];
      const given = new AbortController();
      const cut =
        <Given extends unknown[], T>(call: (...args: Given) => T) =>
        (...args: Given): T => {
          given.abort();
          return call(...args);
        };
      const watched: Library = {
        ...library,
        ...(moment === "revisions" && { goesOut: cut(library.goesOut) }),
        ...(moment === "texts" && { revision: cut(library.revision) }),
      };
      if (moment === "waiting") given.abort();
      const told = await publishSite(watched, site(), writer, {
        also: [{ id: old, lang: "en" }],
        signal: given.signal,
        step: ({ kind }) => {
          if (kind === moment) given.abort();
          expect(kind).not.toBe("placing");
        },
      });
      expect(told).toMatchObject({ ok: false, error: { code: "conflict", reason: "publish-cancelled" } });
      await asItWas(ids, before);
      const planned = await plan({ also: [{ id: old, lang: "en" }] });
      expect([planned.new.length, planned.changed.length]).toEqual([4, 1]);
      await publish({ also: [{ id: old, lang: "en" }] });
      expect((await records()).map(({ state, changes }) => [state, changes.length])).toEqual([
        ["done", 2],
        ["done", 5],
      ]);
      expect(await textOf("en/2026/11/mekong-at-pakse/index.html")).toContain("12.4 metres");
    },
  );

  test("once its pages are put in place, it goes on to its end", async () => {
    const id = await story("ປາກເຊ", "mekong-at-pakse");
    const given = new AbortController();
    const steps: string[] = [];
    const told = await publishSite(library, site(), writer, {
      signal: given.signal,
      step: ({ kind }) => {
        steps.push(kind);
        if (kind === "placing") given.abort();
      },
    });
    expect(told.ok).toBe(true);
    expect([steps[0], steps.at(-1)]).toEqual(["photos", "placing"]);
    expect(await Promise.all(await stages(id))).toEqual(["published", "published"]);
    expect((await records()).map(({ state }) => state)).toEqual(["done"]);
  });

  test("by Ctrl-C on the command line leaves all as it was as well", async () => {
    await story("ປາກເຊ", "mekong-at-pakse");
    await publish();
    const before = await readersGet();
    const ids = [await story("ທ່າແຂກ", "mekong-at-thakhek")];
    await library.close();
    const program = fileURLToPath(new URL("./cut-publication.ts", import.meta.url));
    const env = { ...process.env, SONGPHASA_HOME: path.join(room, "home") };
    const child = spawnSync(process.execPath, [program, library.folder, site()], { encoding: "utf8", env });
    expect([child.signal, child.stdout, child.stderr]).toEqual(["SIGINT", "", ""]);
    library = must(await openLibrary(library.folder));
    await asItWas(ids, before);
    expect((await plan()).new).toHaveLength(2);
  });
});

const step = fc.oneof(
  fc.record({ kind: fc.constant("words" as const), at: fc.nat(2), lang: fc.constantFrom(...LANGS), to: fc.nat(3) }),
  fc.record({ kind: fc.constant("slug" as const), at: fc.nat(2), to: fc.nat(4) }),
  fc.record({
    kind: fc.constant("stage" as const),
    at: fc.nat(2),
    lang: fc.constantFrom(...LANGS),
    stage: fc.constantFrom("draft" as const, "ready" as const, "ready" as const, "withdrawn" as const),
  }),
  fc.record({ kind: fc.constant("trash" as const), at: fc.nat(2), isTrashed: fc.boolean() }),
  fc.record({ kind: fc.constant("publish" as const), changed: fc.boolean() }),
);

test("a plan says what the publication then does, and every address that ever was leads somewhere or is gone", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 20 }), async (steps) => {
      const ids = [await story("ປາກເຊ", null), await story("ທ່າແຂກ", null), await story("ວັງວຽງ", null)];
      const addresses = new Set<string>();
      for (const one of [...steps, { kind: "publish" as const, changed: true }]) {
        const id = "at" in one ? (ids[one.at] ?? "") : "";
        if (one.kind === "words") await headline(id, one.lang, `Mekong ${one.to}`);
        // What the desk refuses (a slug that is taken, an earlier stage of what is out) stays as it was.
        else if (one.kind === "slug") {
          const base = { details: (await now(id)).revs.details };
          await library.save({ id, base, details: { slug: `mekong-${one.to}` } }, writer);
        } else if (one.kind === "stage") await library.release(id, one.lang, { stage: one.stage }, writer);
        else if (one.kind === "trash") await trash(id, one.isTrashed ? "2026-11-25T02:00:00Z" : null);
        else await plannedAndDone(one.changed, addresses);
      }
      for (const id of ids) await trash(id, "2026-11-25T02:00:00Z");
      await publish();
    }),
    { numRuns: 6 },
  );
});

async function plannedAndDone(changed: boolean, addresses: Set<string>): Promise<void> {
  const told = await plan({ changed });
  const { publication } = await publish({ changed });
  const done = (await records()).find(({ id }) => id === publication)?.changes ?? [];
  const of = (...kinds: string[]) =>
    done.filter(({ kind }) => kinds.includes(kind)).map(({ id, lang, from, to }) => [id, lang, to ?? from]);
  const said = (list: readonly { id: string; lang: Lang; address: string }[]) =>
    list.map(({ id, lang, address }) => [id, lang, address]);
  expect(said(told.new)).toEqual(of("new"));
  expect(said(told.changed)).toEqual(of("changed"));
  expect(said(told.moved)).toEqual(of("moved"));
  expect(said(told.removed)).toEqual(of("withdrawn", "removed"));
  const { new: fresh, changed: again, moved, removed, unchanged } = await plan({ changed });
  expect([fresh, again, moved, removed]).toEqual([[], [], [], []]);
  expect(unchanged).toBe(told.unchanged + told.new.length + told.changed.length + told.moved.length);

  for (const { to } of done) if (to) addresses.add(to);
  const leads = new Map((await redirects()).map((one) => [one.old.replace(/index\.html$/, ""), one]));
  for (const address of addresses) {
    const lead = leads.get(address);
    const page = await textOf(`${address}index.html`).catch(() => null);
    if (lead?.new) expect(page, address).toContain('http-equiv="refresh"');
    else if (lead) expect(page === null || page.includes("noindex"), address).toBe(true);
    else expect(page, address).toContain("<article");
    const target = lead?.new ? await textOf(lead.new) : null;
    if (target !== null) expect(target).not.toContain('http-equiv="refresh"');
  }
}
