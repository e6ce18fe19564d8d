import { Textarea, TextInput } from "@mantine/core";
import type { Lang, Words } from "../../shared/article/article.ts";
import { LANGS } from "../../shared/article/stages.ts";
import { oneLine } from "../../shared/text/one-line.ts";

interface PairProps {
  readonly label: (lang: Lang) => string;
  readonly value: Words;
  readonly fixed: boolean;
  readonly change: (value: Words) => void;
  /** Sentences: one below the other, growing with their text. */
  readonly long?: boolean;
  /** What stands below the label of a language that has no words yet. */
  readonly required?: string;
}

/** The same words in both languages: side by side, or long ones below each other. */
export function WordsPair({ label, value, fixed, change, long = false, required }: PairProps) {
  return (
    <div className={long ? "stacked" : "two"}>
      {LANGS.map((lang) => {
        const asked = required !== undefined && value[lang].trim() === "";
        const field = {
          label: label(lang),
          lang,
          readOnly: fixed,
          value: value[lang],
          withAsterisk: required !== undefined,
          description: asked ? required : undefined,
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
