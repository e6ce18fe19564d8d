/** A story's text on the clipboard, for a message. */
import type { Lang } from "../../../shared/article/article.ts";
import { messageText } from "../../../shared/blocks/message-text.ts";
import { tell, tellRefusal } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";
import { storedBody } from "../session/serialise.ts";
import type { OpenStory } from "../session/story.ts";

/** One language of the story as it stands in this window. */
export async function copyAsText(story: OpenStory, lang: Lang): Promise<void> {
  const fields = story.session.view.get().fields[lang];
  const text = messageText({ ...fields, body: storedBody(story.editors[lang].state.doc) });
  if (text === "") {
    tell(i18n.t(`handOut.nothing.${lang}`));
    return;
  }
  try {
    await navigator.clipboard.writeText(text);
    tell(i18n.t(`handOut.copied.${lang}`));
  } catch {
    tellRefusal(i18n.t("handOut.notCopied"));
  }
}
