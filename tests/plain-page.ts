/** A page without the marks of language and of where a line may break, which are no part of its words. */
export const plain = (html: string): string => html.replace(/<\/?(span|wbr)\b[^>]*>/g, "");
