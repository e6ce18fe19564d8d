/** A site's feed as stories: each item one, with what the feed leaves open marked for a look. */
import { expect, test } from "vitest";
import type { ImportedStory } from "../../../electron/exchange/format.ts";
import { importFile } from "../../../electron/exchange/import-story.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import { codes, context, paragraphs } from "./newsroom.ts";

async function stories(name: string, text: string): Promise<readonly ImportedStory[]> {
  const read = await importFile(name, Buffer.from(text), context);
  if (!read.ok) throw new Error(read.error.reason);
  for (const { version } of read.value) expect(bodyProblem(version.body)).toBeNull();
  return read.value;
}

const RSS = `<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet href="feed.xsl"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>KPL Lao News Agency</title><link>https://kpl.gov.la</link><description>News of Laos</description>
<item><title>Rice exports rise &amp;amp; fuel falls</title><link>https://kpl.gov.la/1</link><pubDate>Wed, 04 Nov 2026 02:10:00 GMT</pubDate><dc:creator>Noy Sengdara</dc:creator><category>Economy</category>
<description>Rice exports rose by a tenth in October, said the ministry.</description>
<content:encoded><![CDATA[<p>(KPL) Rice exports rose to <b>42,000</b> tonnes.</p><p>Most went to China.</p><p>KPL</p><script>x()</script>]]></content:encoded></item>
<item><title>ຂົວໃໝ່ເປີດນຳໃຊ້</title><pubDate>ມື້ວານ</pubDate><description>&lt;p&gt;ຂົວມິດຕະພາບ ແຫ່ງທີ 5 ໄດ້ເປີດນຳໃຊ້ແລ້ວ.&lt;/p&gt;</description></item>
</channel></rss>`;

test("each item of RSS is a story: what its content has is read as a page's, its summary is a lead to look at", async () => {
  const [rice, bridge, ...more] = await stories("feed.xml", RSS);
  expect(more).toEqual([]);
  expect(rice?.version).toMatchObject({
    headline: "Rice exports rise & fuel falls",
    lead: "Rice exports rose by a tenth in October, said the ministry.",
    dateline: "(KPL)",
    signOff: "KPL",
  });
  expect(rice && paragraphs(rice)).toEqual(["Rice exports rose to 42,000 tonnes.", "Most went to China."]);
  expect(rice?.publishedAt).toBe("2026-11-04T09:10:00+07:00");
  expect(rice?.details).toMatchObject({ category: "economy", bylines: [{ lo: "", en: "Noy Sengdara" }] });
  expect(rice?.fields).toMatchObject({ headline: "sure", lead: "look", body: "sure", publishedAt: "sure" });
  expect(rice?.dropped).toEqual(["KPL Lao News Agency", "News of Laos", "x()"]);
  expect(bridge).toMatchObject({ lang: "lo", publishedAt: null, dropped: ["ມື້ວານ"] });
  expect(bridge && codes(bridge)).toEqual(["no-date"]);
  expect(bridge && paragraphs(bridge)).toEqual(["ຂົວມິດຕະພາບ ແຫ່ງທີ 5 ໄດ້ເປີດນຳໃຊ້ແລ້ວ."]);
  // A summary alone is no story.
  expect(bridge?.fields).toMatchObject({ body: "look", publishedAt: "look" });
});

test("Atom's entries are stories, whichever way their text is written; a summary that was cut off is told", async () => {
  const entry = (content: string) =>
    `<entry><title type="html">Night &lt;i&gt;market&lt;/i&gt; moves</title><updated>2026-11-04T02:10:00Z</updated><author><name>Noy</name></author><summary>Market moves […]</summary>${content}</entry>`;
  const read = await stories(
    "news.atom",
    `<feed xmlns="http://www.w3.org/2005/Atom">${entry('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The market moves<br/>to the river.</p></div></content>')}${entry('<content type="html">&lt;p&gt;The market moves&lt;br&gt;to the river.&lt;/p&gt;</content>')}${entry('<content type="text">a &lt; b</content>')}</feed>`,
  );
  expect(read.map((story) => paragraphs(story))).toEqual([
    ["The market moves to the river."],
    ["The market moves to the river."],
    ["a < b"],
  ]);
  for (const story of read) {
    expect(story.version.headline).toBe("Night market moves");
    expect(story.dropped).toContain("Market moves […]");
    expect(story.publishedAt).toBe("2026-11-04T09:10:00+07:00");
  }
});

test("a feed without items, or that isn't well-formed, is refused; other XML is not taken for one", async () => {
  const reason = async (text: string) => {
    const read = await importFile("feed.xml", Buffer.from(text), context);
    return read.ok ? read.value.length : read.error.reason;
  };
  expect(await reason('<rss version="2.0"><channel><title>KPL</title></channel></rss>')).toBe("file-empty");
  expect(await reason('<rss version="2.0"><channel><title>KPL</channel></rss>')).toBe("file-damaged");
  expect(await reason('<!DOCTYPE rss [<!ENTITY x "y">]><rss><channel><item/></channel></rss>')).not.toBe(2);
  const [story] = await stories("feed.xml", "RSS ແມ່ນຫຍັງ\n<rss> ແມ່ນປ້າຍໜຶ່ງ");
  expect(story?.version.headline).toBe("RSS ແມ່ນຫຍັງ");
});
