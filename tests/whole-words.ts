/** A page's markup without what lets its Lao lines end between words, so that a text can be found in it. */
export function withoutBreaks(html: string): string {
  const words = html.replaceAll("<wbr>", "").replace(/<span class="nb">([^<]*)<\/span>/g, "$1");
  return words.replace(/<span class="ph">((?:[^<]|<span lang="(?:lo|en)">[^<]*<\/span>)*)<\/span>/g, "$1");
}
