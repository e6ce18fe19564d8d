import { expect, test } from "vitest";
import { siteAddress } from "../../../../electron/publish/plan/addresses/site-address.ts";

test.each([
  ["https://kpl.gov.la", "https://kpl.gov.la/"],
  ["https://kpl.gov.la/news?from=desk#top", "https://kpl.gov.la/news/"],
  ["https://editor:secret@kpl.gov.la/news", "https://kpl.gov.la/news/"],
  ["kpl.gov.la", ""],
  ["javascript:alert(1)", ""],
  ["", ""],
])("the site's address %j is named on pages as %j", (given, named) => {
  expect(siteAddress(given)).toBe(named);
});
