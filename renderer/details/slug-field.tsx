import { ActionIcon, Textarea } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Slug } from "../../shared/article/article.ts";
import { isOut } from "../../shared/article/out.ts";
import { LANGS } from "../../shared/article/stages.ts";
import { deskWords } from "../../shared/text/names/desk-words.ts";
import { automaticSlug } from "../../shared/text/slug.ts";
import { settingsState } from "../base/desk-state.ts";
import { Star, useAsked } from "../base/finding-star.tsx";
import { useStore } from "../base/store.ts";
import type { OpenStory } from "../editor/door.ts";

import { errorWords } from "../locale/index.ts";
import { OpenHolder, useHolder } from "./address-taken.tsx";

/** The story's address: made from the headline until it is typed by hand. Several lines on the screen, one in fact. */
export function SlugField({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { session } = story;
  const view = useStore(session.view);
  const status = useStore(session.status);
  const { slug } = view.details;
  const fixed = session.readOnly !== undefined;
  const [typed, setTyped] = useState<string | null>(null);
  const automatic = automaticSlug(
    { lo: view.fields.lo.headline, en: view.fields.en.headline },
    session.id,
    deskWords(useStore(settingsState).settings),
  );
  const bad = typed !== null && typed !== "" && !Slug.safeParse(typed).success;
  const refused = status.kind === "failed" && ["slug-taken", "slug-device"].includes(status.error.reason ?? "");
  const holder = useHolder(story);
  const takenBy =
    holder &&
    t(holder.isTrashed ? "details.slugTakenInTrash" : "details.slugTaken", {
      headline: holder.headline || t("library.noHeadline"),
    });
  const taken = takenBy ?? (refused ? errorWords(status.error) : null);
  const change = (text: string) => {
    const line = text.replace(/\s+/g, "");
    setTyped(line);
    if (line === "") session.editDetails({ slug: null });
    else if (Slug.safeParse(line).success) session.editDetails({ slug: line });
  };
  const asked = useAsked(session.id, "details/slug");
  const out = LANGS.some((lang) => isOut(view.release[lang]));
  const field = (
    <Textarea
      wrapperProps={{ "data-detail": "slug" }}
      label={
        <>
          {t("details.slug")}
          <Star words={asked} />
        </>
      }
      data-one-line
      autosize
      minRows={1}
      description={
        asked ??
        (slug === null ? t("details.slugAuto") : out && typed !== null ? t("details.slugPublished") : undefined)
      }
      placeholder={automatic}
      readOnly={fixed}
      value={typed ?? slug ?? ""}
      error={bad ? t("details.slugBad") : taken}
      spellCheck={false}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => {
        if (!bad) setTyped(null);
      }}
      rightSection={
        (slug === null && !bad) || fixed ? null : (
          <ActionIcon
            size="sm"
            aria-label={t("details.slugReset")}
            title={t("details.slugReset")}
            onClick={() => {
              setTyped(null);
              session.editDetails({ slug: null });
            }}
          >
            <IconArrowBackUp size={15} />
          </ActionIcon>
        )
      }
    />
  );
  return (
    <div>
      {field}
      {holder && <OpenHolder holder={holder} />}
    </div>
  );
}
