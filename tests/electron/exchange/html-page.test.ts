/** Pages of the web as stories: the main text, what its head says, and nothing lost. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { ImportContext, ImportedStory } from "../../../electron/exchange/format.ts";
import { mainText } from "../../../electron/exchange/html/main-text.ts";
import { importFile } from "../../../electron/exchange/import-story.ts";
import type { Node } from "../../../shared/article/article.ts";
import { blocksOf } from "../../../shared/blocks/body.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import { withAssets } from "../../../shared/html/pictures.ts";
import { readBlocks } from "../../../shared/html/read-blocks.ts";
import { htmlBlocks } from "../../../shared/html/read-html.ts";
import { readHtml } from "../../../shared/html/tree.ts";
import { blockText } from "../../../shared/rows/rows.ts";
import { blockTypes, codes, context, items, leftOut, paragraphs } from "./newsroom.ts";

const FIXTURES = path.join(import.meta.dirname, "../../fixtures");
const PAGES = path.join(FIXTURES, "pages");
const PASTES = path.join(FIXTURES, "paste");

async function page(name: string, bytes: Uint8Array, desk: ImportContext = context): Promise<ImportedStory> {
  const read = await importFile(name, bytes, desk);
  if (!read.ok) throw new Error(read.error.message);
  const [story, ...more] = read.value;
  if (!story || more.length > 0) throw new Error("a page is one story");
  const stored = new Map(story.pictures?.map(({ asset }) => [asset, `${"0".repeat(64)}.png`]));
  expect(bodyProblem({ type: "doc", content: withAssets(blocksOf(story.version.body), stored) })).toBeNull();
  return story;
}
const kept = (name: string, desk = context) => page(name, readFileSync(path.join(PAGES, name)), desk);
const made = (html: string, desk = context) => page("page.html", Buffer.from(html), desk);

describe("a page of the agency's in Lao", () => {
  test("its story is taken, with the headline and instant that its head gives", async () => {
    const story = await kept("agency-lo.html");
    expect(story.lang).toBe("lo");
    expect(story.version.headline).toBe("ຂົວມິດຕະພາບແຫ່ງທີ 5 ເປີດນຳໃຊ້");
    expect(story.publishedAt).toBe("2026-11-04T09:10:00+07:00");
    expect(codes(story)).not.toContain("no-date");
    expect(story.isPart).toBe(true);
    expect(story.version.leadTag).toBe("ຂປລ.");
    expect(story.version.lead).toMatch(/^ລັດຖະບານລາວ ແລະ ໄທ .* 4 ພະຈິກ 2026\.$/);
    expect(story.version.signOff).toBe("ຂປລ");
    expect(codes(story)).toContain("caption-in-body");
    const body = paragraphs(story).join("\n");
    expect(body).toContain("ຂົວມີຄວາມຍາວ 1.350 ແມັດ");
    expect(body).not.toMatch(/ໜ້າຫຼັກ|Share|ລາຄາເຂົ້າເພີ່ມຂຶ້ນ|Copyright/);
  });

  test("what else stands on the page is named", async () => {
    const { dropped } = await kept("agency-lo.html");
    for (const words of ["ໜ້າຫຼັກ", "ເສດຖະກິດ", "Share", "ລາຄາເຂົ້າເພີ່ມຂຶ້ນ", "Copyright 2026 ຂປລ"])
      expect(dropped.join("\n")).toContain(words);
  });
});

describe("a newspaper's page in English", () => {
  test("its story is taken with heading, list and picture, and without what stands round it", async () => {
    const story = await kept("paper-en.html");
    expect(story.version.headline).toBe("Rice exports rise as Xekong opens new mill");
    expect(story.publishedAt).toBe("2026-11-04T05:30:00+07:00");
    expect(story.details?.bylines).toEqual([{ lo: "", en: "Noy Sengdara" }]);
    expect(blockTypes(story)).toEqual([
      "figure",
      "paragraph",
      "paragraph",
      "heading",
      "paragraph",
      "bulletList",
      "paragraph",
    ]);
    expect(paragraphs(story)[0]).toContain("The mill in Lamam district can dry 40 tonnes a day.");
    expect(story.pictures?.map(({ asset, bytes }) => [asset, Buffer.from(bytes).toString("latin1", 0, 6)])).toEqual([
      ["picture:1", "GIF89a"],
    ]);
    expect(story.dropped.join("\n")).toContain("Night market moves to the river");
  });

  test("the whole page is taken where that is asked for", async () => {
    const story = await kept("paper-en.html", { ...context, whole: true });
    expect(story.isPart).toBe(false);
    const body = paragraphs(story).join("\n");
    for (const words of ["Night market moves to the river", "Back To Top", "Families in Dakcheung"])
      expect(body).toContain(words);
  });
});

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const wordsOf = (lines: readonly string[]): string[] => lines.flatMap((line) => line.match(WORD) ?? []).toSorted();

describe.each(readdirSync(PAGES))("cutting %s in two", (name) => {
  test("loses no word, and puts none together", () => {
    const tree = readHtml(readFileSync(path.join(PAGES, name), "utf8"));
    const parts = mainText(tree);
    if (!parts) throw new Error("a page with a main text");
    const whole = readBlocks(tree);
    const [main, rest] = [readBlocks(parts.main), readBlocks(parts.rest)];
    const lines = (blocks: readonly Node[]) => blocks.map(blockText);
    expect(wordsOf([...lines(main.blocks), ...lines(rest.blocks)])).toEqual(wordsOf(lines(whole.blocks)));
    const left = (read: typeof whole) => read.left.map(({ kind, text }) => `${kind} ${text.trim()}`);
    expect([...left(main), ...left(rest)].toSorted()).toEqual(left(whole).toSorted());
  });
});

test("a link in the headline or the lead, which are words alone, is told; one in the body keeps its address", async () => {
  const html = `<!doctype html><title>ລາວ</title><h1><a href="https://kpl.gov.la/1">ຝົນຕົກໜັກ</a></h1><p>04/11/2026 09:10</p>
<p>ຂປລ. <a href="https://kpl.gov.la/2">ແຂວງບໍ່ແກ້ວ</a> ຝົນຕົກໜັກ.</p><p>(ຂປລ) <a href="https://kpl.gov.la/3">ທາງເລກ 3</a> <a href="/x">ຖືກຕັດ</a>.</p><p>ຂປລ</p>`;
  const story = await made(html);
  expect(story.version).toMatchObject({ headline: "ຝົນຕົກໜັກ", lead: "ແຂວງບໍ່ແກ້ວ ຝົນຕົກໜັກ." });
  expect(leftOut(story)).toEqual([["link", "3 · ຖືກຕັດ · ຝົນຕົກໜັກ · ແຂວງບໍ່ແກ້ວ"]]);
});

test("an old site's page of tables: its heading, date, dateline and sign-off are found, and no cell is a table", async () => {
  const rain = "ພິທີລົງນາມ ຈັດຂຶ້ນທີ່ນະຄອນຫຼວງວຽງຈັນ ໂດຍມີຜູ້ຕາງໜ້າສອງປະເທດເຂົ້າຮ່ວມຢ່າງພ້ອມພຽງ ເພື່ອຊຸກຍູ້ການຜະລິດກະສິກຳ.";
  const story =
    await made(`<!doctype html><title>KPL Lao News Agency</title><table class="contentpaneopen"><tr><td class="contentheading">ລາວ ແລະ ຈີນ ຮ່ວມມືດ້ານກະສິກຳ</td></tr></table>
<table class="contentpaneopen"><tr><td class="createdate">ວັນພຸດ, 04 ພະຈິກ 2026 09:10</td></tr><tr><td><p>(ຂປລ) ${rain}</p><p>${rain}</p><p>ຂປລ</p></td></tr></table><div>Copyright 2026 KPL</div>`);
  expect(story.version).toMatchObject({ headline: "ລາວ ແລະ ຈີນ ຮ່ວມມືດ້ານກະສິກຳ", dateline: "(ຂປລ)", signOff: "ຂປລ" });
  expect(story.publishedAt).toBe("2026-11-04T09:10:00+07:00");
  expect(paragraphs(story)).toEqual([rain, rain]);
  expect(story.dropped).toEqual(["KPL Lao News Agency", "Copyright 2026 KPL"]);
});

const SIGNED = `<p>(KPL) Laos and Vietnam signed a memorandum on the sale of 1,500 megawatts of electricity on Friday, the Ministry of Energy and Mines said at a ceremony in Vientiane attended by both sides.</p><p>The first unit, of 250 megawatts, goes into service in 2010, and lines of 500 kilovolts will be built from Xekaman to Pleiku.</p>`;

test.each<[kind: string, title: string, head: string]>([
  ["a font of HTML's", "KPL Lao News Agency", '<font size="4"><b>Laos and Vietnam sign electricity deal</b></font>'],
  ["a style", "Untitled Document", '<span style="font-size:18pt">Laos and Vietnam sign electricity deal</span>'],
  ["a size that counts from the text's", "Energy Daily", "<font size=+2>Laos and Vietnam sign electricity deal</font>"],
])(
  "an old page laid out by tables within tables: its headline is the line in the largest letters, by %s",
  async (_, title, head) => {
    const menu = "<table><tr><td><a href=index.htm>Home</a></td></tr><tr><td>Economy</td></tr></table>";
    const story = await made(
      `<html><head><title>${title}</title></head><body><table width=780 border=0><tr><td colspan=2><font size=7>KPL News</font></td></tr><tr><td valign=top>${menu}</td>
<td><table cellpadding=4><tr><td>${head}</td></tr><tr><td><font size=1>04/11/2006</font></td></tr><tr><td>${SIGNED}</td></tr></table></td></tr><tr><td colspan=2>Copyright 2006 KPL</td></tr></table></body></html>`,
    );
    expect(story.version).toMatchObject({ headline: "Laos and Vietnam sign electricity deal", dateline: "(KPL)" });
    expect(story.publishedAt).toBe("2006-11-04T00:00:00+07:00");
    expect(blockTypes(story)).toEqual(["paragraph", "paragraph"]);
    const words = [story.version.headline, ...story.dropped].join("\n");
    for (const line of [title, "KPL News", "Home", "Economy", "Copyright 2006 KPL"]) expect(words).toContain(line);
  },
);

test("where the title names the story, large letters of the page's name are no headline", async () => {
  const story = await made(
    `<html><head><title>Laos and Vietnam sign electricity deal</title></head><body><font size=7>The Mekong Gazette</font><p><b>Laos and Vietnam sign electricity deal</b></p>${SIGNED}</body></html>`,
  );
  expect(story.version.headline).toBe("Laos and Vietnam sign electricity deal");
});

test("a date, the page's buttons and the lead in one paragraph are told apart; lines of the body stay in theirs", async () => {
  const story = await made(
    `<!doctype html><title>ຂປລ</title><div><b>ລາວ ແລະ ຈີນ ຮ່ວມມືດ້ານກະສິກຳ</b><br>04/11/2026 09:10<br>Share Facebook Twitter<br>ຂປລ. ລັດຖະບານລາວ ແລະ ຈີນ ໄດ້ເຊັນບົດບັນທຶກຄວາມເຂົ້າໃຈ.<br><b>ພິທີລົງນາມ</b> ຈັດຂຶ້ນທີ່ວຽງຈັນ.<br>ໂຄງການມີມູນຄ່າ 3,5 ລ້ານໂດລາ.<br>ຂປລ</div>`,
  );
  expect(story.version).toMatchObject({
    headline: "ລາວ ແລະ ຈີນ ຮ່ວມມືດ້ານກະສິກຳ",
    leadTag: "ຂປລ.",
    lead: "ລັດຖະບານລາວ ແລະ ຈີນ ໄດ້ເຊັນບົດບັນທຶກຄວາມເຂົ້າໃຈ.",
    signOff: "ຂປລ",
  });
  expect(story.publishedAt).toBe("2026-11-04T09:10:00+07:00");
  const [body, ...more] = blocksOf(story.version.body);
  expect(more).toEqual([]);
  expect(body?.content?.map(({ type, text }) => text ?? type)).toEqual([
    "ພິທີລົງນາມ",
    " ຈັດຂຶ້ນທີ່ວຽງຈັນ.",
    "hardBreak",
    "ໂຄງການມີມູນຄ່າ 3,5 ລ້ານໂດລາ.",
  ]);
  expect(story.dropped).toEqual(["ຂປລ", "Share Facebook Twitter"]);
});

test("a menu of the desk's sections gives the story none of them; the word alone over the headline does", async () => {
  const page = (head: string) =>
    made(
      `<!doctype html><title>Rice exports rise</title><body>${head}<h1>Rice exports rise</h1><p>04/11/2026 09:10</p>${SIGNED}`,
    );
  expect((await page("<p>Economy</p>")).details?.category).toBe("economy");
  const menu = await page("<p>Home<br>Politics<br>Economy</p>");
  expect(menu.details?.category).toBeUndefined();
  expect(menu.dropped).toEqual(expect.arrayContaining(["Home", "Politics", "Economy"]));
});

test("what is taken out of a line's middle leaves its neighbours apart", async () => {
  const text = "ລາຄາເຂົ້າເພີ່ມຂຶ້ນໃນພາກໃຕ້, ກະຊວງອຸດສາຫະກຳແຈ້ງ. The price of rice rose in the south, said the ministry. ".repeat(
    4,
  );
  const { version } = await made(
    `<title>Rice</title><nav>menu</nav><article><h1>Rice</h1><p>${text}</p><p>one<span class="share-buttons hidden"><a href="#">Share</a></span>two ${text}</p></article>`,
  );
  expect(blocksOf(version.body).map(blockText).join("\n")).not.toContain("onetwo");
});

/** As a paste makes them: the same blocks, in the body or above it as its headline. */
test.each(readdirSync(PASTES).filter((name) => name.endsWith(".html")))(
  "%s as a file gives the blocks of a paste",
  async (name) => {
    const html = readFileSync(path.join(PASTES, name), "utf8");
    const story = await page(name, Buffer.from(html));
    const pasted = htmlBlocks(html).blocks.map(withoutPlaces);
    const read = blocksOf(story.version.body).map(withoutPlaces);
    const above = pasted.length - read.length;
    const isAbove = story.version.headline !== "" && !html.includes(`<title>${story.version.headline}</title>`);
    expect(above).toBe(isAbove ? 1 : 0);
    expect(read).toEqual(pasted.slice(above));
    if (above === 1) expect(blockText(pasted[0] as Node).replace(/\s+/g, " ")).toBe(story.version.headline);
  },
);

