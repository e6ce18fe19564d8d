import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../shared/article.ts";
import { type DiffPart, readableDiff } from "../../shared/text/word-diff.ts";

/** A figure's token is no word for a reader. */
export const readable = (text: string, image: string): string => text.replace(/⟦[^⟧]*⟧/g, `[${image}]`);

interface Props {
  readonly before: string;
  readonly after: string;
  readonly lang: Lang;
}

const keyed = (parts: readonly DiffPart[]) => parts.map((part, index) => ({ ...part, key: `${index}${part.kind}` }));

/** One text as changes of another: what went is struck, what came is marked. */
export function WordChanges({ before, after, lang }: Props) {
  const { t } = useTranslation();
  const image = t("history.image");
  const parts = useMemo(
    () => keyed(readableDiff(readable(before, image), readable(after, image))),
    [before, after, image],
  );
  return (
    <p className={`changes body-${lang}`} lang={lang}>
      {parts.map(({ key, kind, text }) => {
        if (kind === "removed") return <del key={key}>{text}</del>;
        if (kind === "added") return <ins key={key}>{text}</ins>;
        return <span key={key}>{text}</span>;
      })}
    </p>
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
  const parts = useMemo(() => keyed(readableDiff(readable(other, image), readable(text, image))), [other, text, image]);
  return (
    <span className={`changes body-${lang}`} lang={lang}>
      {parts.map(({ key, kind, text: words }) => {
        if (kind === "removed") return null;
        return kind === "added" ? <mark key={key}>{words}</mark> : <span key={key}>{words}</span>;
      })}
    </span>
  );
}
