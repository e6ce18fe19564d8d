import { Button } from "@mantine/core";
import { IconPhoto } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "../base/store.ts";
import { assetUrl, type OpenStory, storeImage } from "../editor/door.ts";

import { WordsPair } from "./words-pair.tsx";

const empty = { lo: "", en: "" };

/** The story's photo with its description, caption and credit in both languages. */
export function PhotoField({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { session } = story;
  const { image } = useStore(session.view).details;
  const file = useRef<HTMLInputElement>(null);
  const [url, setUrl] = useState<string | null>(null);
  const fixed = session.readOnly !== undefined;
  const asset = image?.asset;
  useEffect(() => {
    let latest = true;
    setUrl(null);
    if (asset)
      void assetUrl(asset).then((found) => {
        if (latest) setUrl(found);
      });
    return () => {
      latest = false;
    };
  }, [asset]);
  const take = async (chosen: File | undefined) => {
    const stored = chosen ? await storeImage(chosen) : null;
    if (stored) session.editDetails({ image: { alt: empty, caption: empty, credit: empty, ...image, asset: stored } });
  };
  return (
    <fieldset data-detail="image">
      <legend>{t("details.image")}</legend>
      <button
        type="button"
        className="photo"
        disabled={fixed}
        aria-label={t(image && url ? "details.replaceImage" : "details.chooseImage")}
        onClick={() => file.current?.click()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void take(event.dataTransfer.files[0]);
        }}
      >
        {url ? (
          <img src={url} alt="" />
        ) : (
          <span>
            <IconPhoto size={20} stroke={1.4} aria-hidden="true" />
            {t("details.chooseImage")}
          </span>
        )}
      </button>
      <input
        ref={file}
        type="file"
        hidden
        accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
      {image && (
        <>
          {(["alt", "caption", "credit"] as const).map((field) => (
            <WordsPair
              key={field}
              label={(lang) => t(`details.${field}.${lang}`)}
              value={image[field]}
              fixed={fixed}
              long={field !== "credit"}
              {...(field === "alt" ? { required: t("details.required") } : {})}
              change={(words) => session.editDetails({ image: { ...image, [field]: words } })}
            />
          ))}
          {!fixed && (
            <Button
              className="add"
              size="compact-xs"
              variant="subtle"
              color="red"
              onClick={() => session.editDetails({ image: null })}
            >
              {t("details.removeImage")}
            </Button>
          )}
        </>
      )}
    </fieldset>
  );
}
