import { SegmentedControl } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../shared/article/article.ts";
import { LANGS } from "../../shared/article/stages.ts";
import type { DeskError } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { useStore } from "../base/store.ts";
import type { OpenStory } from "../editor/door.ts";

import { errorWords } from "../locale/index.ts";

/** The page as it will be published, in a frame that can do nothing. */
export function PreviewDialog({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { has } = useStore(story.session.view);
  const [lang, setLang] = useState<Lang>(story.focused.get());
  const [width, setWidth] = useState("desktop");
  const [page, setPage] = useState<{ html: string } | { error: DeskError } | null>(null);
  useEffect(() => {
    let latest = true;
    setPage(null);
    void story.session
      .flush()
      .then(() => desk.call("publish.preview", { id: story.session.id, lang }))
      .then((answer) => {
        if (latest) setPage(answer.ok ? answer.value : { error: answer.error });
      });
    return () => {
      latest = false;
    };
  }, [story, lang]);
  return (
    <div className="preview">
      <div className="preview-bar">
        <SegmentedControl
          ref={(control) => control?.querySelector("input:checked")?.setAttribute("data-autofocus", "")}
          aria-label={t("preview.language")}
          value={lang}
          onChange={(value) => setLang(value === "lo" ? "lo" : "en")}
          data={LANGS.map((one) => ({ value: one, label: t(`lang.${one}`) }))}
        />
        <SegmentedControl
          aria-label={t("preview.width")}
          value={width}
          onChange={setWidth}
          data={[
            { value: "phone", label: t("preview.phone") },
            { value: "desktop", label: t("preview.desktop") },
          ]}
        />
      </div>
      <div className="preview-place">
        {page === null ? (
          <p>{t("app.loading")}</p>
        ) : "error" in page ? (
          <p>{has[lang] ? t("preview.failed", { reason: errorWords(page.error) }) : t(`preview.none.${lang}`)}</p>
        ) : (
          <iframe
            title={t("preview.page")}
            sandbox=""
            srcDoc={page.html}
            style={{ width: width === "phone" ? 390 : "100%" }}
          />
        )}
      </div>
    </div>
  );
}
