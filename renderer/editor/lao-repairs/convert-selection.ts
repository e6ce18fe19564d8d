/** The command that converts what is chosen from an old font. */
import { fromOldFontByWish } from "../../../shared/text/repairs/old-font.ts";
import { tell } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";
import type { OpenStory } from "../session/story.ts";
import { changeAtOnce, convertLetters, textRanges } from "./convert.ts";
import { lastEditorView } from "./offer.ts";

/** In the body, headline or lead that had the focus last; what is Lao already stays. */
export function convertSelection(story: OpenStory): void {
  const view = lastEditorView() ?? story.editors[story.focused.get()].view;
  const { from, to, empty } = view.state.selection;
  if (empty || !view.editable) {
    tell(i18n.t("laoRepairs.chooseFirst"));
    return;
  }
  const isChanged = changeAtOnce(view, (change) =>
    convertLetters(change, textRanges(change.doc, { from, to }), fromOldFontByWish),
  );
  if (!isChanged) tell(i18n.t("laoRepairs.nothingToConvert"));
  view.focus();
}
