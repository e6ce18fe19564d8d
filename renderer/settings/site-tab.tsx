import { Button, NumberInput, Switch, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { LANGS } from "../../shared/article/stages.ts";
import type { Settings } from "../../shared/settings.ts";
import {
  DEFAULT_COLOURS,
  LONGEST_OWN_STYLE,
  MOST_LATEST,
  MOST_SECONDS,
  SITE_COLOURS,
  type SiteLook,
  siteLook,
} from "../../shared/site-look.ts";
import { changeSettings, libraryInfo, settingsState } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { LeadField } from "./lead-field.tsx";
import { LogoField } from "./logo-field.tsx";
import { SectionOrder } from "./section-order.tsx";

/** How the published site looks; a preview shows it as soon as it is saved. */
export function SiteTab({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const { settings } = useStore(settingsState);
  const info = useStore(libraryInfo);
  const form = useForm<SiteLook>({ initialValues: siteLook(settings) });
  const { values } = form;
  const save = async (look: SiteLook) => {
    const isEach = ({ categories }: Settings) => look.sections.join(" ") === categories.map(({ key }) => key).join(" ");
    // A category that comes later belongs to all; what another version keeps beside the look stays.
    const kept = await changeSettings((now) => ({
      ...now,
      site: { ...now.site, ...look, sections: isEach(now) ? null : look.sections },
    }));
    if (kept) close();
  };
  return (
    <form className="dialog-form" noValidate onSubmit={form.onSubmit((look) => void save(look))}>
      <LogoField logo={values.logo} change={(logo) => form.setFieldValue("logo", logo)} />
      <div className="two">
        {SITE_COLOURS.map((name) => (
          <div key={name} className="site-colour">
            <TextInput
              type="color"
              label={t(`settings.site.colour.${name}`)}
              {...form.getInputProps(`colours.${name}`)}
            />
            {values.colours[name] !== DEFAULT_COLOURS[name] && (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`${t("settings.site.ownColour")}: ${t(`settings.site.colour.${name}`)}`}
                onClick={() => form.setFieldValue(`colours.${name}`, DEFAULT_COLOURS[name])}
              >
                {t("settings.site.ownColour")}
              </Button>
            )}
          </div>
        ))}
      </div>
      <p className="soft">{t("settings.site.colourHint")}</p>
      <SectionOrder
        categories={settings.categories}
        chosen={values.sections}
        change={(sections) => form.setFieldValue("sections", sections)}
      />
      <fieldset className="terms">
        <legend>{t("settings.site.front")}</legend>
        {LANGS.map((lang) => (
          <LeadField
            key={lang}
            lang={lang}
            lead={values.lead[lang]}
            change={(lead) => form.setFieldValue(`lead.${lang}`, lead)}
          />
        ))}
        <div className="two">
          <NumberInput
            size="xs"
            label={t("settings.site.seconds")}
            min={0}
            max={MOST_SECONDS}
            clampBehavior="strict"
            allowDecimal={false}
            value={values.front.seconds}
            onChange={(count) => form.setFieldValue("front.seconds", Number(count))}
          />
          <NumberInput
            size="xs"
            label={t("settings.site.latest")}
            min={0}
            max={MOST_LATEST}
            clampBehavior="strict"
            allowDecimal={false}
            value={values.front.latest}
            onChange={(count) => form.setFieldValue("front.latest", Number(count))}
          />
        </div>
        <Switch label={t("settings.site.blocks")} {...form.getInputProps("front.sections", { type: "checkbox" })} />
      </fieldset>
      <div className="two">
        {LANGS.map((lang) => (
          <Textarea
            key={lang}
            lang={lang}
            autosize
            minRows={2}
            label={t(`settings.site.footer.${lang}`)}
            {...form.getInputProps(`footer.${lang}`)}
          />
        ))}
      </div>
      <Textarea
        className="site-css"
        label={t("settings.site.css")}
        description={t("settings.site.cssHint")}
        spellCheck={false}
        autosize
        minRows={4}
        maxRows={14}
        maxLength={LONGEST_OWN_STYLE}
        {...form.getInputProps("css")}
      />
      <Switch
        label={t("settings.site.writesIndex")}
        description={t("settings.site.writesIndexHint")}
        {...form.getInputProps("writesIndex", { type: "checkbox" })}
      />
      <Switch
        label={t("settings.site.tellsEarlierText")}
        description={t("settings.site.tellsEarlierTextHint")}
        {...form.getInputProps("tellsEarlierText", { type: "checkbox" })}
      />
      <div className="dialog-buttons stay">
        <Button type="submit" disabled={info?.readOnly ?? true}>
          {t("settings.save")}
        </Button>
      </div>
    </form>
  );
}
