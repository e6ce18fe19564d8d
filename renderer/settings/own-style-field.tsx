import { Button, Textarea } from "@mantine/core";
import { IconFileTypeCss } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { LONGEST_OWN_STYLE } from "../../shared/site-look.ts";
import { tooLong } from "./own-style.ts";

/** No character takes more bytes than this. */
const BYTES_A_CHARACTER = 4;

interface Props {
  readonly css: string;
  readonly problem: string | null;
  readonly change: (css: string) => void;
  /** Says what is amiss with a file; the field stays as it is. */
  readonly refuse: (problem: string) => void;
}

/** CSS of one's own on top of the theme's: typed, or read from a file. */
export function OwnStyleField({ css, problem, change, refuse }: Props) {
  const { t } = useTranslation();
  const file = useRef<HTMLInputElement>(null);
  const most = LONGEST_OWN_STYLE / 1000;
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    const { name } = chosen;
    if (chosen.size > LONGEST_OWN_STYLE * BYTES_A_CHARACTER)
      return refuse(t("settings.site.cssFileLong", { name, most }));
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await chosen.arrayBuffer());
      if (tooLong(text)) refuse(t("settings.site.cssFileLong", { name, most }));
      else change(text.replaceAll("\r\n", "\n"));
    } catch {
      // No UTF-8, or it went while it was read.
      refuse(t("settings.site.cssFileBad", { name }));
    }
  };
  return (
    <div className="site-css">
      <Textarea
        label={t("settings.site.css")}
        description={t("settings.site.cssHint", { most })}
        spellCheck={false}
        autosize
        minRows={4}
        maxRows={14}
        value={css}
        error={problem}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconFileTypeCss size={14} stroke={1.4} aria-hidden="true" />}
        onClick={() => file.current?.click()}
      >
        {t("settings.site.cssFile")}
      </Button>
      <input
        ref={file}
        type="file"
        hidden
        aria-label={t("settings.site.cssFile")}
        accept=".css,text/css"
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
    </div>
  );
}
