import { expect, test } from "vitest";
import { isSafeLink, linkAddress } from "../../../shared/text/links.ts";

test("an address is taken as it is meant: on the web without its scheme, once where a scheme stood before it", () => {
  const meant: readonly (readonly [string, string])[] = [
    ["https://kpl.gov.la/", "https://kpl.gov.la/"],
    [" kpl.gov.la/lo/news?id=7 ", "https://kpl.gov.la/lo/news?id=7"],
    ["https://https://kpl.gov.la/", "https://kpl.gov.la/"],
    ["https://http://kpl.gov.la/", "http://kpl.gov.la/"],
    ["https:https://kpl.gov.la/", "https://kpl.gov.la/"],
    ["https://mailto:news@kpl.gov.la", "mailto:news@kpl.gov.la"],
    ["news@kpl.gov.la", "mailto:news@kpl.gov.la"],
    ["mailto:news@kpl.gov.la", "mailto:news@kpl.gov.la"],
    ["tel:+85621215402", "tel:+85621215402"],
    ["kpl.gov.la:8080/x", "https://kpl.gov.la:8080/x"],
    ["https://web.archive.org/web/2024/https://kpl.gov.la/", "https://web.archive.org/web/2024/https://kpl.gov.la/"],
  ];
  for (const [typed, address] of meant) {
    expect(linkAddress(typed)).toBe(address);
    expect(isSafeLink(address)).toBe(true);
  }
  for (const typed of [
    "",
    "ນ້ຳຂອງ",
    "javascript:alert(1)",
    "//kpl.gov.la",
    "\\\\desk\\share",
    "file:///etc/passwd",
    "https://",
  ])
    expect(isSafeLink(linkAddress(typed)), typed).toBe(false);
});
