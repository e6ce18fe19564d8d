import type { ImportAnswer, ImportWarning } from "../../../shared/contract.ts";
import { deskError, REASONS, type Reason } from "../../../shared/errors.ts";
import { errorWords, i18n } from "../../locale/index.ts";

/** A warning of an import in the user's language; one that this version has no words for, as it came. */
export function importWarningWords({ code, text }: ImportWarning): string {
  const key = `import.warning.${code}`;
  return i18n.exists(key) ? i18n.t(key as "import.warning.not-a-page", { text }) : `${code}: ${text}`;
}

/** Why something didn't come in, and which: many reasons say no name. */
export function refusalWords({ name, error }: ImportAnswer["refused"][number]): string {
  const words = Object.hasOwn(REASONS, error.reason)
    ? errorWords(deskError(error.reason as Reason, error.values ?? {}))
    : error.message;
  return name === "" || words.includes(name) ? words : `${name}: ${words}`;
}
