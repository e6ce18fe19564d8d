import { Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LANGS } from "../../shared/article/stages.ts";
import { termIn } from "../../shared/settings.ts";
import { longDate } from "../../shared/text/dates.ts";
import { hostState, settingsState } from "../base/desk-state.ts";
import { Star, useAsked } from "../base/finding-star.tsx";
import { MomentField, useZoneName } from "../base/moment-field.tsx";
import { useStore } from "../base/store.ts";
import { type OpenStory, OtherCards } from "../editor/door.ts";

import { AssignFields } from "./assign-fields.tsx";
import { BylineField } from "./byline-field.tsx";
import { PhotoField } from "./pictures/photo-field.tsx";
import { RelatedField } from "./related-field.tsx";
import { SlugField } from "./slug-field.tsx";
import { TagsField } from "./tags-field.tsx";
import { WordsPair } from "./words-pair.tsx";

function CategoryField({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { category } = useStore(story.session.view).details;
  const { categories } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  const asked = useAsked(story.session.id, "details/category");
  const unknown = category !== null && !categories.some((term) => term.key === category);
  return (
    <Select
      wrapperProps={{ "data-detail": "category" }}
      label={
        <>
          {t("details.category")}
          <Star words={asked} />
        </>
      }
      description={asked ?? undefined}
      clearable
      searchable
      selectFirstOptionOnChange
      readOnly={story.session.readOnly !== undefined}
      value={category}
      data={[
        ...categories.map(({ key }) => ({ value: key, label: termIn(categories, key, language) })),
        ...(unknown ? [{ value: category, label: category }] : []),
      ]}
      onChange={(next) => story.session.editDetails({ category: next })}
    />
  );
}

/** Everything of a story that isn't its text. */
export function DetailsPane({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { session } = story;
  const view = useStore(session.view);
  const refused = useStore(session.refused);
  const zoneName = useZoneName();
  const zone = useStore(settingsState).settings.timeZone;
  const language = useStore(hostState)?.language ?? "en";
  const { details } = view;
  const fixed = session.readOnly !== undefined;
  return (
    <div className="details" data-fixed={fixed || undefined}>
      <OtherCards story={story} />
      <AssignFields story={story} />
      <CategoryField story={story} />
      <TagsField story={story} />
      <WordsPair
        label={(lang) => t(`details.place.${lang}`)}
        value={details.place}
        fixed={fixed}
        change={(place) => session.editDetails({ place })}
      />
      <BylineField story={story} />
      <SlugField story={story} />
      <MomentField
        label={t("details.embargo", { zone: zoneName })}
        readOnly={fixed}
        value={details.embargoUntil}
        refusals={refused?.turn ?? 0}
        onChange={(embargoUntil) => {
          session.editDetails({ embargoUntil });
          // The desk may refuse it, and says so while the field is looked at.
          void session.flush();
        }}
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
    </div>
  );
}
