import { Button, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { assignedOf } from "../../shared/article/additions.ts";
import type { Lang } from "../../shared/article/article.ts";
import { LANGS } from "../../shared/article/stages.ts";
import { MomentField, useZoneName } from "../base/moment-field.tsx";
import { usePeople } from "../base/people.ts";
import { useStore } from "../base/store.ts";
import { type OpenStory, tellRefusal } from "../editor/door.ts";
import { openSettings } from "../settings/door.ts";

/** Who is to do one language, and by when. */
function AssignField({ story, lang }: { readonly story: OpenStory; readonly lang: Lang }) {
  const { t } = useTranslation();
  const { session } = story;
  const release = useStore(session.view).release[lang];
  const { lines } = usePeople();
  const zone = useZoneName();
  const fixed = session.readOnly !== undefined;
  const assigned = assignedOf(release);
  const give = async (next: { readonly person: string; readonly due: string | null } | null) => {
    const error = await session.setRelease(lang, { assigned: next });
    if (error) tellRefusal(story, error, [lang]);
  };
  return (
    <div className="assign">
      <p className="assign-head">
        <strong>{t(`lang.${lang}`)}</strong> <span className="soft">{t(`stage.${release.stage}`)}</span>
      </p>
      <Select
        wrapperProps={{ "data-detail": `assign.${lang}` }}
        aria-label={t(`assign.person.${lang}`)}
        placeholder={t("assign.nobody")}
        clearable
        clearButtonProps={{ "aria-label": t(`assign.take.${lang}`) }}
        searchable
        selectFirstOptionOnChange
        nothingFoundMessage={t("assign.noSuch")}
        readOnly={fixed}
        value={assigned?.person ?? null}
        data={lines(assigned?.person)}
        onChange={(person) => void give(person === null ? null : { person, due: assigned?.due ?? null })}
      />
      {assigned && (
        <MomentField
          label={
            <>
              <span className="visually-hidden">{t(`lang.${lang}`)} </span>
              {t("assign.when", { zone })}
            </>
          }
          readOnly={fixed}
          value={assigned.due}
          onChange={(due) => void give({ person: assigned.person, due })}
        />
      )}
    </div>
  );
}

/** Whose work each language is, beside its stage. */
export function AssignFields({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { all } = usePeople();
  const { release } = useStore(story.session.view);
  const isNobodyThere = all.length === 0 && LANGS.every((lang) => assignedOf(release[lang]) === null);
  return (
    <fieldset className="assign-fields">
      <legend>{t("assign.title")}</legend>
      {isNobodyThere ? (
        <p className="soft">
          {t("assign.noPeople")}{" "}
          <Button
            data-detail="assign.people"
            size="compact-xs"
            variant="subtle"
            onClick={() => openSettings("library")}
          >
            {t("assign.toPeople")}
          </Button>
        </p>
      ) : (
        LANGS.map((lang) => <AssignField key={lang} story={story} lang={lang} />)
      )}
    </fieldset>
  );
}
