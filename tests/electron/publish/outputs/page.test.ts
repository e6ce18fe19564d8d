import fc from "fast-check";
import { HtmlValidate } from "html-validate";
import { beforeAll, describe, expect, it } from "vitest";
import type { Node } from "../../../../shared/article/article.ts";
import { printableText, withoutReordering } from "../../../../shared/html/printable-text.ts";
import { withoutBreaks } from "../../../whole-words.ts";
import {
  agencyStory,
  block,
  bodyOf,
  buildFor,
  CHART,
  chart,
  filesOf,
  fullStory,
  images,
  out,
  PHOTO,
  paragraph,
  photo,
  type Room,
  settings,
  storyOf,
  text,
  textOf,
} from "../newsroom.ts";

/** How long a headline may be is the desk's matter, not the markup's. */
const validator = new HtmlValidate({ extends: ["html-validate:recommended"], rules: { "long-title": "off" } });

async function problemsOf(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages }) => messages.map((one) => `${one.line} ${one.ruleId}: ${one.message}`));
}

const siteOf = async (room: Room) => filesOf(await buildFor(room));
const AGENCY = "en/2024/12/laos-and-cambodia-strengthen-strategic-cooperation/index.html";
const folderOf = (page: string) => page.slice(0, -"index.html".length);
const MEKONG = "2024/12/mekong-level-rises-in-luang-prabang/index.html";

const scriptsOf = (html: string) => html.match(/<script[^>]*>/g);
const OUR_SCRIPTS = ['<script type="application/ld+json">', '<script src="../../../../assets/print.js" defer>'];

/** A page as its reader hears it. */
const wordsOf = (html: string): string =>
  html
    .replace(/<head>.*<\/head>/s, "")
    .replace(/<[^>]*>/g, "\n")
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replace(/\s+/g, " ");

const inOrder = (html: string, parts: readonly string[]) => {
  let from = 0;
  for (const part of parts) {
    const at = html.indexOf(part, from);
    expect(at, part).toBeGreaterThanOrEqual(from);
    from = at + part.length;
  }
};

let files: Map<string, Uint8Array>;
beforeAll(async () => {
  const assets = { [PHOTO]: await photo(), [CHART]: await chart() };
  files = await siteOf({ articles: [await agencyStory(), fullStory()], assets });
});

