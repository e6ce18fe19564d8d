/** The same articles' bare pages by Eleventy: a headline, a date and paragraphs, and nothing else. */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LANGS } from "../../shared/article/stages.ts";
import { blocksOf } from "../../shared/blocks/body.ts";
import { blockText } from "../../shared/rows/rows.ts";
import type { MadeStory } from "./articles.ts";

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const LAYOUT = `<!DOCTYPE html>
<html lang="{{ lang }}">
<head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><article><h1>{{ title }}</h1><p>{{ shown }}</p>
{{ content | safe }}
</article></body>
</html>
`;

/** Writes what Eleventy reads into `in` of a folder: front matter and HTML for each language of a story, and one layout. */
export function writeForEleventy(folder: string, { article }: MadeStory): void {
  mkdirSync(path.join(folder, "in", "_includes"), { recursive: true });
  writeFileSync(path.join(folder, "in", "_includes", "page.njk"), LAYOUT);
  for (const lang of LANGS) {
    const version = article.versions[lang];
    if (!version) continue;
    mkdirSync(path.join(folder, "in", lang), { recursive: true });
    const head = {
      layout: "page.njk",
      lang,
      title: version.headline,
      shown: article.release[lang].publishedAt,
      permalink: `/${lang}/${article.details.slug}/index.html`,
    };
    const front = Object.entries(head).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
    const paragraphs = [version.lead, ...blocksOf(version.body).map(blockText)];
    const body = paragraphs.map((words) => `<p>${escaped(words)}</p>`).join("\n");
    writeFileSync(path.join(folder, "in", lang, `${article.id}.html`), `---\n${front.join("\n")}\n---\n${body}\n`);
  }
}

/** Runs it in a process of its own. Milliseconds of processor time, its start left out. */
export function runEleventy(folder: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, "eleventy-child.mjs")], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let out = "";
    child.stdout.on("data", (part) => {
      out += part;
    });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(Number(out.trim().split("\n").at(-1))) : reject(new Error(`Eleventy ended with ${code}.`)),
    );
  });
}
