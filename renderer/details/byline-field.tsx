import { Autocomplete, Button, CloseButton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Lang, Words } from "../../shared/article/article.ts";
import { LANGS } from "../../shared/article/stages.ts";
import { hostState, settingsState } from "../base/desk-state.ts";
import { useCaretInNew } from "../base/focus/caret-in-new.ts";
import { useStore } from "../base/store.ts";
import type { OpenStory } from "../editor/door.ts";

/** Who wrote it: any name, or one of the library's people, who then stand there in both languages. */
export function BylineField({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { session } = story;
  const { bylines } = useStore(session.view).details;
  const { people } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  const fixed = session.readOnly !== undefined;
  const { place, adding } = useCaretInNew<HTMLFieldSetElement>(bylines.length, ".byline");
  const set = (next: readonly Words[]) => session.editDetails({ bylines: [...next] });
  // A choice and its typed form come one after the other, so each builds on what stands now.
  const change = (index: number, words: Partial<Words>) =>
    set(session.view.get().details.bylines.map((one, at) => (at === index ? { ...one, ...words } : one)));
  const choose = (index: number, lang: Lang, name: string) => {
    const person = people.find((one) => one[lang] === name);
    if (person) change(index, { lo: person.lo, en: person.en });
  };
  return (
    <fieldset ref={place}>
      <legend>{t("details.bylines")}</legend>
      {bylines.map((byline, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bylines have no id, and their order is what they are
        <div key={index} className="byline">
          {LANGS.map((lang) => (
            <Autocomplete
              key={lang}
              aria-label={`${t(`details.byline.${lang}`)} ${index + 1}`}
              placeholder={t(`lang.${lang}`)}
              lang={lang}
              readOnly={fixed}
              value={byline[lang]}
              title={byline[lang] || undefined}
              data={[...new Set(people.map((person) => person[lang]).filter(Boolean))]}
              limit={8}
              onChange={(name) => change(index, { [lang]: name })}
              onOptionSubmit={(name) => choose(index, lang, name)}
            />
          ))}
          {!fixed && (
            <CloseButton
              size="sm"
              aria-label={`${t("details.remove")} ${byline[language] || byline.en || byline.lo}`}
              onClick={() => set(bylines.filter((_one, at) => at !== index))}
            />
          )}
        </div>
      ))}
      {!fixed && (
        <Button
          className="add"
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={13} />}
          onClick={() => {
            adding();
            set([...bylines, { lo: "", en: "" }]);
          }}
        >
          {t("details.addByline")}
        </Button>
      )}
    </fieldset>
  );
}
