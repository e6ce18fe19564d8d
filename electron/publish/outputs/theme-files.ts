/** `assets/`: the style sheet as the desk's settings have it, the print script and the fonts; its logo among the images. */
import { siteLook } from "../../../shared/site-look.ts";
import { STYLE_SHEET, styleSheet } from "../theme/theme.ts";
import { madeFile } from "../write/site-file.ts";
import type { Output } from "./site.ts";

export const themeFiles: Output = async function* ({ plan, sources, images }) {
  for (const [path, bytes] of sources.theme.files)
    yield madeFile(path, path === STYLE_SHEET ? styleSheet(sources.theme, plan.settings) : bytes);
  // One that can't be read is left out: the agency's name stands for it.
  const logo = plan.logo && siteLook(plan.settings).logo;
  yield* (logo && (await images.files([logo])).get(logo)) || [];
};
