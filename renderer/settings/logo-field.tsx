import { Button } from "@mantine/core";
import { IconPhoto } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { assetUrl, storeImage } from "../editor/door.ts";

interface Props {
  readonly logo: string | null;
  readonly change: (logo: string | null) => void;
}

/** The picture beside the agency's name on the site. */
export function LogoField({ logo, change }: Props) {
  const { t } = useTranslation();
  const file = useRef<HTMLInputElement>(null);
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let latest = true;
    setUrl(null);
    if (logo)
      void assetUrl(logo).then((found) => {
        if (latest) setUrl(found);
      });
    return () => {
      latest = false;
    };
  }, [logo]);
  const take = async (chosen: File | undefined) => {
    const stored = chosen ? await storeImage(chosen) : null;
    if (stored) change(stored);
  };
  return (
    <fieldset className="terms">
      <legend>{t("settings.site.logo")}</legend>
      <div className="site-logo">
        {url && <img src={url} alt={t("settings.site.logo")} />}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPhoto size={14} stroke={1.4} aria-hidden="true" />}
          onClick={() => file.current?.click()}
        >
          {t(logo ? "settings.site.replaceLogo" : "settings.site.chooseLogo")}
        </Button>
        {logo && (
          <Button size="xs" variant="subtle" color="red" onClick={() => change(null)}>
            {t("settings.site.removeLogo")}
          </Button>
        )}
      </div>
      <input
        ref={file}
        type="file"
        hidden
        aria-label={t("settings.site.logo")}
        accept="image/png,image/webp,image/jpeg"
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
    </fieldset>
  );
}
