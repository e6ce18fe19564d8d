import { Textarea, TextInput } from "@mantine/core";
import type { Lang, Words } from "../../shared/article/article.ts";
import { LANGS } from "../../shared/article/stages.ts";
import { oneLine } from "../../shared/text/one-line.ts";
import { Star } from "../base/finding-star.tsx";

interface PairProps {
  readonly label: (lang: Lang) => string;
  readonly value: Words;
  readonly fixed: boolean;
  readonly change: (value: Words) => void;
  /** Sentences: one below the other, growing with their text. */
  readonly long?: boolean;
  /** Its name as a place to go to: `<place>.<language>`. */
  readonly place?: string;
  /** What a check says of a language's words; null where nothing does. */
  readonly asked?: Readonly<Record<Lang, string | null>>;
}

/** The same words in both languages: side by side, or long ones below each other. */
export function WordsPair({ label, value, fixed, change, long = false, place, asked }: PairProps) {
  return (
    <div className={long ? "stacked" : "two"}>
      {LANGS.map((lang) => {
        const words = asked?.[lang] ?? null;
        const field = {
          label: (
            <>
              {label(lang)}
              <Star words={words} />
            </>
          ),
          lang,
          readOnly: fixed,
          value: value[lang],
          description: words ?? undefined,
          wrapperProps: place ? { "data-detail": `${place}.${lang}` } : undefined,
        };
        return long ? (
          <Textarea
            key={lang}
            {...field}
            data-one-line
            autosize
            minRows={1}
            onChange={(event) => change({ ...value, [lang]: oneLine(event.currentTarget.value) })}
          />
        ) : (
          <TextInput
            key={lang}
            {...field}
            onChange={(event) => change({ ...value, [lang]: event.currentTarget.value })}
          />
        );
      })}
    </div>
  );
}
