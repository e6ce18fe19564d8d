/** The theme of every page, read once. */
import { resourcesFolder } from "../../desk/user-folder.ts";
import { readTheme, type Theme } from "../../publish/theme/theme.ts";

let theme: Promise<Theme> | null = null;
export const theTheme = (): Promise<Theme> => {
  theme ??= readTheme(resourcesFolder());
  return theme;
};
