import { LONGEST_OWN_STYLE } from "../../shared/site-look.ts";

/** A style sheet that the site would leave out. */
export const tooLong = (css: string): boolean => css.length > LONGEST_OWN_STYLE;
