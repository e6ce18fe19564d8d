/** The checks of a story as other rooms see them. */
export { ChecksPane, focusChecks } from "./checks-pane.tsx";
export { openFindings, useFindings } from "./use-findings.ts";
