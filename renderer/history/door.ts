/** The history of a story as other rooms see it. */
export { focusHistory, HistoryPane } from "./history-pane.tsx";
