/** A story of two imported pages with nothing linked, made through the desk's own calls. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { RunningDesk } from "./desk-in-browser.ts";

const FIXTURES = path.join(import.meta.dirname, "..", "fixtures");

async function call(desk: RunningDesk, name: string, request: unknown): Promise<unknown> {
  const answer = await fetch(new URL(`/api/${name}`, desk.url), {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${desk.token}` },
    body: JSON.stringify(request),
  });
  return z.object({ ok: z.literal(true), value: z.unknown() }).parse(await answer.json()).value;
}

const Block = z.looseObject({ attrs: z.looseObject({ id: z.string(), row: z.string() }) });
const Version = z.looseObject({ updatedAt: z.string(), body: z.looseObject({ content: z.array(Block) }) });
const Opened = z.object({
  article: z.looseObject({ versions: z.object({ lo: Version.nullable(), en: Version.nullable() }) }),
});
const Imported = z.object({ imported: z.array(z.object({ id: z.string(), lang: z.enum(["lo", "en"]) })) });

/** The rows of both bodies as they stand on the disk. */
export async function storedRows(desk: RunningDesk, id: string): Promise<Record<"lo" | "en", string[]>> {
  const { versions } = Opened.parse(await call(desk, "articles.open", { id })).article;
  const rows = (version: z.infer<typeof Version> | null) => version?.body.content.map((block) => block.attrs.row) ?? [];
  return { lo: rows(versions.lo), en: rows(versions.en) };
}

/** One of the agency's pages as a version, which came in on its own. */
async function version(desk: RunningDesk, lang: "lo" | "en") {
  const text = await readFile(path.join(FIXTURES, `kpl-article-${lang}.txt`), "utf8");
  const { imported } = Imported.parse(await call(desk, "import.run", { text }));
  const opened = Opened.parse(await call(desk, "articles.open", { id: imported[0]?.id }));
  await call(desk, "articles.trash", { id: imported[0]?.id });
  const { updatedAt: _at, ...rest } = opened.article.versions[lang] ?? { updatedAt: "" };
  return rest;
}

async function created(desk: RunningDesk, versions: object): Promise<string> {
  const made = await call(desk, "articles.create", { details: { source: "en" }, ...versions });
  return z.object({ article: z.object({ id: z.string() }) }).parse(made).article.id;
}

/** One story takes both texts; its id. */
export const unpairedStory = async (desk: RunningDesk): Promise<string> =>
  created(desk, { lo: await version(desk, "lo"), en: await version(desk, "en") });

/** A story of so many English paragraphs of news, whose Lao isn't begun; its id, and the Lao that belongs to each. */
export async function untranslatedStory(
  desk: RunningDesk,
  count: number,
): Promise<{ readonly id: string; readonly lao: readonly string[] }> {
  const pairs = (await readFile(path.join(FIXTURES, "pairing", "seen.txt"), "utf8"))
    .split(/^# .*$/m)[1]
    ?.trim()
    .split(/\n\n+/)
    .slice(0, count)
    .map((pair) => pair.split("\n"));
  const content = pairs?.map(([, en = ""]) => ({ type: "paragraph", content: [{ type: "text", text: en }] }));
  const en = { headline: "Bridge opens in Mahaxay", body: { type: "doc", content } };
  return { id: await created(desk, { en }), lao: pairs?.map(([lo = ""]) => lo) ?? [] };
}
