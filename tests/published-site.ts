/** The sample library and the agency's page in both languages, published as a desk does it, for tests that look at all of a site. */
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { openIntake } from "../electron/calls/intake/intake.ts";
import { runImport } from "../electron/calls/intake/run-import.ts";
import { publishSite } from "../electron/calls/publishing/publish.ts";
import { addAsset } from "../electron/library/files/assets/assets.ts";
import { type Library, openLibrary } from "../electron/library/library.ts";
import { ArticleId } from "../shared/article/article.ts";
import { LANGS } from "../shared/article/stages.ts";
import type { Result } from "../shared/errors.ts";

export const BASE = "https://kpl.gov.la/";

const ROOT = path.join(import.meta.dirname, "..");
const writer = { origin: "editor", by: "ນາງ ຄຳຫລ້າ" } as const;

export interface PublishedSite {
  readonly folder: string;
  /** Every file by its path from the site's root, but for what the desk keeps there for itself. */
  readonly files: ReadonlyMap<string, Buffer>;
  text(file: string): string;
  /** Those of an ending, sorted. */
  ending(ending: string): readonly string[];
  remove(): Promise<void>;
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.message}`);
  return result.value;
}

/** Which file answers an address below the site's; null for one that is elsewhere. */
export function fileAt(address: string): string | null {
  const url = new URL(address);
  if (!url.href.startsWith(BASE)) return null;
  const file = decodeURIComponent(url.pathname.slice(new URL(BASE).pathname.length));
  return file === "" || file.endsWith("/") ? `${file}index.html` : file;
}

/** The address that a page answers. */
export const addressOf = (page: string): string => `${BASE}${page.replace(/(^|\/)index\.html$/, "$1")}`;

async function filesIn(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).replaceAll(path.sep, "/");
    if (entry.isFile() && !name.startsWith(".songphasa")) files.set(name, await readFile(file));
  }
  return files;
}

/** An emblem, clear around it, as a desk has one. */
async function setLogo(library: Library): Promise<void> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480">
    <circle cx="240" cy="240" r="230" fill="#1f4396"/><circle cx="240" cy="240" r="110" fill="#fffefb"/></svg>`;
  const { asset } = must(
    await addAsset(library.folder, "logo.png", await sharp(Buffer.from(drawing)).png().toBuffer()),
  );
  must(await library.changeSettings((settings) => ({ ...settings, site: { ...settings.site, logo: asset } })));
}

/** Stories of the sample, by what happens to them once they are out. */
const WITHDRAWN = ArticleId.parse("01M6D0KQ50NTASV0CWVCSBP7KE");
const MOVED = ArticleId.parse("01M7MAQDPGSZ3NA00QHSJAYN3C");
const CORRECTED = ArticleId.parse("01M7HKB3904BQ6MERJ5MJ20Z5C");

/** One story leaves, one gets another address, one is corrected with a note: what each leaves behind on the site. */
async function leaveTraces(library: Library): Promise<void> {
  const reason = { lo: "ຈຳນວນທີມບໍ່ຖືກຕ້ອງ.", en: "The number of crews was wrong." };
  for (const lang of LANGS) must(await library.release(WITHDRAWN, lang, { stage: "withdrawn", reason }, writer));
  const moved = must(await library.open(MOVED));
  const base = { details: moved.revs.details };
  must(await library.save({ id: MOVED, base, details: { slug: "champassak-coffee" } }, writer));
  const { article, revs } = must(await library.open(CORRECTED));
  for (const lang of LANGS) {
    const lead = `${article.versions[lang]?.lead ?? ""} ${lang === "lo" ? "ຕົວເລກແກ້ແລ້ວ." : "The figures were corrected."}`;
    must(await library.save({ id: CORRECTED, base: { [lang]: revs[lang] }, [lang]: { lead } }, writer));
  }
}

/**
 * Published twice: the second time a story is withdrawn, one has moved, and one is corrected, so that the site holds a
 * page of each kind.
 */
export async function publishedSite(): Promise<PublishedSite> {
  const home = await mkdtemp(path.join(tmpdir(), "songphasa-published-"));
  const folder = path.join(home, "site");
  await cp(path.join(ROOT, "resources", "sample"), path.join(home, "library"), { recursive: true });
  const library = must(await openLibrary(path.join(home, "library"), { cache: path.join(home, "cache") }));
  const intake = openIntake(path.join(home, "intake"));
  try {
    let pair: string | undefined;
    for (const lang of LANGS) {
      const text = await readFile(path.join(ROOT, "tests", "fixtures", `kpl-article-${lang}.txt`), "utf8");
      const { imported } = must(await runImport(intake, library, [{ text }], { pair }, writer, () => undefined));
      pair = imported[0]?.id;
      if (pair === undefined) throw new Error("The agency's page did not come in.");
      must(await library.release(pair, lang, { stage: "ready" }, writer));
    }
    await setLogo(library);
    must(await publishSite(library, folder, writer, { baseUrl: BASE }));
    await leaveTraces(library);
    const correction = { lo: "ຂ່າວກ່ອນໜ້ານີ້ບອກເນື້ອທີ່ນາຜິດ.", en: "An earlier version gave the wrong area." };
    const also = LANGS.flatMap((lang) => [
      { id: CORRECTED, lang, correction },
      { id: MOVED, lang },
    ]);
    must(await publishSite(library, folder, writer, { baseUrl: BASE, also }));
  } finally {
    await intake.close();
    await library.close();
  }
  const files = await filesIn(folder);
  return {
    folder,
    files,
    text: (file) => (files.get(file) ?? Buffer.of()).toString("utf8"),
    ending: (ending) => [...files.keys()].filter((name) => name.endsWith(ending)).sort(),
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

/** What stands at the address of a story that went: a notice of its withdrawal, or what leads to its new address. */
const traceOf = (text: string): string | null =>
  text.includes('http-equiv="refresh"') ? "moved" : text.includes('class="notice"') ? "withdrawn" : null;

/** What kind of page a file is: its folders without what tells one from another of the kind. */
const kindOf = (name: string, text: string): string =>
  name
    .replace(/\d{4}\/\d\d\/(?=[^/]+\/index)(?!page\/)[^/]+/, traceOf(text) ?? "story")
    .replace(/\d{4}\/\d\d/, "month")
    .replace(/(section|tag)\/[^/]+/, "$1")
    .replace(/page\/\d+/, "page/n");

/** The longest page of each kind, which has most on it. */
export function onePageOfEach(site: PublishedSite): Map<string, string> {
  const kinds = new Map<string, string>();
  const sizeOf = (name: string | undefined) => site.files.get(name ?? "")?.length ?? 0;
  for (const name of site.ending(".html")) {
    const kind = kindOf(name, site.text(name));
    if (sizeOf(name) > sizeOf(kinds.get(kind))) kinds.set(kind, name);
  }
  return kinds;
}
