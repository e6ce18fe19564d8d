import { useTranslation } from "react-i18next";
import type { Lang } from "../../../shared/article/article.ts";
import { type DiffPart, readableDiffSteps, type TextDiff } from "../../../shared/text/word-diff.ts";
import { useDiff } from "./use-diff.ts";

/** A figure's token is no word for a reader. */
export const readable = (text: string, image: string): string => text.replace(/⟦[^⟧]*⟧/g, `[${image}]`);

interface Props {
  readonly before: string;
  readonly after: string;
  readonly lang: Lang;
}

const keyed = (parts: readonly DiffPart[]) => parts.map((part, index) => ({ ...part, key: `${index}${part.kind}` }));

/** Said where whole sentences are shown. */
export function CoarseNote({ diff }: { readonly diff: TextDiff | null }) {
  const { t } = useTranslation();
  return diff?.coarse ? <span className="soft coarse">{t("history.coarse")}</span> : null;
}

/** What went struck and what came marked; the text alone until that is known. */
export function Changes({ diff, text }: { readonly diff: TextDiff | null; readonly text: string }) {
  if (!diff) return <span>{text}</span>;
  return keyed(diff.parts).map(({ key, kind, text: words }) => {
    if (kind === "removed") return <del key={key}>{words}</del>;
    if (kind === "added") return <ins key={key}>{words}</ins>;
    return <span key={key}>{words}</span>;
  });
}

/** One text as changes of another. */
export function WordChanges({ before, after, lang }: Props) {
  const { t } = useTranslation();
  const image = t("history.image");
  const [then, now] = [readable(before, image), readable(after, image)];
  const diff = useDiff(then, now, readableDiffSteps);
  return (
    <>
      <CoarseNote diff={diff} />
      <p className={`changes body-${lang}`} lang={lang}>
        <Changes diff={diff} text={now} />
      </p>
    </>
  );
}

/** A text with the words marked that another one lacks. */
export function OwnWords({
  text,
  other,
  lang,
}: {
  readonly text: string;
  readonly other: string;
  readonly lang: Lang;
}) {
  const { t } = useTranslation();
  const image = t("history.image");
  const own = readable(text, image);
  const diff = useDiff(readable(other, image), own, readableDiffSteps);
  return (
    <>
      <CoarseNote diff={diff} />
      <span className={`changes body-${lang}`} lang={lang}>
        {diff
          ? keyed(diff.parts).map(({ key, kind, text: words }) => {
              if (kind === "removed") return null;
              return kind === "added" ? <mark key={key}>{words}</mark> : <span key={key}>{words}</span>;
            })
          : own}
      </span>
    </>
  );
}
