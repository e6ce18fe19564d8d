/** The settings as other rooms see them. */
export { openSettings, SettingsDialog } from "./settings-dialog.tsx";