function withoutPlaces({ attrs, ...node }: Node): Node {
  const { id: _id, row: _row, ...rest } = attrs ?? {};
  return Object.keys(rest).length > 0 ? { ...node, attrs: rest } : node;
}

describe("what a page says of itself", () => {
  const story = "<p>ລາຄາເຂົ້າເພີ່ມຂຶ້ນໃນພາກໃຕ້.</p><p>Traders expect more rain.</p>";
  test.each([
    [
      "a title behind which the site stands",
      `<meta property="og:site_name" content="KPL"><title>Rice | KPL</title>${story}`,
      "Rice",
    ],
    [
      "a title before which the site stands",
      `<meta property="og:site_name" content="KPL"><title>KPL - Rice</title>${story}`,
      "Rice",
    ],
    ["the only heading, where the title names the site", `<title>KPL</title><h1>Rice</h1>${story}`, "Rice"],
    ["a heading that the title begins with", `<title>Rice - KPL, Vientiane</title><h1>Rice</h1>${story}`, "Rice"],
    [
      "data for machines",
      `<script type="application/ld+json">{"@graph":[{"headline":"Rice","datePublished":"2026-11-04T02:10:00Z"}]}</script><title>KPL</title>${story}`,
      "Rice",
    ],
    ["a heading alone", `<h2>Rice</h2>${story}`, "Rice"],
    [
      "broken data for machines",
      `<script type="application/ld+json">{"headline":</script><title>Rice</title>${story}`,
      "Rice",
    ],
    ["no headline at all", `<p>A sentence that ends.</p>${story}`, ""],
  ])("%s", async (_, html, headline) => {
    const read = await made(html);
    expect(read.version.headline).toBe(headline);
    expect(paragraphs(read).join("\n")).toContain("Traders expect more rain.");
    expect(paragraphs(read)).not.toContain("Rice");
  });

  test.each([
    ["a day without a time is no instant", "2026-11-04", null],
    ["a time of nowhere is no instant", "2026-11-04T09:10:00", null],
    ["a moment that doesn't exist is none", "2026-13-04T09:10:00Z", null],
    ["an instant is written in the desk's zone", "2026-11-04T02:10:00.000+0000", "2026-11-04T09:10:00+07:00"],
  ])("%s", async (_, given, instant) => {
    const read = await made(`<meta property="article:published_time" content="${given}"><h1>Rice</h1>${story}`);
    expect(read.publishedAt).toBe(instant);
    expect(codes(read).includes("no-date")).toBe(instant === null);
  });
});

