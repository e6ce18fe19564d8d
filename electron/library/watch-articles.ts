/** Changes by other programs are noticed within moments; the check at each write is what counts. */
import { watch } from "node:fs";
import path from "node:path";
import { ARTICLE_FILE } from "./article-file.ts";
import { isCopyName } from "./quarantine.ts";

/** How long a file is left alone after its last sign of life, in milliseconds: another program may still be writing. */
const QUIET = 150;

export interface ArticleWatch {
  /** A story's file changed, by whomever. */
  readonly look: (id: string) => void;
  /** A copy of a story appeared beside it. */
  readonly copy: () => void;
}

/** Returns what ends the watch; on a system or a disk that can't be watched, nothing is told. */
export function watchArticles(folder: string, { look, copy }: ArticleWatch): () => void {
  const seen = new Map<string, NodeJS.Timeout>();
  const soon = (key: string, work: () => void) => {
    clearTimeout(seen.get(key));
    const timer = setTimeout(() => {
      seen.delete(key);
      work();
    }, QUIET);
    timer.unref();
    seen.set(key, timer);
  };
  try {
    const watching = watch(path.join(folder, "articles"), { recursive: true, persistent: false }, (_event, name) => {
      const file = path.basename(name ?? "");
      const id = ARTICLE_FILE.exec(file)?.[1];
      if (id) soon(id, () => look(id));
      else if (isCopyName(file)) soon("copy", copy);
    });
    watching.on("error", () => watching.close());
    return () => {
      watching.close();
      for (const timer of seen.values()) clearTimeout(timer);
    };
  } catch {
    return () => undefined;
  }
}
