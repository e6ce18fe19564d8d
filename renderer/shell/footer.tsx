import { useTranslation } from "react-i18next";
import { libraryInfo } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { currentStory, type OpenStory } from "../editor/door.ts";
import { readingProgress, useStoryCount } from "../library/door.ts";
import { SharingStatus, sharing } from "../sharing/door.ts";

/** The row that has the caret, by the number that its mark has. */
function RowPosition({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const lit = useStore(story.pairing.litRow);
  const { rows } = useStore(story.pairing.tracks);
  if (lit === "headline" || lit === "lead") return <span>{t(`history.fields.${lit}`)}</span>;
  const at = rows.findIndex(({ row }) => row === lit);
  return at < 0 ? null : <span>{t("rows.position", { number: at + 1 })}</span>;
}

export function Footer() {
  const { t } = useTranslation();
  const info = useStore(libraryInfo);
  const count = useStoryCount();
  const reading = useStore(readingProgress);
  const current = useStore(currentStory);
  const readOnly = info?.holder == null ? t("app.readOnlyDisk") : t("app.readOnly", { holder: info.holder });
  const isShared = useStore(sharing)?.hub != null;
  const standing = info?.readOnly ? readOnly : t(isShared ? "app.shared" : "app.offline");
  const libraryWords = info?.gone ? t("app.gone") : standing;
  return (
    <footer className="footer">
      <span>
        {libraryWords} · {info?.name} · {t("app.stories", { count: count ?? 0 })}
      </span>
      {reading && <span role="status">{t("library.reading", { done: reading.done, total: reading.total })}</span>}
      {info?.search.missing && <span>{t(`library.lacks.${info.search.missing}`)}</span>}
      <SharingStatus />
      <span className="spring" />
      {current.kind === "open" && <RowPosition story={current.story} />}
    </footer>
  );
}