test("other news beside the story is known as such, with its dates, and the story's own date is taken from beside it", async () => {
  const text = "ລາຄາເຂົ້າເພີ່ມຂຶ້ນໃນພາກໃຕ້, ກະຊວງອຸດສາຫະກຳແຈ້ງ. The price of rice rose in the south, said the ministry. ".repeat(
    4,
  );
  const story = await made(
    `<!doctype html><title>Rice prices rise</title><body><div class="page"><p class="date">06/12/2024 14:15</p>
     <article><h1>Rice prices rise</h1><p><b>KPL</b> The price of rice in the south has risen since the harvest of October, says the ministry.</p><p>(KPL) ${text}</p><p>${text}</p><p>KPL</p></article>
     <div class="related-news sidebar"><p>ຂ່າວອື່ນໆ</p><p>• Night market moves to the river</p><p>11/30/2025 8:48:31 AM</p><p>It moves on Monday.</p></div></div></body>`,
  );
  expect(story.publishedAt).toBe("2024-12-06T14:15:00+07:00");
  expect(items(story)).toEqual([
    {
      title: expect.objectContaining({ [story.lang]: "Night market moves to the river" }),
      category: null,
      publishedAt: "2025-11-30T08:48:31+07:00",
      summary: expect.objectContaining({ [story.lang]: "It moves on Monday." }),
    },
  ]);
  expect(story.version).toMatchObject({ dateline: "(KPL)", signOff: "KPL" });
  expect(paragraphs(story)[0]).toMatch(/^ລາຄາເຂົ້າ/);
});

