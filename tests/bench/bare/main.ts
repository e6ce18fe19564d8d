/** The baseline of the typing bench: two editors with the same schema and type, and nothing else. */
import "@fontsource-variable/source-serif-4/index.css";
import "@fontsource-variable/noto-serif-lao/index.css";
import "./bare.css";
import { Editor } from "@tiptap/core";
import { textExtensions } from "../../../renderer/editor/schema/text-extensions.ts";

document.getElementById("open")?.addEventListener("click", async () => {
  const columns = document.getElementById("columns");
  const { article } = await (await fetch("/article.json")).json();
  for (const lang of ["lo", "en"] as const) {
    const element = document.createElement("div");
    element.className = `column column-${lang}`;
    columns?.append(element);
    new Editor({
      element,
      injectCSS: false,
      extensions: textExtensions,
      content: article.versions[lang].body,
      editorProps: { attributes: { "data-field": `body.${lang}`, lang, spellcheck: "false" } },
    });
  }
});
