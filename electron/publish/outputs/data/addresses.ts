/** Where published data lies, from the site's root. */
import type { Lang } from "../../../../shared/article/article.ts";
import { PUBLISHED_FORMAT } from "./published-data.ts";

export const storyPath = (id: string): string => `api/${id}.json`;

/** What of a language is said to other newsrooms' systems. Its address is that language's id in feeds too: it stays when the page moves. */
export const ninjsPath = (id: string, lang: Lang): string => `api/${id}.${lang}.ninjs.json`;

export const INDEX_PATH = "api/index.json";

export const indexPagePath = (page: number): string => `api/index/${page}.json`;

export const CHANGES_PATH = "api/changes.json";

export type SchemaName = "story" | "index" | "index-page" | "changes";

export const schemaPath = (name: SchemaName): string => `api/schema/${name}-${PUBLISHED_FORMAT}.json`;

export const schemaAddress = (baseUrl: string, name: SchemaName): string => `${baseUrl}${schemaPath(name)}`;
