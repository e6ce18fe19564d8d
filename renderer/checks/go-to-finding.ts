/** Leads to where a check found something. */
import type { Lang } from "../../shared/article/article.ts";
import { blocksOf, idOfBlock, rowOfBlock } from "../../shared/blocks/body.ts";
import type { FoundInStory } from "../../shared/contract.ts";
import { goToCard, goToPlace, goToRow, type OpenStory, openRowPanel } from "../editor/door.ts";

type Found = Pick<FoundInStory, "check" | "place" | "lang">;

function goToBlock(story: OpenStory, lang: Lang, id: string): void {
  const body = story.session.text().versions[lang]?.body;
  const block = body && blocksOf(body).find((one) => idOfBlock(one) === id);
  if (block) goToPlace(story, { kind: "row", lang, row: rowOfBlock(block) });
}

/** The field of the details in which it is mended. */
function detailOf({ check, place, lang }: Found): string {
  const [, ...path] = place.split("/");
  // It stands with the photo, whose first button would choose another one.
  return check === "image-description" ? ["image", "alt", lang].join(".") : path.join(".");
}

/** Puts the caret where it is, or opens the panel that holds it. */
export function goToFinding(story: OpenStory, found: Found): void {
  const { check, place, lang } = found;
  const [where = "", name = ""] = place.split("/");
  if (check === "conflict") goToCard(story, lang);
  else if (where === "details") goToPlace(story, { kind: "details", field: detailOf(found) });
  else if (where === "notes") {
    const row = story.session.view.get().notes[name]?.row;
    if (row) openRowPanel(story, row);
  } else if (where === "row") goToRow(story, name);
  else if (where === "block" && lang) goToBlock(story, lang, name);
  else if (lang && (where === "headline" || where === "lead" || where === "body"))
    goToPlace(story, { kind: "field", lang, field: where });
}
