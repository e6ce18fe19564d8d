/** A publication of a shared library: pictures that it shows and that haven't come yet are fetched before it. */
import { assetsShown } from "../../../shared/article/shown.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Library } from "../../library/library.ts";
import type { AskedPictures } from "../../sync/asked-pictures.ts";
import type { PublishOptions } from "./plan-input.ts";
import type { UnderWay } from "./under-way.ts";

/**
 * Resolves once they are here, or couldn't be had now: their stories stay at home then, as with any photo that isn't
 * there. `chosen`: as a publication takes it; without it every picture is wanted.
 */
export async function picturesFirst(
  library: Library,
  pictures: AskedPictures,
  { chosen }: Pick<PublishOptions, "chosen">,
  { signal, step }: UnderWay = {},
): Promise<void> {
  let wanted = await pictures.allLacking();
  if (wanted.size > 0 && chosen) {
    const shown = new Set<string>();
    for (const id of new Set(chosen.map((one) => one.id))) {
      const read = await library.read(id);
      if (read.ok) for (const lang of LANGS) for (const one of assetsShown(read.value.article, lang)) shown.add(one);
    }
    wanted = new Set([...wanted].filter((name) => shown.has(name)));
  }
  if (wanted.size === 0 || signal?.aborted) return;
  step?.({ kind: "photos" });
  const given = new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
  await Promise.race([pictures.bring(wanted), given]);
}
