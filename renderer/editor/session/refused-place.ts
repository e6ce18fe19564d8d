/** Where the desk found what it doesn't take: a save's refusal leads to the place, on whichever host. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { blocksOf, rowOfBlock } from "../../../shared/blocks/body.ts";
import type { DeskError } from "../../../shared/errors.ts";
import { detailName } from "../../base/details-words.ts";
import { arrange, layout } from "../../base/layout-state.ts";
import { i18n } from "../../locale/index.ts";
import { caretInRow } from "../rows/partner.ts";
import type { OpenStory } from "./story.ts";

export type RefusedPlace =
  | { readonly kind: "row"; readonly lang: Lang; readonly row: string }
  | { readonly kind: "field"; readonly lang: Lang; readonly field: "headline" | "lead" | "body" }
  /** A field of the details, or a part of one: `related.2`, `image.alt.lo`. */
  | { readonly kind: "details"; readonly field: string };

/** The body's check names the row; the schema before it names the path in the request, `en.body.content.3…`. */
export function refusedPlace(story: OpenStory, { reason, values = {} }: DeskError): RefusedPlace | null {
  const named = LANGS.find((lang) => lang === values.lang);
  if (reason === "body-invalid" && named && typeof values.row === "string")
    return { kind: "row", lang: named, row: values.row };
  if (reason !== "bad-request") return null;
  const [part, field = "", , index] = /^[\w.]+/.exec(String(values.detail))?.[0].split(".") ?? [];
  if (part === "details") return { kind: "details", field };
  const lang = LANGS.find((one) => one === part);
  if (!lang) return null;
  if (field === "headline" || field === "lead") return { kind: "field", lang, field };
  const body = field === "body" ? story.session.text().versions[lang]?.body : undefined;
  const block = body && blocksOf(body)[Number(index)];
  return block ? { kind: "row", lang, row: rowOfBlock(block) } : null;
}

/** “English · Row 3”: the row by the number that its mark has. */
export function placeWords({ pairing }: OpenStory, place: RefusedPlace): string {
  if (place.kind === "details") return detailName(place.field);
  const within =
    place.kind === "field"
      ? place.field === "body"
        ? i18n.t(`fields.body.${place.lang}`)
        : i18n.t(`history.fields.${place.field}`)
      : i18n.t("rows.position", { number: pairing.tracks.get().rows.findIndex(({ row }) => row === place.row) + 1 });
  return `${i18n.t(`lang.${place.lang}`)} · ${within}`;
}

/** Frames that the pane of a story which was just opened may take. */
const FRAMES = 120;

/** Puts the focus on what is found once it is there. */
function focusOnce(selector: string, frames = FRAMES): void {
  requestAnimationFrame(() => {
    const found = document.querySelector<HTMLElement>(selector);
    if (found) found.focus();
    else if (frames > 0) focusOnce(selector, frames - 1);
  });
}

/** Puts the caret where it is, or opens the details at their field. */
export function goToPlace(story: OpenStory, place: RefusedPlace): void {
  if (place.kind === "details") {
    arrange({ details: true, side: "details" });
    const within = `[data-detail="${CSS.escape(place.field)}"]`;
    focusOnce(`${within} :is(input, textarea, button):enabled, button${within}`);
    return;
  }
  if (layout.get().hidden === place.lang) arrange({ hidden: null });
  if (place.kind === "row") caretInRow(story.editors[place.lang], place.row, "start");
  else document.querySelector<HTMLElement>(`[data-field="${place.field}.${place.lang}"]`)?.focus();
}