describe("a story's page", () => {
  it("has the agency's own page in the agency's order", () => {
    const html = textOf(files, AGENCY);
    inOrder(wordsOf(html), [
      "Laos and Cambodia Strengthen Strategic Cooperation",
      "06/12/2024 14:15",
      "Print",
      "ຂປລ Laos and Cambodia have agreed to strengthen cooperation",
      "(KPL) Laos and Cambodia have agreed to strengthen cooperation",
      "The visit took place from December 4-5, 2024",
      "setting a strong foundation for future collaboration.",
      "KPL",
      "Other news",
      "Politics",
      "Senior Lao Officials Receive 50th Anniversary Medals",
      "The Party Central Propaganda and Training Committee",
      "30/11/2025 08:48",
      "China’s Wang Huning to Visit Laos",
      "Laos and Cambodia Reaffirm Strategic Partnership",
      "Top",
    ]);
    expect(html.match(/<article\b/g)).toHaveLength(1);
    expect(html).toContain('<time datetime="2024-12-06T14:15:00+07:00">06/12/2024 14:15</time>');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<b class="tag" lang="lo">ຂປລ</b>');
  });

  it("says before all else that it may load its own files and nothing more, as every page of the site does", () => {
    const pages = [...files.keys()].filter((name) => name.endsWith(".html"));
    expect(pages.length).toBeGreaterThan(4);
    for (const name of pages) {
      const [, policy = ""] =
        /^<!DOCTYPE html>\n<html lang="(?:lo|en)">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(
          textOf(files, name),
        ) ?? [];
      expect(policy.replaceAll("&#39;", "'").split("; "), name).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
      ]);
    }
  });

  it("has headline, date, lead, image, body, sign-off and credits in this order, in Lao", () => {
    const html = textOf(files, `lo/${MEKONG}`);
    inOrder(withoutBreaks(html), [
      "<h1>ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນຢູ່ຫຼວງພະບາງ",
      ">07/12/2024 09:30</time>",
      'class="tag">ຂປລ</b> ລະດັບນ້ຳຂອງຢູ່ແຂວງຫຼວງພະບາງ',
      'alt="ແມ່ນ້ຳຂອງຕອນເຊົ້າ" width="480" height="640" fetchpriority="high"></picture>',
      "<figcaption>ລະດັບນ້ຳຂຶ້ນເຖິງ 12 ແມັດ",
      "<strong>ລະດັບນ້ຳຢູ່ທ່າເຮືອ</strong>",
      "<h2>ການກະກຽມຂອງບ້ານ</h2>",
      "<li>ຍ້າຍສັດລ້ຽງຂຶ້ນບ່ອນສູງ</li>",
      "<blockquote>",
      '<th scope="col">ມື້</th>',
      'class="sign-off">ຂປລ</p>',
      "ໂດຍ <b>ສົມສັກ ພົມມະຈັນ</b>, <b>ນາງ ມະນີວອນ</b>",
      '/lo/section/environment/">ສິ່ງແວດລ້ອມ</a>',
      '/lo/tag/mekong/">ແມ່ນ້ຳຂອງ</a>',
      ">ຂ່າວອື່ນໆ</h2>",
      ">ຂຶ້ນເທິງ</a>",
    ]);
  });

  it("links to the other language, which is out, and both ways in the head", () => {
    const html = textOf(files, `en/${MEKONG}`);
    const address = `../../../../lo/${folderOf(MEKONG)}`;
    expect(html).toContain(`<link rel="alternate" hreflang="lo" href="${address}">`);
    expect(html.split(`<a href="${address}" lang="lo" hreflang="lo">ພາສາລາວ</a>`)).toHaveLength(3);
    // of a story that isn't out in Lao the way leads to the Lao front, and the head says nothing of it
    const alone = textOf(files, AGENCY);
    expect(alone).toContain('<a href="../../../../lo/" lang="lo" hreflang="lo">ພາສາລາວ</a>');
    expect(alone).not.toContain('rel="alternate"');
  });

  it("prints a link over several runs once, a table's headers with their scope, no empty paragraph", () => {
    const html = textOf(files, `en/${MEKONG}`);
    expect(html).toContain(
      '<a href="https://www.mrcmekong.org/a?b=1&amp;c=2">Mekong <strong>River</strong> Commission</a>',
    );
    expect(html).toContain('<thead>\n<tr><td></td><th class="n" scope="col">Level (m)</th>');
    expect(html).toContain('<td class="n">12.4</td><td class="n">+1.8</td>');
    expect(html).toContain('<th scope="row">Friday 6 December</th>');
    expect(html).toContain('<ol start="3">');
    expect(html).toContain("More is expected <br>in the evening");
    expect(html).not.toContain("<p></p>");
  });

  it("lists of other news only what this language has", () => {
    const english = textOf(files, `en/${MEKONG}`);
    expect(english).toContain(`<h3><a href="../../../../${folderOf(AGENCY)}">Laos and Cambodia`);
    expect(english).toContain("Farmers bring in the wet-season rice");
    const lao = withoutBreaks(textOf(files, `lo/${MEKONG}`));
    expect(lao).not.toContain("Laos and Cambodia");
    expect(lao).toContain("ຊາວນາເກັບກ່ຽວເຂົ້ານາປີ");
    // the category was found in English; the desk has its Lao word
    expect(lao).toContain('<p class="kicker"><a href="../../../../lo/section/economy/">ເສດຖະກິດ</a></p>');
    expect(lao).not.toContain("Economy");
  });

  it("says of Lao words on an English page that they are Lao, and of nothing else", async () => {
    const headline = "A Baci, or ບາສີສູ່ຂວັນ ຂອງລາວ, for the Guests & Hosts";
    const story = storyOf(3, { details: { slug: "baci" }, release: { en: out() }, en: { headline } });
    expect(textOf(await siteOf({ articles: [story] }), "en/2024/12/baci/index.html")).toContain(
      '<h1>A Baci, or <span lang="lo">ບາສີສູ່ຂວັນ ຂອງລາວ</span>, for the Guests &amp; Hosts</h1>',
    );
  });

  it("leaves out what the fields leave empty", async () => {
    const story = storyOf(3, {
      details: { slug: "bare" },
      release: { en: out() },
      en: { headline: "A bare story", dateline: "", signOff: "", body: bodyOf(paragraph("One line.")) },
    });
    const html = textOf(await siteOf({ articles: [story] }), "en/2024/12/bare/index.html");
    expect(html).toContain("<p>One line.</p>");
    expect(html).not.toContain("ຂປລ");
    expect(html).not.toContain("sign-off");
    expect(html).not.toContain("Other news");
    expect(await problemsOf(html)).toEqual([]);
  });

  it("names nobody where a byline holds nothing that a page may hold", async () => {
    const byline = (en: string) => ({ lo: "", en });
    const story = (number: number, ...names: string[]) =>
      storyOf(number, {
        details: { slug: `rice-${number}`, bylines: names.map(byline) },
        release: { en: out() },
        en: { headline: "Rice harvest in Savannakhet", body: bodyOf(paragraph("It is in.")) },
      });
    const site = await siteOf({ articles: [story(3, "\u0007", "Somsak"), story(4, "\u202E")] });
    expect(textOf(site, "en/2024/12/rice-3/index.html")).toContain("<p>By <b>Somsak</b></p>");
    expect(textOf(site, "en/2024/12/rice-4/index.html")).not.toContain("<p>By");
  });

  it("opens the first paragraph with the dateline, also after a heading, and stands alone where there is none", async () => {
    const heading = block({ type: "heading", attrs: { level: 2 }, content: [text("At the dam")] });
    const list = block({
      type: "bulletList",
      content: [{ type: "listItem", content: [{ type: "paragraph", content: [text("One gate open")] }] }],
    });
    const story = (number: number, ...blocks: Node[]) =>
      storyOf(number, {
        details: { slug: `dam-${number}` },
        release: { en: out() },
        en: { headline: "At the dam", body: bodyOf(...blocks) },
      });
    const site = await siteOf({ articles: [story(3, heading, paragraph("The gates are open.")), story(4, list)] });
    expect(textOf(site, "en/2024/12/dam-3/index.html")).toContain(
      '<h2>At the dam</h2>\n<p><span class="dateline">(KPL)</span> The gates are open.</p>',
    );
    expect(textOf(site, "en/2024/12/dam-4/index.html")).toContain('<p><span class="dateline">(KPL)</span></p>\n<ul>');
  });

  it("says its public address and shares itself once the site's address is known", async () => {
    const assets = await images();
    const site = await siteOf({ articles: [fullStory()], assets, plan: { baseUrl: "https://kpl.gov.la/news" } });
    const html = textOf(site, `lo/${MEKONG}`);
    const address = "https://kpl.gov.la/news/lo/2024/12/mekong-level-rises-in-luang-prabang/";
    expect(html).toContain(`<link rel="canonical" href="${address}">`);
    expect(html).toContain(`<meta property="og:url" content="${address}">`);
    expect(html).toMatch(
      /<meta property="og:image" content="https:\/\/kpl\.gov\.la\/news\/assets\/images\/[0-9a-f]{40}\.jpg">/,
    );
    expect(html).toContain('<link rel="stylesheet" href="../../../../assets/site.css">');
    expect(await problemsOf(html)).toEqual([]);
  });

  it("names the file in every address where the site is read from a disk", async () => {
    const onDisk = { ...settings, site: { writesIndex: true } };
    const site = await siteOf({ articles: [await agencyStory(), fullStory()], plan: { settings: onDisk } });
    for (const [name, bytes] of site) {
      if (!name.endsWith(".html")) continue;
      const links = [
        ...Buffer.from(bytes)
          .toString()
          .matchAll(/ href="(?![a-z]+:|#)([^"]*)"/g),
      ].map(([, to = ""]) => to);
      expect(links.length).toBeGreaterThan(3);
      for (const to of links) expect(to, name).toMatch(/\/?[^/]+\.(?:html|css|png)(?:#[a-z-]+)?$/);
    }
  });

  it("is valid HTML, and so are the lists", async () => {
    const pages = [...files.keys()].filter((name) => name.endsWith(".html"));
    expect(pages).toEqual(
      expect.arrayContaining(["404.html", "index.html", "lo/page/index.html", "en/2024/12/index.html"]),
    );
    for (const page of pages) expect(await problemsOf(textOf(files, page)), page).toEqual([]);
  });
});

