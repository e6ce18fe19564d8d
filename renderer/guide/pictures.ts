/** The pages' pictures, taken by `npm run screenshots`; files beside the page's own. */
import type { Lang } from "../../shared/article/article.ts";
import type { GuidePage } from "../base/guide-state.ts";

const FILES = import.meta.glob<string>("./pictures/*.webp", { eager: true, query: "?url", import: "default" });

export const pictureOf = (page: GuidePage, lang: Lang): string | undefined => FILES[`./pictures/${page}.${lang}.webp`];
