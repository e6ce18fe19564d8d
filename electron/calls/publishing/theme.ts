/** The theme of every page, read once. */
import { RESOURCES_FOLDER } from "../../disk/program-places.ts";
import { readTheme, type Theme } from "../../publish/theme/theme.ts";

let theme: Promise<Theme> | null = null;
export const theTheme = (): Promise<Theme> => {
  theme ??= readTheme(RESOURCES_FOLDER);
  return theme;
};
