/** The measures of previews and publications. */
import path from "node:path";
import { publishSite } from "../../electron/calls/publishing/publish.ts";
import { median } from "./machine.ts";
import { ask, openAt, type Place, timed } from "./measured-desk.ts";

const STORIES = 21;

/** Opening a story and previewing it, each story once; every one names three others as other news. */
export async function previewing(place: Place) {
  const opened = await openAt(place);
  await opened.library().complete();
  const ids = await opened.library().ids();
  const step = Math.max(1, Math.floor(ids.length / STORIES));
  const some = ids.filter((_, at) => at % step === 0).slice(0, STORIES);
  for (const [at, id] of some.entries()) {
    const { revs } = await ask(opened, "articles.open", { id });
    const related = [1, 2, 3]
      .flatMap((more) => ids.slice(at * step + more).slice(0, 1))
      .map((article) => ({ article }));
    await ask(opened, "articles.save", { id, base: { details: revs.details }, details: { related } });
  }
  await opened.close();
  const again = await openAt(place);
  await again.library().complete();
  const openings: number[] = [];
  const previews: number[] = [];
  for (const id of some) {
    openings.push(await timed(() => ask(again, "articles.open", { id })));
    previews.push(await timed(() => ask(again, "publish.preview", { id, lang: "lo" })));
  }
  await again.close();
  // The first one reads the theme.
  return { opening: median(openings.slice(1)), preview: median(previews.slice(1)), first: previews[0] ?? 0 };
}

/** A publication of all, one with nothing to do, and one of a single story that changed. */
export async function publication(place: Place) {
  const opened = await openAt(place);
  const library = opened.library();
  await library.complete();
  const writer = { origin: "editor" as const, by: "Desk" };
  const site = path.join(place.aside, "site");
  let outs = 0;
  const publish = (chosen?: { id: string; lang: "lo" }[]) =>
    timed(async () => {
      const answer = await publishSite(library, site, writer, chosen ? { chosen } : {});
      if (!answer.ok) throw new Error(answer.error.message);
    });
  const all = await publish();
  const peak = process.memoryUsage().rss;
  const { items } = await ask(opened, "articles.list", { stage: "published", lang: "lo", limit: 1 });
  outs = (await ask(opened, "articles.list", { stage: "published", limit: 1 })).total;
  const again = await publish();
  const id = items[0]?.id ?? "";
  const { revs } = await ask(opened, "articles.open", { id });
  await ask(opened, "articles.save", { id, base: { lo: revs.lo }, lo: { lead: "ແກ້ໄຂແລ້ວ" } });
  const one = await publish([{ id, lang: "lo" }]);
  await opened.close();
  return { all, again, one, outs, peak };
}
