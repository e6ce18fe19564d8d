/** The checks of a story as other rooms see them. */
export { ChecksPane, Finding, focusChecks } from "./checks-pane.tsx";
export { FindingList, FineChecks } from "./finding-list.tsx";
export { FollowFindings, openFindings, useFindings, useIsUnwritten } from "./use-findings.ts";
