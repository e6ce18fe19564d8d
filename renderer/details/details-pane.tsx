import { ActionIcon, Button, CloseButton, Select, TagsInput, TextInput } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { IconArrowBackUp, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Key, LANGS, type Lang, Slug, type Words } from "../../shared/article.ts";
import { termIn } from "../../shared/settings.ts";
import { fieldDate, instantInZone, longDate } from "../../shared/text/dates.ts";
import { automaticSlug, slugOf } from "../../shared/text/slug.ts";
import type { OpenStory } from "../editor/open-story.ts";
import { errorWords } from "../locale/index.ts";
import { hostState, saveSettings, settingsState } from "../shell/desk-state.ts";
import { useStore } from "../shell/store.ts";
import { PhotoField } from "./photo-field.tsx";
import { RelatedField } from "./related-field.tsx";

interface PairProps {
  readonly label: (lang: Lang) => string;
  readonly value: Words;
  readonly fixed: boolean;
  readonly change: (value: Words) => void;
}

/** The same words in both languages, side by side. */
export function WordsPair({ label, value, fixed, change }: PairProps) {
  return (
    <div className="two">
      {LANGS.map((lang) => (
        <TextInput
          key={lang}
          label={label(lang)}
          lang={lang}
          readOnly={fixed}
          value={value[lang]}
          onChange={(event) => change({ ...value, [lang]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}

function SlugField({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const view = useStore(story.session.view);
  const status = useStore(story.session.status);
  const { slug } = view.details;
  const [typed, setTyped] = useState<string | null>(null);
  const automatic = automaticSlug({ lo: view.fields.lo.headline, en: view.fields.en.headline }, story.session.id);
  const bad = typed !== null && typed !== "" && !Slug.safeParse(typed).success;
  const taken = status.kind === "failed" && status.error.reason === "slug-taken" ? errorWords(status.error) : null;
  const change = (text: string) => {
    setTyped(text);
    if (text === "") story.session.editDetails({ slug: null });
    else if (Slug.safeParse(text).success) story.session.editDetails({ slug: text });
  };
  return (
    <TextInput
      label={t("details.slug")}
      description={slug === null ? t("details.slugAuto") : undefined}
      placeholder={automatic}
      readOnly={story.session.readOnly !== undefined}
      value={typed ?? slug ?? ""}
      error={bad ? t("details.slugBad") : taken}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => setTyped(null)}
      rightSection={
        slug === null ? null : (
          <ActionIcon
            size="sm"
            aria-label={t("details.slugReset")}
            title={t("details.slugReset")}
            onClick={() => change("")}
          >
            <IconArrowBackUp size={15} />
          </ActionIcon>
        )
      }
    />
  );
}

function TagsField({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { tags } = useStore(story.session.view).details;
  const { settings } = useStore(settingsState);
  const language = useStore(hostState)?.language ?? "en";
  const wordsOf = (key: string) => termIn(settings.tags, key, language);
  const change = async (words: readonly string[]) => {
    const keys: string[] = [];
    const added: { key: string; lo: string; en: string }[] = [];
    for (const word of words) {
      const known = [...settings.tags, ...added].find((term) => [term.key, term.lo, term.en].includes(word));
      const key = known?.key ?? slugOf(word);
      if (!Key.safeParse(key).success || keys.includes(key)) continue;
      if (!known && !tags.includes(key)) added.push({ key, lo: word, en: word });
      keys.push(key);
    }
    story.session.editDetails({ tags: keys });
    if (added.length > 0) await saveSettings({ ...settings, tags: [...settings.tags, ...added] });
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

/** Everything of a story that isn't its text. */
export function DetailsPane({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { session } = story;
  const view = useStore(session.view);
  const { settings } = useStore(settingsState);
  const language = useStore(hostState)?.language ?? "en";
  const { details } = view;
  const zone = settings.timeZone;
  const fixed = session.readOnly !== undefined;
  const bylines = details.bylines;
  return (
    <aside className="details" aria-label={t("details.title")}>
      <h2>{t("details.title")}</h2>
      <Select
        label={t("details.category")}
        description={details.category === null ? t("details.required") : undefined}
        withAsterisk
        clearable
        searchable
        readOnly={fixed}
        value={details.category}
        data={[
          ...settings.categories.map(({ key }) => ({ value: key, label: termIn(settings.categories, key, language) })),
          ...(details.category !== null && !settings.categories.some((term) => term.key === details.category)
            ? [{ value: details.category, label: details.category }]
            : []),
        ]}
        onChange={(category) => session.editDetails({ category })}
      />
      <TagsField story={story} />
      <WordsPair
        label={(lang) => t(`details.place.${lang}`)}
        value={details.place}
        fixed={fixed}
        change={(place) => session.editDetails({ place })}
      />
      <fieldset>
        <legend>{t("details.bylines")}</legend>
        {bylines.map((byline, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bylines have no id, and their order is what they are
          <div key={index} className="byline">
            {LANGS.map((lang) => (
              <TextInput
                key={lang}
                aria-label={`${t(`details.byline.${lang}`)} ${index + 1}`}
                placeholder={t(`lang.${lang}`)}
                lang={lang}
                readOnly={fixed}
                value={byline[lang]}
                onChange={(event) =>
                  session.editDetails({
                    bylines: bylines.map((one, at) =>
                      at === index ? { ...one, [lang]: event.currentTarget.value } : one,
                    ),
                  })
                }
              />
            ))}
            {!fixed && (
              <CloseButton
                aria-label={`${t("details.remove")} ${byline[language] || byline.en || byline.lo}`}
                onClick={() => session.editDetails({ bylines: bylines.filter((_one, at) => at !== index) })}
              />
            )}
          </div>
        ))}
        {!fixed && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={13} />}
            onClick={() => session.editDetails({ bylines: [...bylines, { lo: "", en: "" }] })}
          >
            {t("details.addByline")}
          </Button>
        )}
      </fieldset>
      <SlugField story={story} />
      <DateTimePicker
        label={t("details.embargo", { zone })}
        clearable
        readOnly={fixed}
        valueFormat="DD/MM/YYYY HH:mm"
        value={details.embargoUntil ? fieldDate(details.embargoUntil, zone).replace("T", " ") : null}
        onChange={(value) => session.editDetails({ embargoUntil: value ? instantInZone(value, zone) : null })}
      />
      <Select
        label={t("details.source")}
        allowDeselect={false}
        readOnly={fixed}
        value={details.source}
        data={LANGS.map((lang) => ({ value: lang, label: t(`lang.${lang}`) }))}
        onChange={(source) => session.editDetails({ source: source === "lo" ? "lo" : "en" })}
      />
      <PhotoField story={story} />
      <RelatedField story={story} />
      <fieldset>
        <legend>{t("details.page")}</legend>
        {(["leadTag", "dateline", "signOff"] as const).map((field) => (
          <div key={field} className="two">
            {LANGS.map((lang) => (
              <TextInput
                key={lang}
                label={t(`details.${field}.${lang}`)}
                lang={lang}
                readOnly={fixed}
                value={view.fields[lang][field]}
                onChange={(event) => session.editField(lang, field, event.currentTarget.value)}
              />
            ))}
          </div>
        ))}
      </fieldset>
      <p className="soft">{t("details.created", { when: longDate(view.createdAt, zone, language) })}</p>
    </aside>
  );
}
