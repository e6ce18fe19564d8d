/** Done once while the window is idle, so that the first story opens as quickly as the next ones. */
import { Editor } from "@tiptap/react";
import { LANGS } from "../../../../shared/article/stages.ts";
import { schemaExtensions } from "../../schema/extensions.ts";

const WORDS = { lo: "ລາວ", en: "Lao" } as const;

/** Loads the fonts of both texts, in which no word stands yet, and runs the editors' code on a short one. */
export function warmUp(): void {
  requestIdleCallback(() => {
    for (const lang of LANGS) {
      const family = getComputedStyle(document.documentElement).getPropertyValue(`--text-${lang}`);
      for (const weight of [400, 650]) void document.fonts.load(`${weight} 17px ${family}`, WORDS[lang]);
      new Editor({
        element: { mount: document.createElement("div") },
        injectCSS: false,
        extensions: schemaExtensions,
        content: `<p>${WORDS[lang]}</p>`,
      }).destroy();
    }
  });
}