test("another encoding is read where the page names it, and refused where it doesn't", async () => {
  const html =
    '<html><head><meta charset="windows-1252"></head><body><h1>Caf\xe9</h1><p>The caf\xe9 opens.</p></body></html>';
  const read = await page("page.html", Buffer.from(html, "latin1"));
  expect([read.version.headline, ...paragraphs(read)]).toEqual(["Café", "The café opens."]);
  const refused = await importFile("page.html", Buffer.from(html.replace("windows-1252", "x-none"), "latin1"), context);
  expect(!refused.ok && refused.error.reason).toBe("file-encoding");
});

test("hostile pages come in as text or not at all, and never run on", async () => {
  const deep = `${"<div>".repeat(20_000)}${"ລາຄາເຂົ້າ ".repeat(100)}`;
  expect(paragraphs(await made(`<title>Rice</title>${deep}`)).join("")).toContain("ລາຄາເຂົ້າ");
  const script = await made(
    `<h1>Rice</h1><script>alert(1)</script><p onclick="alert(2)">Text <a href="javascript:alert(3)">here</a></p>`,
  );
  expect(JSON.stringify(script.version)).not.toContain("alert");
});

describe("a page saved as one file", () => {
  const PICTURE = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
  const archive = (html: string, parts: readonly string[] = []) =>
    Buffer.from(
      [
        "From: <Saved by Blink>",
        "Snapshot-Content-Location: https://kpl.gov.la/rice",
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--MultipartBoundary--abc--"',
        "",
        "",
        "----MultipartBoundary--abc--",
        "Content-Type: text/html",
        "Content-Transfer-Encoding: quoted-printable",
        "Content-Location: https://kpl.gov.la/rice",
        "",
        html,
        ...parts.flatMap((part) => ["----MultipartBoundary--abc--", part]),
        "----MultipartBoundary--abc------",
        "",
      ].join("\r\n"),
      "latin1",
    );
  const quoted = (text: string) =>
    [...Buffer.from(text)]
      .map((byte) => (byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte)))
      .join("");
  const picture = (head: string) =>
    `Content-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n${head}\r\n\r\n${PICTURE.toString("base64")}\r\n`;

  test("comes in with its pictures, by their addresses and by their ids", async () => {
    const html = quoted(
      '<meta charset="utf-8"><h1>ລາຄາເຂົ້າ</h1><p>ລາຄາເຂົ້າເພີ່ມຂຶ້ນ =.</p><p><img src="img/mill.gif" alt="The mill"></p><p><img src="cid:frame-1@mhtml.blink"></p><p><img src="gone.gif" alt="gone"></p>',
    );
    const bytes = archive(html, [
      picture("Content-Location: https://kpl.gov.la/img/mill.gif"),
      picture("Content-ID: <frame-1@mhtml.blink>"),
    ]);
    const story = await page("rice.mhtml", bytes);
    expect(story.version.headline).toBe("ລາຄາເຂົ້າ");
    expect(blockTypes(story)).toEqual(["paragraph", "figure", "figure"]);
    expect(paragraphs(story)[0]).toBe("ລາຄາເຂົ້າເພີ່ມຂຶ້ນ =.");
    expect(story.pictures?.map(({ bytes: read }) => Buffer.from(read).equals(PICTURE))).toEqual([true, true]);
    expect(leftOut(story)).toEqual([["picture", "1 · gone"]]);
  });

  test("lines that the message broke are whole, and one without a page is refused", async () => {
    const story = await page("rice.mht", archive("<h1>Rice prices</h1><p>The price of ri=\r\nce rose.</p>"));
    expect(paragraphs(story)).toEqual(["The price of rice rose."]);
    const none = await importFile(
      "none.mhtml",
      Buffer.from(archive("").toString("latin1").replace("text/html\r\nContent-T", "text/css\r\nContent-T"), "latin1"),
      context,
    );
    expect(none.ok).toBe(false);
  });
});

