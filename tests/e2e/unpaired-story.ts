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

/** Both of the agency's pages come in on their own, and one story takes both texts; its id. */
export async function unpairedStory(desk: RunningDesk): Promise<string> {
  const version = async (lang: "lo" | "en") => {
    const text = await readFile(path.join(FIXTURES, `kpl-article-${lang}.txt`), "utf8");
    const { imported } = Imported.parse(await call(desk, "import.run", { text }));
    const opened = Opened.parse(await call(desk, "articles.open", { id: imported[0]?.id }));
    await call(desk, "articles.trash", { id: imported[0]?.id });
    const { updatedAt: _at, ...rest } = opened.article.versions[lang] ?? { updatedAt: "" };
    return rest;
  };
  const made = await call(desk, "articles.create", {
    details: { source: "en" },
    lo: await version("lo"),
    en: await version("en"),
  });
  return z.object({ article: z.object({ id: z.string() }) }).parse(made).article.id;
}
