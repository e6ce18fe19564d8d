/** The guide, as the shell reads it once it is asked for. */
export { GuidePanel } from "./guide-panel.tsx";
