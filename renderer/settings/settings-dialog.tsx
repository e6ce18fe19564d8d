import { Button, Select, Tabs, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { Key } from "../../shared/article/article.ts";
import { LANGS } from "../../shared/article/stages.ts";
import type { Settings, Term } from "../../shared/settings.ts";
import { isTimeZone } from "../../shared/text/dates.ts";
import { SPELLINGS, spellingOf } from "../../shared/text/spelling.ts";
import { libraryInfo, saveSettings, settingsState } from "../base/desk-state.ts";
import { dialog } from "../base/layout-state.ts";
import { createStore, useStore } from "../base/store.ts";
import { SharingTab } from "../sharing/door.ts";
import { BackupTab } from "./backup-tab.tsx";
import { SigningTab } from "./signing-tab.tsx";
import { SiteTab } from "./site-tab.tsx";
import { PeopleField, TermsField } from "./terms-field.tsx";
import { YouTab } from "./you-tab.tsx";

const keysAreGood = (terms: readonly Term[]): boolean =>
  terms.every((term) => Key.safeParse(term.key).success) &&
  new Set(terms.map((term) => term.key)).size === terms.length;

/** The first that is amiss with a library's settings, by field. */
function useSettingsForm(settings: Settings) {
  const { t } = useTranslation();
  return useForm<Settings>({
    initialValues: settings,
    validate: {
      name: (name) => (name.trim() === "" ? t("settings.nameBad") : null),
      timeZone: (zone) => (isTimeZone(zone) ? null : t("settings.zoneBad")),
      categories: (terms) => (keysAreGood(terms) ? null : t("settings.keyBad")),
      tags: (terms) => (keysAreGood(terms) ? null : t("settings.keyBad")),
    },
  });
}

function Library({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const { settings } = useStore(settingsState);
  const info = useStore(libraryInfo);
  const form = useSettingsForm(settings);
  const save = async (values: Settings) => {
    const people = values.people.filter((person) => LANGS.some((lang) => person[lang].trim() !== ""));
    const kept = { ...values, name: values.name.trim(), people };
    if (await saveSettings(kept)) close();
  };
  const problem = (field: string): string | null => (form.errors[field] ? String(form.errors[field]) : null);
  return (
    <form
      className="dialog-form"
      noValidate
      onSubmit={form.onSubmit(
        (values) => void save(values),
        // A dialog this long may have the field that is amiss out of sight.
        () =>
          requestAnimationFrame(() =>
            document.querySelector(".dialog-form [aria-invalid='true'], .terms .problem")?.scrollIntoView({
              block: "center",
            }),
          ),
      )}
    >
      <TextInput label={t("settings.deskName")} withAsterisk maxLength={120} {...form.getInputProps("name")} />
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
      <TextInput label={t("settings.zone")} withAsterisk {...form.getInputProps("timeZone")} />
      <Select
        label={t("settings.spelling")}
        description={t("settings.spellingHint")}
        data={SPELLINGS.map((spelling) => ({ value: spelling, label: `${spelling} (${spelling}າຍ)` }))}
        allowDeselect={false}
        {...form.getInputProps("spelling")}
        value={spellingOf(form.values)}
      />
      <TermsField
        name={t("settings.categories")}
        terms={form.values.categories}
        problem={problem("categories")}
        change={(terms) => form.setFieldValue("categories", terms)}
      />
      <TermsField
        name={t("settings.tags")}
        terms={form.values.tags}
        problem={problem("tags")}
        change={(terms) => form.setFieldValue("tags", terms)}
      />
      <PeopleField people={form.values.people} change={(people) => form.setFieldValue("people", people)} />
      <p className="soft">{t("settings.path", { path: info?.path ?? "" })}</p>
      <div className="dialog-buttons stay">
        <Button type="submit" disabled={info?.readOnly ?? true}>
          {t("settings.save")}
        </Button>
      </div>
    </form>
  );
}

type Tab = "you" | "library" | "site" | "backup" | "sharing";
const tabAsked = createStore<Tab>("you");

/** Opens the settings with one of their tabs in front. */
export function openSettings(tab: Tab): void {
  tabAsked.set(tab);
  dialog.set("settings");
}

export function SettingsDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const first = tabAsked.get();
  return (
    <Tabs defaultValue={first}>
      <Tabs.List mb={14} className="settings-tabs">
        <Tabs.Tab value="you" data-autofocus={first === "you" || undefined}>
          {t("settings.you")}
        </Tabs.Tab>
        <Tabs.Tab value="library" data-autofocus={first === "library" || undefined}>
          {t("settings.desk")}
        </Tabs.Tab>
        <Tabs.Tab value="site" data-autofocus={first === "site" || undefined}>
          {t("settings.site.title")}
        </Tabs.Tab>
        <Tabs.Tab value="backup" data-autofocus={first === "backup" || undefined}>
          {t("settings.backup")}
        </Tabs.Tab>
        <Tabs.Tab value="sharing" data-autofocus={first === "sharing" || undefined}>
          {t("sharing.title")}
        </Tabs.Tab>
        <Tabs.Tab value="signing">{t("settings.signing.title")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="you">
        <YouTab />
      </Tabs.Panel>
      <Tabs.Panel value="library">
        <Library close={close} />
      </Tabs.Panel>
      <Tabs.Panel value="site">
        <SiteTab close={close} />
      </Tabs.Panel>
      <Tabs.Panel value="backup">
        <BackupTab />
      </Tabs.Panel>
      <Tabs.Panel value="sharing">
        <SharingTab />
      </Tabs.Panel>
      <Tabs.Panel value="signing">
        <SigningTab />
      </Tabs.Panel>
    </Tabs>
  );
}
