/** A reporter of vitest's: writes how many errors came that no test caught into the file that `SONGPHASA_UNCAUGHT` names. */
import { writeFileSync } from "node:fs";
import type { Reporter } from "vitest/node";

export default class UncaughtErrors implements Reporter {
  onTestRunEnd(...[, errors]: Parameters<NonNullable<Reporter["onTestRunEnd"]>>): void {
    const file = process.env.SONGPHASA_UNCAUGHT;
    if (file !== undefined) writeFileSync(file, String(errors.length));
  }
}
