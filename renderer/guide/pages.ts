/** The guide as data: ten pages, each with one picture of the app, in both languages. */
import type { Lang } from "../../shared/article/article.ts";
import type { GuidePage } from "../base/guide-state.ts";
import type { PageWords } from "./page-words.ts";
import { en } from "./words/en.ts";
import { lo } from "./words/lo.ts";

export const GUIDE: Readonly<Record<Lang, Readonly<Record<GuidePage, PageWords>>>> = { lo, en };
