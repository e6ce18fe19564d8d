import { Button, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGS } from "../../shared/article/stages.ts";
import { NO_NAME } from "../../shared/contract.ts";
import { personOf } from "../../shared/settings.ts";
import { changeSettings, hostState, libraryInfo, remember, settingsState } from "../base/desk-state.ts";
import { personCalled, usePeople } from "../base/people.ts";
import { useStore } from "../base/store.ts";

/** Lao letters make it a Lao name. */
const isLao = (name: string): boolean => /[\u0e80-\u0eff]/.test(name);

/** Which of the library's people sits here, so that their work is found; a name that isn't among them can be put there. */
function WhoField({ by }: { readonly by: string }) {
  const { t } = useTranslation();
  const { all, me, lines, nameOf } = usePeople();
  const person = useStore(hostState)?.person ?? null;
  const isReadOnly = useStore(libraryInfo)?.readOnly ?? true;
  const canBeAdded = me === null && by !== NO_NAME && personCalled(all, by) === null && !isReadOnly;
  const add = async () => {
    const name = isLao(by) ? { lo: by, en: "" } : { lo: "", en: by };
    if (!(await changeSettings((now) => ({ ...now, people: [...now.people, { key: "", ...name }] })))) return;
    const made = personCalled(settingsState.get().settings.people, by);
    if (made) await remember({ person: made.key });
  };
  return (
    <div className="who-field">
      <Select
        label={t("settings.who")}
        description={t("settings.whoHint")}
        placeholder={t("settings.whoNobody")}
        clearable
        clearButtonProps={{ "aria-label": t("settings.whoClear") }}
        comboboxProps={{ withinPortal: false, shadow: "md" }}
        searchable
        selectFirstOptionOnChange
        nothingFoundMessage={t("assign.noSuch")}
        value={personOf(all, person ?? "")?.key ?? null}
        data={lines()}
        onChange={(key) =>
          void remember(key === null ? { person: null } : { person: key, by: nameOf(key).slice(0, 80) })
        }
      />
      {canBeAdded && (
        <Button size="compact-xs" variant="subtle" onClick={() => void add()}>
          {t("settings.whoAdd", { name: by })}
        </Button>
      )}
    </div>
  );
}

/** Who sits here, and how the desk looks to them. */
export function YouTab() {
  const { t } = useTranslation();
  const host = useStore(hostState);
  const [name, setName] = useState(host?.by ?? "");
  const by = host?.by ?? "";
  // Whoever was chosen brings their name.
  useEffect(() => setName(by), [by]);
  if (!host) return null;
  return (
    <div className="dialog-form">
      <WhoField by={by} />
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
