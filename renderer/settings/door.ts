/** The settings as other rooms see them. */
export { SettingsDialog } from "./settings-dialog.tsx";
