import type { ImportWarning } from "../../shared/contract.ts";
import { i18n } from "../locale/index.ts";

/** A warning of an import in the user's language; one that this version has no words for, as it came. */
export function importWarningWords({ code, text }: ImportWarning): string {
  const key = `import.warning.${code}`;
  return i18n.exists(key) ? i18n.t(key as "import.warning.not-a-page", { text }) : `${code}: ${text}`;
}
