/** The measures of previews and publications. Processor time is of the whole process, its threads too. */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { publishSite } from "../../electron/calls/publishing/publish.ts";
import type { Library } from "../../electron/library/library.ts";
import { median } from "./machine.ts";
import { ask, openAt, type Place, timed } from "./measured-desk.ts";

const STORIES = 21;
const FRONTS = 9;
export const WRITER = { origin: "editor" as const, by: "Desk" };

/**
 * Opening a story and previewing it, each story once; every one names three others as other news. Then the front, each
 * time with other words at its foot; of that the processor time.
 */
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
  const fronts: number[] = [];
  for (let look = 0; look < FRONTS; look += 1) {
    const site = { footer: { lo: `ຂປລ ${look}`, en: `KPL ${look}` } };
    fronts.push(await worked(() => ask(again, "publish.previewFront", { lang: look % 2 === 0 ? "lo" : "en", site })));
  }
  await again.close();
  // The first one reads the theme, the first of a front what is known of every story.
  return {
    ...{ opening: median(openings.slice(1)), preview: median(previews.slice(1)), first: previews[0] ?? 0 },
    ...{ front: median(fronts.slice(1)), firstFront: fronts[0] ?? 0 },
  };
}

/** Milliseconds of processor time that a piece of work took. */
export async function worked(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Waits until the process has hardly had anything to do for a second. */
async function idle(): Promise<void> {
  for (let quiet = 0; quiet < 4; ) {
    const took = await worked(() => wait(250));
    quiet = took < 10 ? quiet + 1 : 0;
  }
}

/** Bytes that the process held at most until now. */
export const peakMemory = (): number => process.resourceUsage().maxRSS * 1024;

export const publish = (library: Library, site: string) =>
  worked(async () => {
    const answer = await publishSite(library, site, WRITER, { baseUrl: "https://news.example.la/" });
    if (!answer.ok) throw new Error(answer.error.message);
  });

/** The first publication: every story is ready, and each is kept in history and noted. */
export async function firstPublication(place: Place) {
  const opened = await openAt(place);
  await opened.library().complete();
  const first = await publish(opened.library(), path.join(place.aside, "first"));
  await opened.close();
  return { first, peak: peakMemory() };
}

const isPage = (name: string) => name.endsWith(".html");

/** One headline changed, and published alone. */
async function headline(opened: Awaited<ReturnType<typeof openAt>>, site: string): Promise<number> {
  const { items } = await ask(opened, "articles.list", { stage: "published", lang: "lo", limit: 1 });
  const id = items[0]?.id ?? "";
  const { revs } = await ask(opened, "articles.open", { id });
  await ask(opened, "articles.save", { id, base: { lo: revs.lo }, lo: { headline: `ຂົວແຫ່ງທີ ${Date.now()} ເປີດໃຊ້ແລ້ວ` } });
  return worked(async () => {
    const answer = await publishSite(opened.library(), site, WRITER, {
      chosen: [{ id, lang: "lo" }],
      baseUrl: "https://news.example.la/",
    });
    if (!answer.ok || answer.value.written === 0) throw new Error("Nothing of the headline went out.");
  });
}

/** The same as the first publication of a session; and all that its process took from its start, as one of the command line does. */
export async function firstOfSession(place: Place) {
  const opened = await openAt(place);
  await opened.library().complete();
  const one = await headline(opened, path.join(place.aside, "site"));
  await opened.close();
  const { user, system } = process.cpuUsage();
  return { one, process: (user + system) / 1000 };
}

/**
 * All that is out into an empty folder, then with nothing changed, then with one headline changed, then with nothing
 * changed since, which the publication before couldn't know and which is looked through.
 */
export async function publication(place: Place) {
  // What a session wrote, the next opening looks through in its own time: once that is over, the one after has a story
  // to look at, not all of them beside the publication.
  const before = await openAt(place);
  await before.library().complete();
  await idle();
  await ask(before, "articles.create", { lo: { headline: "ຂ່າວທີ່ຍັງຂຽນບໍ່ແລ້ວ" } });
  await before.close();
  const opened = await openAt(place);
  const library = opened.library();
  await library.complete();
  const site = path.join(place.aside, "site");
  const whole = await publish(library, site);
  const peak = peakMemory();
  const files = readdirSync(site, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(path.join(site, name)).isFile(),
  );
  const again = await publish(library, site);
  const one = await headline(opened, site);
  const looked = await publish(library, site);
  await opened.close();
  return { whole, again, one, looked, files: files.length, pages: files.filter(isPage).length, peak };
}
