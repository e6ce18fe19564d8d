import { Button, CloseButton, SegmentedControl, Tabs, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Key, LANGS } from "../../shared/article.ts";
import { Settings, type Term } from "../../shared/settings.ts";
import { isTimeZone } from "../../shared/text/dates.ts";
import { hostState, libraryInfo, remember, saveSettings, settingsState } from "../shell/desk-state.ts";
import { useStore } from "../shell/store.ts";

function You() {
  const { t } = useTranslation();
  const host = useStore(hostState);
  const [name, setName] = useState(host?.by ?? "");
  if (!host) return null;
  return (
    <div className="dialog-form">
      <TextInput
        label={t("settings.name")}
        description={t("settings.nameHint")}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={() => name.trim() !== "" && name.trim() !== host.by && void remember({ by: name.trim() })}
      />
      <div>
        <p className="label">{t("settings.language")}</p>
        <SegmentedControl
          aria-label={t("settings.language")}
          value={host.language}
          onChange={(value) => void remember({ language: value === "lo" ? "lo" : "en" })}
          data={LANGS.map((lang) => ({ value: lang, label: t(`lang.${lang}`) }))}
        />
      </div>
      <div>
        <p className="label">{t("settings.theme")}</p>
        <SegmentedControl
          aria-label={t("settings.theme")}
          value={host.theme}
          onChange={(value) =>
            void remember({ theme: value === "dark" ? "dark" : value === "light" ? "light" : "auto" })
          }
          data={(["auto", "light", "dark"] as const).map((theme) => ({
            value: theme,
            label: t(`settings.themes.${theme}`),
          }))}
        />
      </div>
    </div>
  );
}

interface TermsProps {
  readonly name: string;
  readonly terms: readonly Term[];
  readonly change: (terms: Term[]) => void;
}

function Terms({ name, terms, change }: TermsProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="terms">
      <legend>{name}</legend>
      {terms.map((term, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a term's key is what is being typed
        <div key={index} className="term">
          {(["key", "lo", "en"] as const).map((field) => (
            <TextInput
              key={field}
              aria-label={`${name} ${index + 1}: ${t(`settings.${field}`)}`}
              placeholder={t(`settings.${field}`)}
              value={term[field]}
              onChange={(event) =>
                change(terms.map((one, at) => (at === index ? { ...one, [field]: event.currentTarget.value } : one)))
              }
            />
          ))}
          <CloseButton
            aria-label={`${t("settings.remove")} ${term.key}`}
            onClick={() => change(terms.filter((_one, at) => at !== index))}
          />
        </div>
      ))}
      <Button size="compact-xs" variant="subtle" onClick={() => change([...terms, { key: "", lo: "", en: "" }])}>
        {t("settings.add")}
      </Button>
    </fieldset>
  );
}

const keysAreGood = (terms: readonly Term[]): boolean =>
  terms.every((term) => Key.safeParse(term.key).success) &&
  new Set(terms.map((term) => term.key)).size === terms.length;

function Library({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const { settings } = useStore(settingsState);
  const info = useStore(libraryInfo);
  const form = useForm<Settings>({
    initialValues: settings,
    validate: {
      timeZone: (zone) => (isTimeZone(zone) ? null : t("settings.zoneBad")),
      siteUrl: (url) => (Settings.shape.siteUrl.safeParse(url).success ? null : t("settings.siteUrlBad")),
      categories: (terms) => (keysAreGood(terms) ? null : t("settings.keyBad")),
      tags: (terms) => (keysAreGood(terms) ? null : t("settings.keyBad")),
    },
  });
  return (
    <form
      className="dialog-form"
      onSubmit={form.onSubmit((values) => {
        void saveSettings(values).then((saved) => saved && close());
      })}
    >
      <TextInput label={t("settings.deskName")} required {...form.getInputProps("name")} />
      <div className="two">
        {LANGS.map((lang) => (
          <TextInput
            key={lang}
            lang={lang}
            label={t(`settings.agency.${lang}`)}
            {...form.getInputProps(`agency.${lang}`)}
          />
        ))}
      </div>
      <TextInput label={t("settings.zone")} {...form.getInputProps("timeZone")} />
      <TextInput label={t("settings.siteUrl")} placeholder="https://" {...form.getInputProps("siteUrl")} />
      <Terms
        name={t("settings.categories")}
        terms={form.values.categories}
        change={(terms) => form.setFieldValue("categories", terms)}
      />
      {form.errors.categories && <p role="alert">{form.errors.categories}</p>}
      <Terms name={t("settings.tags")} terms={form.values.tags} change={(terms) => form.setFieldValue("tags", terms)} />
      {form.errors.tags && <p role="alert">{form.errors.tags}</p>}
      <p className="soft">{t("settings.path", { path: info?.path ?? "" })}</p>
      <Button type="submit" disabled={info?.readOnly ?? true}>
        {t("settings.save")}
      </Button>
    </form>
  );
}

export function SettingsDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  return (
    <Tabs defaultValue="you">
      <Tabs.List mb={14}>
        <Tabs.Tab value="you">{t("settings.you")}</Tabs.Tab>
        <Tabs.Tab value="library">{t("settings.desk")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="you">
        <You />
      </Tabs.Panel>
      <Tabs.Panel value="library">
        <Library close={close} />
      </Tabs.Panel>
    </Tabs>
  );
}
