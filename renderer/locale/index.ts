/** The window's words. Switched at once; a key that one language lacks doesn't compile. */
import type i18next from "i18next";
import { createInstance } from "i18next";
import { initReactI18next } from "react-i18next";
import { type DeskError, deskError, REASONS, type Reason } from "../../shared/errors.ts";
import { respelt, type Spelling } from "../../shared/text/spelling.ts";
import { isUnreachable } from "../base/desk-client.ts";
import { en } from "./en.ts";
import { lo } from "./lo.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof en };
  }
}

export const i18n: typeof i18next = createInstance();
void i18n.use(initReactI18next).init({
  lng: "en",
  fallbackLng: false,
  resources: { en: { translation: en }, lo: { translation: lo } },
  interpolation: { escapeValue: false },
  // Lao has one plural form; these rules ask the host nothing about Lao.
  pluralSeparator: "_",
  initAsync: false,
});

let spoken: Spelling = "ຫຼ";

/** Spells the Lao interface as this newsroom does; what is on screen follows at once. */
export function spell(spelling: Spelling): void {
  if (spelling === spoken) return;
  spoken = spelling;
  i18n.addResourceBundle("lo", "translation", respelt(lo, spelling), true, true);
  void i18n.changeLanguage(i18n.language);
}

/** An error that came as a part of an answer, for its sentence. */
export const toldError = (told: { readonly reason: string; readonly values?: DeskError["values"] }): DeskError =>
  deskError(Object.hasOwn(REASONS, told.reason) ? (told.reason as Reason) : "bug", told.values);

/** An error's sentence in the user's language, unless another is named. */
export function errorWords(error: DeskError, lng: string = i18n.language): string {
  if (isUnreachable(error)) return i18n.t("error.unreachable", { lng });
  if (error.reason === "bug" && error.code !== "bug" && error.message) return error.message;
  const values: Readonly<Record<string, unknown>> = { ...error.values, lng };
  return i18n.t(`error.${error.reason}` as "error.bug", values as { detail: string });
}
