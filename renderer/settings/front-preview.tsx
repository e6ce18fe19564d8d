import { SegmentedControl } from "@mantine/core";
import { useDebouncedValue, useElementSize } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../shared/article/article.ts";
import { LANGS } from "../../shared/article/stages.ts";
import type { DeskError } from "../../shared/errors.ts";
import type { Settings } from "../../shared/settings.ts";
import { desk } from "../base/desk-client.ts";
import { errorWords } from "../locale/index.ts";

/** Pixels that a page has on each kind of screen. */
const WIDTHS = { desktop: 1280, phone: 390 } as const;

/** Of typing, as long as nobody waits for it: the page is made anew once it rests. */
const REST = 400;

/** The front of a site that looks so, as the next publication would make it, in a frame that can do nothing. */
export function FrontPreview({ site }: { readonly site: NonNullable<Settings["site"]> }) {
  const { t } = useTranslation();
  const [lang, setLang] = useState<Lang>("lo");
  const [screen, setScreen] = useState<keyof typeof WIDTHS>("desktop");
  const [page, setPage] = useState<{ readonly html: string } | { readonly error: DeskError } | null>(null);
  const { ref, width, height } = useElementSize();
  // As text, so that the same look isn't made again.
  const [rested] = useDebouncedValue(JSON.stringify(site), REST);
  useEffect(() => {
    let latest = true;
    void desk.call("publish.previewFront", { lang, site: JSON.parse(rested) }).then((answer) => {
      if (latest) setPage(answer.ok ? answer.value : { error: answer.error });
    });
    return () => {
      latest = false;
    };
  }, [lang, rested]);
  const wide = WIDTHS[screen];
  const scale = Math.min(1, width / wide);
  return (
    <section className="front-preview" aria-label={t("settings.site.frontPreview")}>
      <div className="preview-bar">
        <SegmentedControl
          size="xs"
          aria-label={t("preview.language")}
          value={lang}
          onChange={(value) => setLang(value === "lo" ? "lo" : "en")}
          data={LANGS.map((one) => ({ value: one, label: t(`lang.${one}`) }))}
        />
        <SegmentedControl
          size="xs"
          aria-label={t("preview.width")}
          value={screen}
          onChange={(value) => setScreen(value === "phone" ? "phone" : "desktop")}
          data={[
            { value: "phone", label: t("preview.phone") },
            { value: "desktop", label: t("preview.desktop") },
          ]}
        />
      </div>
      <div className="front-place" ref={ref}>
        {page === null ? (
          <p>{t("app.loading")}</p>
        ) : "error" in page ? (
          <p>{t("preview.failed", { reason: errorWords(page.error) })}</p>
        ) : (
          <iframe
            title={t("settings.site.frontPage")}
            sandbox=""
            srcDoc={page.html}
            style={{
              width: wide,
              height: scale > 0 ? height / scale : 0,
              transform: `scale(${scale})`,
              justifySelf: scale < 1 ? "start" : "center",
            }}
          />
        )}
      </div>
    </section>
  );
}
