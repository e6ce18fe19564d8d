import fc from "fast-check";
import { expect, test } from "vitest";
import { findLinks } from "../../../shared/text/found-links.ts";
import { isSafeLink } from "../../../shared/text/links.ts";

const found = (text: string) => findLinks(text).map(({ from, to, href }) => [text.slice(from, to), href]);

test("an address that is written out is found, without the sentence's punctuation and brackets around it", () => {
  const told: readonly (readonly [text: string, address: string, href?: string])[] = [
    ["ອ່ານຕໍ່ທີ່ https://kpl.gov.la/lo/news?id=7#top", "https://kpl.gov.la/lo/news?id=7#top"],
    ["Read www.kpl.gov.la, then call.", "www.kpl.gov.la", "https://www.kpl.gov.la"],
    ["news@kpl.gov.la", "news@kpl.gov.la", "mailto:news@kpl.gov.la"],
    ["ຂຽນຫາnews@kpl.gov.laໄດ້ທຸກມື້", "news@kpl.gov.la", "mailto:news@kpl.gov.la"],
    ["ເບິ່ງhttps://kpl.gov.laທຸກມື້", "https://kpl.gov.la"],
    ["ເບິ່ງhttps://kpl.gov.la/ທຸກມື້", "https://kpl.gov.la/"],
    ["(https://kpl.gov.la/a).", "https://kpl.gov.la/a"],
    ["https://lo.wikipedia.org/wiki/Laos_(country)", "https://lo.wikipedia.org/wiki/Laos_(country)"],
    ["(see https://lo.wikipedia.org/wiki/Laos_(country))", "https://lo.wikipedia.org/wiki/Laos_(country)"],
    ["“https://kpl.gov.la”?!", "https://kpl.gov.la"],
    ["<news@kpl.gov.la>;", "news@kpl.gov.la", "mailto:news@kpl.gov.la"],
    ["HTTP://KPL.GOV.LA:8080/x...", "HTTP://KPL.GOV.LA:8080/x"],
    ["http://192.168.1.7/desk", "http://192.168.1.7/desk"],
  ];
  for (const [text, address, href = address] of told) expect(found(text), text).toEqual([[address, href]]);
});

test("what may be anything else, and what nobody can tell the end of, stays as it is", () => {
  for (const text of [
    "kpl.gov.la",
    "ປະຊຸມ.ວັນນີ້ end.Then 3.14 and p.m.",
    "https://",
    "https://kpl",
    "www.kpl",
    "@kpl and news@kpl and a@b@c.la",
    "javascript:alert(1) ftp://kpl.gov.la file:///etc",
    "https://kpl.gov.la@evil.example/",
    "https://lo.wikipedia.org/wiki/ວຽງຈັນ",
    "https://fr.wikipedia.org/wiki/Café",
    "xhttps://kpl.gov.la",
    "https://a.la,https://b.la",
    "https://user:word@kpl.gov.la/",
  ])
    expect(found(text), text).toEqual([]);
});

test("whatever stands there, what is found is a safe address in one piece, and no two overlap", () => {
  const piece = fc.constantFrom("https://", "www.", "kpl.gov.la", "@", "/", "(", ")", ".", " ", "ຂ່າວ", "ນ້ຳ", "-", "a");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join("");
      let last = 0;
      for (const { from, to, end, href } of findLinks(text)) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThan(from);
        expect(end).toBeGreaterThanOrEqual(to);
        expect(text.slice(from, to)).toMatch(/^[!-~]+[^.,;:!?'*]$/);
        expect(isSafeLink(href)).toBe(true);
        last = end;
      }
    }),
  );
});
