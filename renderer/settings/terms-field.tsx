import { Button, CloseButton, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { LANGS } from "../../shared/article/stages.ts";
import type { Person, Term } from "../../shared/settings.ts";
import { useCaretInNew } from "../base/focus/caret-in-new.ts";

interface TermsProps {
  readonly name: string;
  readonly terms: readonly Term[];
  readonly problem: string | null;
  readonly change: (terms: Term[]) => void;
}

/** Categories or tags: a key, and the words in both languages. */
export function TermsField({ name, terms, problem, change }: TermsProps) {
  const { t } = useTranslation();
  const { place, adding } = useCaretInNew<HTMLFieldSetElement>(terms.length, ".term");
  return (
    <fieldset ref={place} className="terms">
      <legend>{name}</legend>
      {terms.length > 0 && (
        <div className="term term-head" aria-hidden="true">
          <span>{t("settings.key")}</span>
          <span>{t("settings.lo")}</span>
          <span>{t("settings.en")}</span>
        </div>
      )}
      {terms.map((term, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a term's key is what is being typed
        <div key={index} className="term">
          {(["key", "lo", "en"] as const).map((field) => (
            <TextInput
              key={field}
              aria-label={`${name} ${index + 1}: ${t(`settings.${field}`)}`}
              {...(field === "key" ? {} : { lang: field })}
              value={term[field]}
              onChange={(event) =>
                change(terms.map((one, at) => (at === index ? { ...one, [field]: event.currentTarget.value } : one)))
              }
            />
          ))}
          <CloseButton
            size="sm"
            aria-label={`${t("settings.remove")} ${term.key}`}
            onClick={() => change(terms.filter((_one, at) => at !== index))}
          />
        </div>
      ))}
      {problem && (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      <AddButton
        name={name}
        add={() => {
          adding();
          change([...terms, { key: "", lo: "", en: "" }]);
        }}
      />
    </fieldset>
  );
}

function AddButton({ name, add }: { readonly name: string; readonly add: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      style={{ justifySelf: "start" }}
      size="compact-xs"
      variant="subtle"
      leftSection={<IconPlus size={13} />}
      aria-label={`${t("settings.add")}: ${name}`}
      onClick={add}
    >
      {t("settings.add")}
    </Button>
  );
}

interface PeopleProps {
  readonly people: readonly Person[];
  readonly change: (people: Person[]) => void;
}

/** Who works for this library: offered where a byline is typed, and where a story is given to somebody. */
export function PeopleField({ people, change }: PeopleProps) {
  const { t } = useTranslation();
  const name = t("settings.people");
  const { place, adding } = useCaretInNew<HTMLFieldSetElement>(people.length, ".person");
  return (
    <fieldset ref={place} className="terms">
      <legend>{name}</legend>
      {people.length > 0 && (
        <div className="term person term-head" aria-hidden="true">
          <span>{t("settings.lo")}</span>
          <span>{t("settings.en")}</span>
        </div>
      )}
      {people.map((person, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: who is new has no key yet
        <div key={index} className="term person">
          {LANGS.map((lang) => (
            <TextInput
              key={lang}
              lang={lang}
              aria-label={`${t("settings.person")} ${index + 1}: ${t(`settings.${lang}`)}`}
              value={person[lang]}
              onChange={(event) =>
                change(people.map((one, at) => (at === index ? { ...one, [lang]: event.currentTarget.value } : one)))
              }
            />
          ))}
          <CloseButton
            size="sm"
            aria-label={`${t("settings.remove")} ${person.en || person.lo}`}
            onClick={() => change(people.filter((_one, at) => at !== index))}
          />
        </div>
      ))}
      <AddButton
        name={name}
        add={() => {
          adding();
          // The desk makes its key of the name.
          change([...people, { key: "", lo: "", en: "" }]);
        }}
      />
    </fieldset>
  );
}
