import { Button, NumberInput, Switch, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGS } from "../../shared/article/stages.ts";
import { Settings } from "../../shared/settings.ts";
import {
  DEFAULT_COLOURS,
  MOST_LATEST,
  MOST_SECONDS,
  SITE_COLOURS,
  type SiteLook,
  siteLook,
} from "../../shared/site-look.ts";
import { changeSettings, libraryInfo, settingsState } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { FrontPreview } from "./front-preview.tsx";
import { LeadField } from "./lead-field.tsx";
import { LogoField } from "./logo-field.tsx";
import { tooLong } from "./own-style.ts";
import { OwnStyleField } from "./own-style-field.tsx";
import { SectionOrder } from "./section-order.tsx";
import { withLook } from "./site-look-values.ts";

/** What the form holds: the look, and beside it where on the web the site stands. */
type SiteForm = SiteLook & Pick<Settings, "siteUrl">;

/** The published site's address and its look; its front can be seen beside it as it would be, before anything is saved. */
export function SiteTab({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const { settings } = useStore(settingsState);
  const info = useStore(libraryInfo);
  const form = useForm<SiteForm>({
    initialValues: { ...siteLook(settings), siteUrl: settings.siteUrl },
    validate: {
      css: (css) => (tooLong(css) ? t("settings.site.cssLong") : null),
      siteUrl: (url) => (Settings.shape.siteUrl.safeParse(url.trim()).success ? null : t("settings.siteUrlBad")),
    },
  });
  const { siteUrl: _address, ...values } = form.values;
  const [isShown, setIsShown] = useState(false);
  const save = async ({ siteUrl: url, ...look }: SiteForm) => {
    if (await changeSettings((now) => ({ ...withLook(now, look), siteUrl: url.trim() }))) close();
  };
  const submit = form.onSubmit(
    (all) => void save(all),
    ({ siteUrl: amiss }) =>
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>(amiss ? ".site-address" : ".site-css textarea")?.focus(),
      ),
  );
  return (
    <div className={isShown ? "site-tab beside" : "site-tab"}>
      <form className="dialog-form" noValidate onSubmit={submit}>
        <TextInput
          classNames={{ input: "site-address" }}
          label={t("settings.siteUrl")}
          description={t("settings.siteUrlHint")}
          placeholder="https://"
          {...form.getInputProps("siteUrl")}
        />
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
        <OwnStyleField
          css={values.css}
          problem={form.errors.css ? String(form.errors.css) : null}
          change={(css) => form.setFieldValue("css", css)}
          refuse={(problem) => form.setFieldError("css", problem)}
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
          <Button variant="default" aria-pressed={isShown} onClick={() => setIsShown(!isShown)}>
            {t(isShown ? "settings.site.hideFront" : "settings.site.showFront")}
          </Button>
          <Button type="submit" disabled={info?.readOnly ?? true}>
            {t("settings.save")}
          </Button>
        </div>
      </form>
      {isShown && <FrontPreview site={withLook(settings, values).site} />}
    </div>
  );
}
