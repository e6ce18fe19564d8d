import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LANGS } from "../../shared/article/stages.ts";
import { hostState, remember } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { NameField, WhoField } from "../base/who-fields.tsx";

/** Who sits here, and how the desk looks to them. */
export function YouTab() {
  const { t } = useTranslation();
  const host = useStore(hostState);
  if (!host) return null;
  return (
    <div className="dialog-form">
      <WhoField />
      <NameField hint={t("settings.nameHint")} />
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
