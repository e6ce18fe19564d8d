import { Button } from "@mantine/core";
import { IconPhoto } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { cropsWith, cutOf } from "../../../shared/article/pictures/picture-cut.ts";
import { PICTURE_TYPES } from "../../../shared/article/pictures/picture-types.ts";
import { useAsked } from "../../base/finding-star.tsx";
import { cutStyle } from "../../base/look/cut-style.ts";
import { useStore } from "../../base/store.ts";
import { type OpenStory, storeImage } from "../../editor/door.ts";
import { WordsPair } from "../words-pair.tsx";
import { usePicture } from "./asset-image.ts";
import { CutDialog } from "./cut-dialog.tsx";
import { PickDialog } from "./pick-dialog.tsx";

const empty = { lo: "", en: "" };

/** The story's photo with its description, caption and credit in both languages. */
export function PhotoField({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { session } = story;
  const { details } = useStore(session.view);
  const { image } = details;
  const file = useRef<HTMLInputElement>(null);
  const shown = usePicture(image?.asset);
  const url = shown?.url ?? null;
  const [asking, setAsking] = useState<"cut" | "pick" | null>(null);
  const asked = {
    lo: useAsked(session.id, "details/image", "lo"),
    en: useAsked(session.id, "details/image", "en"),
  };
  const fixed = session.readOnly !== undefined;
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
          <img src={url} alt="" style={image ? cutStyle(cutOf(details, image.asset)) : undefined} />
        ) : (
          <span>
            <IconPhoto size={20} stroke={1.4} aria-hidden="true" />
            {t("details.chooseImage")}
          </span>
        )}
      </button>
      <p role="status" className="picture-away">
        {shown?.away && t(`details.picture.${shown.away}`)}
      </p>
      <input
        ref={file}
        type="file"
        hidden
        accept={PICTURE_TYPES}
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
      {!fixed && (
        <div className="photo-ways">
          {image && url && (
            <Button size="compact-xs" variant="subtle" onClick={() => setAsking("cut")}>
              {t("details.cutImage")}
            </Button>
          )}
          <Button size="compact-xs" variant="subtle" onClick={() => setAsking("pick")}>
            {t("details.libraryImage")}
          </Button>
        </div>
      )}
      {asking === "cut" && image && url && (
        <CutDialog
          url={url}
          cut={cutOf(details, image.asset)}
          close={() => setAsking(null)}
          apply={(cut) => session.editDetails({ crops: cropsWith(details, image.asset, cut) })}
        />
      )}
      {asking === "pick" && (
        <PickDialog
          close={() => setAsking(null)}
          take={({ asset, alt, caption, credit }) =>
            session.editDetails({ image: { ...image, asset, alt, caption, credit } })
          }
        />
      )}
      {image && (
        <>
          {(["alt", "caption", "credit"] as const).map((field) => (
            <WordsPair
              key={field}
              label={(lang) => t(`details.${field}.${lang}`)}
              value={image[field]}
              fixed={fixed}
              long={field !== "credit"}
              place={`image.${field}`}
              {...(field === "alt" ? { asked } : {})}
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
