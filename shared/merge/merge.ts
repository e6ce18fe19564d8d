import type { Article } from "../article/article.ts";
export const merge = (base: Article | null, a: Article, b: Article): Article => (base ? a : b);
