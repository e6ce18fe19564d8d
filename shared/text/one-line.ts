/** What a line of a version may not hold: format 1's headline, lead, tag, dateline and sign-off are lines. */
export const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, " ");
