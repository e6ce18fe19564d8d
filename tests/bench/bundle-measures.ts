/** The measures of bundles. Processor time is of the whole process, its threads too. */
import path from "node:path";
import sharp from "sharp";
import { makeBundle } from "../../electron/calls/publishing/make-bundle.ts";
import { publish as publication } from "../../electron/calls/publishing/publish.ts";
import type { Library } from "../../electron/library/library.ts";
import type { MadeBundle } from "../../shared/contract.ts";
import { done } from "../../shared/errors.ts";
import { ask, openAt, type Place } from "./measured-desk.ts";
import { peakMemory, publish, WRITER, worked } from "./publish-measures.ts";

const PHOTOS = 100;
/** A story without a text stays at home. */
const body = {
  type: "doc" as const,
  content: [
    {
      type: "paragraph",
      attrs: { id: "only", row: "only" },
      content: [{ type: "text", text: "ລົດແລ່ນຜ່ານຂົວແຫ່ງໃໝ່ ຂ້າມແມ່ນ້ຳຂອງ ແລ້ວ." }],
    },
  ],
};
const BASE_URL = "https://news.example.la/";

type Options = Parameters<typeof makeBundle>[4];

async function bundle(library: Library, place: Place, name: string, options: Options = {}): Promise<MadeBundle> {
  const file = path.join(place.aside, name);
  const made = await makeBundle(library, place.home, file, WRITER, { baseUrl: BASE_URL, ...options });
  if (!made.ok) throw new Error(made.error.message);
  return made.value.bundle;
}

/** The whole site as a bundle and into an empty folder, then one headline as a bundle of what changed. */
export async function bundling(place: Place) {
  const opened = await openAt(place);
  const library = opened.library();
  await library.complete();
  const made: MadeBundle[] = [];
  const keep = async (work: Promise<MadeBundle>) => void made.push(await work);
  const whole = await worked(() => keep(bundle(library, place, "whole.zip")));
  const peak = peakMemory();
  const site = await publish(library, path.join(place.aside, "site"));
  const { items } = await ask(opened, "articles.list", { stage: "published", lang: "lo", limit: 1 });
  const id = items[0]?.id ?? "";
  const { revs } = await ask(opened, "articles.open", { id });
  await ask(opened, "articles.save", { id, base: { lo: revs.lo }, lo: { headline: "ຂົວແຫ່ງທີສາມ ຂ້າມແມ່ນ້ຳຂອງ ເປີດໃຊ້ແລ້ວ" } });
  const since = { list: made[0]?.list ?? "", name: "whole.zip" };
  const chosen = { also: [{ id, lang: "lo" as const }], since };
  const one = await worked(() => keep(bundle(library, place, "delta.zip", chosen)));
  const onePeak = peakMemory();
  await opened.close();
  const [all, changed] = made;
  if (!all || changed?.stories.changed !== 1) throw new Error("Nothing of the headline went out.");
  return { whole, peak, site, one, onePeak, size: all.size, files: all.files.added, oneSize: changed.size };
}

/** Bytes that making every page of the site holds, where nothing is made of them. */
export async function pagesAlone(place: Place): Promise<number> {
  const opened = await openAt(place);
  const library = opened.library();
  await library.complete();
  const answer = await publication(
    library,
    WRITER,
    { baseUrl: BASE_URL },
    {
      path: place.aside,
      async write(begin) {
        const build = await begin({});
        if (!build.ok) return build;
        for await (const file of build.value.files) if ("bytes" in file) await file.bytes();
        return done({ written: 0, removed: 0 });
      },
    },
  );
  await opened.close();
  if (!answer.ok) throw new Error(answer.error.message);
  return peakMemory();
}

/** A hundred stories with a photograph each, bundled twice; milliseconds of processor time. */
export async function photographs(place: Place) {
  const opened = await openAt(place);
  for (let at = 0; at < PHOTOS; at += 1) {
    const noise = { type: "gaussian" as const, mean: 128, sigma: 60 };
    const picture = sharp({ create: { width: 1600, height: 1067, channels: 3, background: "#777", noise } }).blur(4);
    const data = (await picture.jpeg({ quality: 70 }).toBuffer()).toString("base64");
    const { asset } = await ask(opened, "assets.add", { name: `ຮູບ ${at}.jpg`, data });
    const words = { lo: "ຂົວແຫ່ງໃໝ່", en: "The new bridge" };
    const image = { asset, alt: words, caption: words, credit: { lo: "ຂປລ", en: "KPL" } };
    const lo = { headline: `ຂົວແຫ່ງທີ ${at} ເປີດໃຊ້ແລ້ວ`, body };
    const { article } = await ask(opened, "articles.create", { details: { image }, lo });
    await ask(opened, "articles.release", { id: article.id, lang: "lo", stage: "ready" });
  }
  const library = opened.library();
  const sizes: number[] = [];
  const keep = async (name: string) => {
    const { size, stories } = await bundle(library, place, name);
    // A story that a check keeps at home has no photo to measure.
    if (stories.new < PHOTOS) throw new Error(`Only ${stories.new} of ${PHOTOS} stories with a photo went out.`);
    sizes.push(size);
  };
  const first = await worked(() => keep("first.zip"));
  const again = await worked(() => keep("again.zip"));
  await opened.close();
  return { first, again, size: sizes[0] ?? 0 };
}
