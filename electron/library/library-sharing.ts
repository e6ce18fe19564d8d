/** The open library as other desks share it: stories given and taken, and the revisions that go with them. */
import { ArticleId } from "../../shared/article/article.ts";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { LANGS } from "../../shared/article/stages.ts";
import { done, refuse } from "../../shared/errors.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { purgeStory } from "./care/trash.ts";
import { readArticleFile } from "./files/article-file.ts";
import type { History } from "./history/history.ts";
import { keepWorked } from "./history/keep-worked.ts";
import { keptRev } from "./history/kept-text.ts";
import type { Door, Library, LibraryParts, Lineage } from "./kinds.ts";

type OfSharing = "take" | "received" | "purge" | "revisionFile" | "takeRevision" | "handOver" | "lineage";

async function lineageOf(history: History, id: string): Promise<Lineage[]> {
  const lineage: Lineage[] = [];
  for (const { rev, parents, aside } of await history.list(id)) {
    const text = await history.read(id, rev);
    if (text !== null && text !== "damaged") lineage.push({ rev, parents, text: keptRev(text, []), aside });
  }
  return lineage;
}

export function sharingOfLibrary(parts: LibraryParts, door: Door): Pick<Library, OfSharing> {
  const { folder, asked, locked, history, readOnly, turns, ground, ladder } = parts;
  return {
    take: (id, writer, make) => asked(() => door.take(id, writer, make)),
    handOver: (id, writer, told = []) =>
      asked(async () => {
        if (readOnly) return locked();
        if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
        ground.hold();
        return turns.inTurn(id, async () => {
          const read = await readArticleFile(folder, id, ladder);
          if (read.kind === "missing") return refuse("no-article", { id });
          if (read.kind === "unreadable") return { ok: false, error: read.error };
          if (read.readOnly) return refuse(read.readOnly);
          const { article } = read;
          const text = canonicalJson(article);
          await keepWorked(parts, id);
          const isSent = (await history.files(id)).find(({ aside }) => !aside)?.why === "sent";
          const from = isSent && (await history.holds(id, text)) ? [] : told;
          const rev = await history.keep(id, text, { at: instantNow(), by: writer.by, why: "sent", from });
          await history.mark(id, rev, "pin");
          const out = LANGS.flatMap((lang) => article.release[lang].out?.rev ?? []);
          const kept = await history.files(id);
          const needed = kept.filter((one) => one.pinned || out.includes(one.rev)).map((one) => one.rev);
          return done({ article, text, rev, lineage: await lineageOf(history, id), needed });
        });
      }),
    lineage: (id) =>
      asked(async () => {
        if (readOnly) return locked();
        if (!ArticleId.safeParse(id).success) return refuse("no-article", { id });
        await turns.inTurn(id, () => keepWorked(parts, id));
        return done(await lineageOf(history, id));
      }),
    received: (id, text) =>
      asked(async () => {
        const kept = (await history.list(id)).find(({ why }) => why === "received");
        return done(kept !== undefined && keptRev(text, kept.parents) === kept.rev);
      }),
    purge: (id, writer) =>
      asked(async () => (readOnly ? locked() : done(await turns.inTurn(id, () => purgeStory(parts, id, writer.by))))),
    revisionFile: (id, rev) => asked(async () => done(await history.file(id, rev))),
    takeRevision: (id, bytes) =>
      asked(async () => {
        if (readOnly) return locked();
        ground.hold();
        return done(await turns.inTurn(id, () => history.take(id, bytes)));
      }),
  };
}
