import { TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Key } from "../../shared/article/article.ts";
import { type Term, termIn } from "../../shared/settings.ts";
import { canonicalText } from "../../shared/text/lao.ts";
import { slugOf } from "../../shared/text/slug.ts";
import { changeSettings, hostState, settingsState } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import type { OpenStory } from "../editor/door.ts";

const isLao = (text: string): boolean => /\p{Script=Lao}/u.test(text);

/** The story's tags; a new word becomes a tag of the library, in the language that it is written in. */
export function TagsField({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { tags } = useStore(story.session.view).details;
  const { settings } = useStore(settingsState);
  const language = useStore(hostState)?.language ?? "en";
  const wordsOf = (key: string) => termIn(settings.tags, key, language);
  const change = async (words: readonly string[]) => {
    const keys: string[] = [];
    const added: Term[] = [];
    for (const typed of words) {
      const word = canonicalText(typed).trim();
      const shown = tags.find((key) => wordsOf(key) === word);
      const known = [...settings.tags, ...added].find((term) => [term.key, term.lo, term.en].includes(word));
      const key = shown ?? known?.key ?? slugOf(word);
      if (!Key.safeParse(key).success || keys.includes(key)) continue;
      const exists = settings.tags.some((term) => term.key === key);
      if (!exists && !known && !shown) added.push({ key, lo: isLao(word) ? word : "", en: isLao(word) ? "" : word });
      keys.push(key);
    }
    story.session.editDetails({ tags: keys });
    if (added.length === 0) return;
    await changeSettings((now) => ({
      ...now,
      tags: [...now.tags, ...added.filter(({ key }) => !now.tags.some((term) => term.key === key))],
    }));
  };
  return (
    <TagsInput
      label={t("details.tags")}
      placeholder={tags.length === 0 ? t("details.tagsHint") : ""}
      readOnly={story.session.readOnly !== undefined}
      value={tags.map(wordsOf)}
      data={[...new Set(settings.tags.map((term) => wordsOf(term.key)))]}
      onChange={(words) => void change(words)}
    />
  );
}