test("of a page that says when it was published, a caption without its picture is told and what asks to share is dropped", async () => {
  const words = "ພິທີເປີດຂົວໄດ້ຈັດຂຶ້ນໂດຍມີລັດຖະມົນຕີກະຊວງໂຍທາທິການ ແລະ ຂົນສົ່ງ ພ້ອມດ້ວຍພາກສ່ວນກ່ຽວຂ້ອງເຂົ້າຮ່ວມ.";
  const body = ["ໜຶ່ງ", "ສອງ", "ສາມ", "ສີ່"].map((number) => `<p>${number}: ${words}</p>`).join("");
  const story = await made(
    `<!doctype html><html><head><title>ຂົວໃໝ່ເປີດນຳໃຊ້</title></head><body><article><h1>ຂົວໃໝ່ເປີດນຳໃຊ້</h1><time datetime="2026-11-04T09:10:00+07:00">4 ພະຈິກ 2026</time>` +
      `<div class="entry-content"><figure><img src="b.jpg" alt="ຂົວ"><figcaption>ຂົວໃໝ່ (ພາບ: ບຸນມີ)</figcaption></figure>${body}<p>Share this:</p><div><a>Facebook</a><a>X</a></div></div></article></body></html>`,
  );
  expect(codes(story)).toContain("caption-in-body");
  expect(story.dropped).toContain("Share this:");
  expect(paragraphs(story).join("\n")).not.toContain("Share this");
});