describe("the lists", () => {
  it("name what is out in each language, the newest first", () => {
    for (const page of ["en/index.html", "en/page/index.html", "en/2024/12/index.html"])
      inOrder(textOf(files, page).replace(/^.*<main/s, ""), ["Mekong Level Rises", "Laos and"]);
    expect(textOf(files, "lo/index.html")).not.toContain("Cambodia");
    inOrder(textOf(files, "index.html"), ['href="lo/"', 'href="en/"']);
  });

  it("say so where nothing is out", async () => {
    const site = await siteOf({ articles: [] });
    expect(textOf(site, "lo/index.html")).toContain("ຍັງບໍ່ມີຂ່າວ.");
    for (const page of ["index.html", "lo/index.html", "en/index.html"])
      expect(await problemsOf(textOf(site, page)), page).toEqual([]);
  });
});

describe("a hostile story", () => {
  const evil = '"><script>alert(1)</script><img src=x onerror=alert(2)>';

  it("can't bring in a tag, an attribute or a script link", async () => {
    const link = (href: unknown) => ({ type: "link", attrs: { href } });
    const words = { lo: evil, en: evil };
    const hostile = storyOf(5, {
      details: {
        slug: "hostile",
        bylines: [words],
        place: words,
        image: { asset: PHOTO, alt: words, caption: words, credit: words },
        related: [{ title: words, category: evil, publishedAt: null, summary: words }],
      },
      release: { en: out() },
      en: {
        headline: evil,
        leadTag: evil,
        lead: evil,
        dateline: evil,
        signOff: evil,
        body: bodyOf(
          paragraph(evil, text("click me", link("https://example.org/?a=\"onmouseover='x'"))),
          block({
            type: "figure",
            content: [
              { type: "image", attrs: { asset: CHART, alt: evil, credit: evil } },
              { type: "figcaption", content: [text(evil)] },
            ],
          }),
        ),
      },
    });
    const assets = { [PHOTO]: await photo(), [CHART]: await chart() };
    const html = textOf(await siteOf({ articles: [hostile], assets }), "en/2024/12/hostile/index.html");
    expect(scriptsOf(html)).toEqual(OUR_SCRIPTS);
    const tags = html.replace(/="[^"]*"/g, "").match(/<[^>]*>/g) ?? [];
    expect(tags.filter((tag) => /\son\w+/.test(tag))).toEqual([]);
    expect(html.match(/<img /g)).toHaveLength(2);
    expect(await problemsOf(html)).toEqual([]);
  });

  it("can't reorder what stands beside its words, on its page and in lists", async () => {
    const words = "Budget \u202Etxt.exe and \u2067open";
    const clean = "Budget txt.exe and open";
    const both = { lo: words, en: words };
    const story = storyOf(5, {
      details: { slug: "reordered", bylines: [both], place: both },
      release: { en: out() },
      en: { headline: words, lead: `${words} \u2067שלום\u2069`, body: bodyOf(paragraph(words)) },
    });
    const files = await siteOf({ articles: [story], plan: { baseUrl: "https://kpl.gov.la/" } });
    for (const name of ["en/2024/12/reordered/index.html", "en/index.html", "en/page/index.html", "404.html"]) {
      const html = textOf(files, name);
      expect(html).not.toMatch(/[\u202A-\u202E]|txt\.exe and \u2067/);
      expect(html).toContain(clean);
    }
    expect(textOf(files, "en/2024/12/reordered/index.html")).toContain(`${clean} \u2067שלום\u2069</p>`);
    // data is what was written
    expect(JSON.parse(textOf(files, `api/${story.id}.json`)).versions.en.headline).toBe(words);
  });

  it("leaves no isolate open and closes none that it didn't open", () => {
    const controls = fc.constantFrom(..."\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069", "ນ", "a", "😀");
    fc.assert(
      fc.property(fc.string({ unit: controls }), (words) => {
        const clean = withoutReordering(words);
        let depth = 0;
        for (const letter of clean) {
          expect(letter).not.toMatch(/[\u202A-\u202E]/);
          if (/[\u2066-\u2068]/.test(letter)) depth += 1;
          if (letter === "\u2069") depth -= 1;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
        expect(withoutReordering(clean)).toBe(clean);
        const letters = (of: string) => of.replace(/[\u202A-\u202E\u2066-\u2069]/g, "");
        expect(letters(clean)).toBe(letters(words));
      }),
    );
  });

  it("prints nothing that the format doesn't know, even past the plan's own check", async () => {
    const { bodyHtml } = await import("../../../../electron/publish/pages/story/body-html.ts");
    const { publicBody } = await import("../../../../shared/blocks/public-body.ts");
    const bad = (href: unknown) => text("words", { type: "link", attrs: { href } });
    const nested = (depth: number): Node =>
      depth === 0
        ? { type: "paragraph", content: [text("far down")] }
        : { type: "blockquote", content: [nested(depth - 1)] };
    const body = bodyOf(
      { type: "script", content: [text("alert(1)")] },
      { type: "tableRow", content: [{ type: "tableCell", content: [{ type: "paragraph", content: [text("lost")] }] }] },
      { type: "__proto__", content: [] },
      {
        type: "paragraph",
        attrs: { onclick: "alert(1)", style: "color:red", id: "secret-block", row: "secret-row" },
        content: [
          bad("javascript:alert(1)"),
          bad(" java\tscript:alert(1)"),
          bad("data:text/html,x"),
          bad("//example.org/share"),
          bad({ toString: () => "javascript:alert(1)" }),
          text("marked", { type: "constructor" }, { type: "style", attrs: { css: "x" } }),
          { type: "iframe", attrs: { src: "https://example.org" } },
        ],
      },
      { type: "heading", attrs: { level: "1><script>" }, content: [text("Level")] },
      { type: "orderedList", attrs: { start: '"><b>', type: "x" }, content: [] },
      { type: "figure", content: [{ type: "image", attrs: { asset: "../../etc/passwd" } }] },
      nested(60),
    );
    const clean = publicBody(body, () => null);
    const html = bodyHtml(clean, { lang: "en", imageAddress: (path) => path });
    expect(html).toBe("<p>wordswordswordswordswordsmarked</p>\n<h2>Level</h2>");
    expect(JSON.stringify(clean)).not.toMatch(/secret|alert|passwd|script/);
    // the printer drops what it doesn't know on its own, too
    const raw = bodyHtml(body, { lang: "en", imageAddress: (path) => path });
    expect(raw).not.toMatch(/<script|<iframe|style=|onclick/);
  });

  it("has any headline at all come out escaped, and the page stays valid", { timeout: 120_000 }, async () => {
    const letters = fc.constantFrom(..."<>&\"'/=`!-]ນ້ຳa ", "\u0000", "\u0007", "\uD800", "\u2028", "<!--", "</title>");
    const headlines = fc.oneof(
      fc.string({ unit: letters, minLength: 1, maxLength: 24 }),
      fc.string({ unit: "binary" }),
    );
    await fc.assert(
      fc.asyncProperty(
        headlines.map((one) => `H${one}`),
        async (headline) => {
          const story = storyOf(6, { details: { slug: "any" }, release: { en: out() }, en: { headline } });
          const html = textOf(await siteOf({ articles: [story] }), "en/2024/12/any/index.html");
          const title = /<title>([^<>]*)<\/title>/.exec(html)?.[1] ?? "none";
          expect(title.replace(/&(amp|lt|gt);/g, "")).not.toMatch(/&/);
          expect(html).toMatch(/<h1>([^<>]|<span (?:lang="lo"|class="nb")>[^<>]*<\/span>)*<\/h1>/);
          expect(scriptsOf(html)).toEqual(OUR_SCRIPTS);
          // its data is the headline, and nothing in it ended the element
          const [, data = ""] = /<script type="application\/ld\+json">([^<>]*)<\/script>/.exec(html) ?? [];
          expect(JSON.parse(data)).toMatchObject({ headline: printableText(headline) });
          expect(html.isWellFormed()).toBe(true);
          expect(await problemsOf(html)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

it("keeps an outline without holes where a story starts at a lower heading, and its look", async () => {
  const heading = (level: number, words: string) =>
    block({ type: "heading", attrs: { level }, content: [text(words)] });
  const story = storyOf(7, {
    details: { slug: "outline" },
    release: { en: out() },
    en: {
      headline: "Outline",
      body: bodyOf(heading(4, "Deep"), heading(2, "Top"), heading(4, "Deeper"), heading(3, "Middle")),
    },
  });
  const html = textOf(await siteOf({ articles: [story] }), "en/2024/12/outline/index.html");
  inOrder(html, [
    '<h2 class="level-4">Deep</h2>',
    "<h2>Top</h2>",
    '<h3 class="level-4">Deeper</h3>',
    "<h3>Middle</h3>",
  ]);
  expect(await problemsOf(html)).toEqual([]);
});
