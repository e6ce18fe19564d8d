import fc from "fast-check";
import { expect, it } from "vitest";
import { headlineHtml, lineHtml, wordsHtml } from "../../../../../electron/publish/pages/story/line-html.ts";
import type { Lang } from "../../../../../shared/article/article.ts";
import { printableText } from "../../../../../shared/html/printable-text.ts";
import { type Html, markupOf } from "../../../../../shared/html/template.ts";
import { defaultSettings, type Settings } from "../../../../../shared/settings.ts";

const settings: Settings = {
  ...defaultSettings(),
  people: [{ key: "somboun", lo: "ສົມບູນ ວົງພະຈັນ", en: "Somboun Vongphachanh" }],
  tags: [{ key: "champasak", lo: "ຈຳປາສັກໃຕ້", en: "Champasak" }],
};
const markup = (line: Html): string => markupOf(line);
/** What a reader copies. */
const withoutTags = (line: Html): string =>
  markup(line)
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

const LINES = [lineHtml, wordsHtml, headlineHtml] as const;
const langs = fc.constantFrom<Lang>("lo", "en");
const words = fc.constantFrom(
  ...'ຈຳປາສັກ ສົ່ງອອກ ກາເຟ 10 ເດືອນ ໄດ້ ເກືອບ ໂດລາສະຫະລັດ ສົມບູນ ວົງພະຈັນ ໆ ASEAN COVID-19 31.400 5% US$118 million ກABC 2ABC Ж < & > " ເ ້ ⁧ ⁩ ‮'.split(
    " ",
  ),
);
const texts = fc
  .array(fc.tuple(words, fc.constantFrom("", "", " ", " ", "  ", ", ", "\u00a0")), { maxLength: 14 })
  .map((parts) => parts.flat().join(""));

it("is the text as it was written, once its tags are taken away, and its elements are closed", () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ unit: "binary" })), langs, (text, lang) => {
      for (const line of LINES) {
        const made = line(text, lang, settings);
        expect(withoutTags(made)).toBe(printableText(text));
        let depth = 0;
        for (const tag of markup(made).match(/<\/?span/g) ?? []) {
          depth += tag === "<span" ? 1 : -1;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
      }
    }),
    { numRuns: 500 },
  );
});

it("breaks between Lao words, and no name of the desk, which stays on one line", () => {
  expect(markup(wordsHtml("ທ່ານ ສົມບູນ ວົງພະຈັນ ຮອງຫົວໜ້າພະແນກ", "lo", settings))).toBe(
    'ທ່ານ <span class="nb">ສົມບູນ</span> <span class="nb">ວົງພະຈັນ</span> ຮອງ<wbr>ຫົວໜ້າ<wbr>ພະແນກ',
  );
  // the list of words has ຈຳປາສັກ and ໃຕ້ apart
  expect(markup(wordsHtml("ແຂວງຈຳປາສັກໃຕ້", "lo", settings))).toBe('ແຂວງ<wbr><span class="nb">ຈຳປາສັກໃຕ້</span>');
  // A browser's own list may break names that ours has as one word: those of the settings, and places.
  const tagged = { ...settings, tags: [{ key: "coffee", lo: "ກາເຟ", en: "Coffee" }] };
  expect(markup(wordsHtml("ສົ່ງອອກກາເຟຢູ່ແຂວງຈຳປາສັກແລະຫລວງພະບາງ", "lo", tagged))).toBe(
    'ສົ່ງອອກ<wbr><span class="nb">ກາເຟ</span><wbr>ຢູ່<wbr>ແຂວງ<wbr><span class="nb">ຈຳປາສັກ</span><wbr>ແລະ<wbr><span class="nb">ຫລວງພະບາງ</span>',
  );
  fc.assert(
    fc.property(texts, (text) => {
      for (const [, word = ""] of markup(wordsHtml(text, "lo", settings)).matchAll(/<span class="nb">(.*?)<\/span>/g))
        expect(["ສົມບູນ", "ວົງພະຈັນ", "ຈຳປາສັກໃຕ້", "ຈຳປາສັກ"]).toContain(word);
    }),
  );
});

it("says which words are of the other language, in either, and leaves figures alone", () => {
  expect(markup(lineHtml("ກອງປະຊຸມ ASEAN ຄັ້ງທີ 45, WTO, IMF ແລະ World Bank 20 ປີ", "lo"))).toBe(
    'ກອງປະຊຸມ <span lang="en">ASEAN</span> ຄັ້ງທີ 45, <span lang="en">WTO, IMF</span> ແລະ <span lang="en">World Bank</span> 20 ປີ',
  );
  expect(markup(wordsHtml("The ບາສີສູ່ຂວັນ ຂອງລາວ, & 2 more", "en", settings))).toBe(
    'The <span lang="lo">ບາສີສູ່ຂວັນ ຂອງລາວ</span>, &amp; 2 more',
  );
});

it("ends a headline's lines at its phrases, parts no figure from its neighbours and breaks no word", () => {
  expect(markup(headlineHtml("ຈຳປາສັກ ສົ່ງອອກກາເຟ 10 ເດືອນ ໄດ້ເກືອບ 118 ລ້ານ", "lo", settings))).toBe(
    [
      '<span class="ph"><span class="nb">ຈຳປາສັກ</span></span> ',
      '<span class="ph"><span class="nb">ສົ່ງອອກ</span><wbr><span class="nb">ກາເຟ</span> <span class="nb">10 ເດືອນ</span></span> ',
      '<span class="ph">ໄດ້<wbr><span class="nb">ເກືອບ</span> <span class="nb">118 ລ້ານ</span></span>',
    ].join(""),
  );
  // one phrase is no reason to part it
  expect(markup(headlineHtml("ຕະຫລາດຕົ້ນຕໍ", "lo", settings))).not.toContain('class="ph"');
  expect(markup(headlineHtml("ຂ່າວດີ ໆ ຢູ່ລາວ", "lo", settings))).toContain("</span> ໆ</span>");
  expect(markup(headlineHtml("Coffee exports near US$118 million in ten months", "en", settings))).toBe(
    'Coffee exports near US$<span class="nb">118 million</span> in ten months',
  );
});
