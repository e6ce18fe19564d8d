import { Modal, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lang, Words } from "../../../shared/article/article.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import { type FoundPicture, LIMITS } from "../../../shared/contract.ts";
import type { DeskError } from "../../../shared/errors.ts";
import { desk } from "../../base/desk-client.ts";
import { hostState } from "../../base/desk-state.ts";
import { useCloseOnTop } from "../../base/focus/on-top.ts";
import { useStore } from "../../base/store.ts";
import { errorWords } from "../../locale/index.ts";
import { useAssetUrl } from "./asset-image.ts";

/** Pixels across, twice what a card has. */
const SMALL = 360;

interface CardProps {
  readonly picture: FoundPicture;
  readonly language: Lang;
  readonly take: () => void;
}

function Card({ picture, language, take }: CardProps) {
  const { t } = useTranslation();
  const url = useAssetUrl(picture.asset, SMALL);
  const inLanguage = (words: Words): { readonly lang: Lang; readonly text: string } | null => {
    const lang = [language, otherLang(language)].find((one) => words[one].trim() !== "");
    return lang ? { lang, text: words[lang] } : null;
  };
  const said = inLanguage(picture.caption) ?? inLanguage(picture.alt);
  return (
    <li>
      <button type="button" onClick={take}>
        <span>{url && <img src={url} alt="" />}</span>
        <span className="picture-words" lang={said?.lang}>
          {said?.text ?? t("details.pick.untold")}
        </span>
      </button>
    </li>
  );
}

interface Props {
  readonly close: () => void;
  readonly take: (picture: FoundPicture) => void;
}

/** A picture that a story of the library shows, found by its words and used again with them. */
export function PickDialog({ close, take }: Props) {
  const { t } = useTranslation();
  const closeOnTop = useCloseOnTop(close);
  const language = useStore(hostState)?.language ?? "en";
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed, 150);
  const [pictures, setPictures] = useState<readonly FoundPicture[] | null>(null);
  const [error, setError] = useState<DeskError | null>(null);
  useEffect(() => {
    let latest = true;
    void desk.call("assets.find", { text }).then((answer) => {
      if (!latest) return;
      setError(answer.ok ? null : answer.error);
      if (answer.ok) setPictures(answer.value.pictures);
    });
    return () => {
      latest = false;
    };
  }, [text]);
  return (
    <Modal
      opened
      onClose={closeOnTop}
      size="xl"
      title={t("details.pick.title")}
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <div className="dialog-form">
        <TextInput
          data-autofocus
          label={t("details.pick.search")}
          value={typed}
          maxLength={LIMITS.search}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {error && <p role="alert">{errorWords(error)}</p>}
        {pictures?.length === 0 && <p role="status">{t(text.trim() ? "details.pick.none" : "details.pick.empty")}</p>}
        {pictures && pictures.length > 0 && (
          <ul className="picture-list" aria-label={t("details.pick.pictures")}>
            {pictures.map((picture) => (
              <Card
                key={picture.asset}
                picture={picture}
                language={language}
                take={() => {
                  take(picture);
                  close();
                }}
              />
            ))}
          </ul>
        )}
      </div>
    </Modal>
  );
}
