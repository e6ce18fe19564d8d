import { existsSync } from "node:fs";
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { overBudget, partsOf, sizesOf, sizesTold } from "../../../electron/packaging/size-budget.ts";
import { DESCRIPTION } from "../../../electron/updates/update-description.ts";
import { findBrowser } from "../../browser.ts";
import { ROOT, startProgram } from "../start/started.ts";
import { BYTES, DEB, keys, release, tidyUp as tidyReleases } from "../updates/release.ts";
import { startPackaged } from "../whole/packaged-app.ts";
import { endShells, runningShell } from "../whole/running.ts";
import { liveADay } from "../whole/scenario.ts";
import { programFarFromProject } from "./far-from-project.ts";
import { files, installed, newFolder, type Packaged, packaged, tidyUp } from "./packaged.ts";

const hasBrowser = (await findBrowser()) !== null;
// What npm installed is for this system alone.
const isHere = process.platform === "linux" && process.arch === "x64";
let app: Packaged;
let resources = "";
/** Runs the app as it is installed, with the project's folder out of reach. */
let program = "";
const updateKeys = keys();

beforeAll(async () => {
  if (!isHere) return;
  // As whoever releases has their own.
  const pem = updateKeys.publicKey.export({ type: "spki", format: "pem" });
  vi.stubEnv("SONGPHASA_UPDATE_PUBLIC_KEY", String(pem));
  app = await packaged("linux", { native: true });
  vi.unstubAllEnvs();
  resources = await installed(app);
  program = await programFarFromProject(path.join(resources, "app.asar"));
});
afterEach(endShells);
afterAll(tidyUp);
afterAll(tidyReleases);

/** The packaged app, started from a folder that is nobody's. */
async function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return startProgram(program, args, env, await newFolder());
}

async function command(home: string, ...args: readonly string[]) {
  const started = await start(["--ozone-platform=headless", "--cli", "--", ...args], { SONGPHASA_HOME: home });
  return started.ended;
}

test.runIf(isHere && hasBrowser)(
  "an app that is installed opens the sample, edits, saves, finds and publishes, with the project's folder out of reach",
  async () => {
    const before = await files(resources);
    const home = await newFolder();
    const place = path.join(await newFolder(), "place");
    const requests = path.join(await newFolder(), "requests");
    const env = { SONGPHASA_HOME: home, STAND_IN_PLACE: place, STAND_IN_REQUESTS: requests };
    const day = await runningShell(await start([], env), place);
    const page = await day.page();
    page.setDefaultTimeout(30_000);
    if ((await page.evaluate(() => document.documentElement.lang)) === "lo") await day.menu("switchLanguage");
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe("en");

    // The index's thread finds what stands in the middle of a story, in Lao.
    await page.getByRole("searchbox").fill("ຊາວນານ້ຳບາກ");
    await expect.poll(() => page.getByRole("option").count()).toBe(1);
    await page.getByRole("option", { name: /Nam Bak farmers/ }).click();
    const headline = page.getByRole("textbox", { name: "English headline" });
    await expect.poll(() => headline.textContent()).toContain("Nam Bak farmers");
    await headline.fill("Nam Bak farmers use less water");
    await day.menu("save");
    await page.locator("[data-save=saved]").waitFor();

    await day.menu("publish");
    await page.getByRole("dialog").getByRole("button", { name: "Publish Lao and English" }).click();
    await page.getByText(/files? written/).waitFor({ timeout: 60_000 });
    const site = await readdir(path.join(home, "site"), { recursive: true });
    const pages = await Promise.all(
      site
        .filter((name) => /^en.\d{4}.*index\.html$/.test(name))
        .map((name) => readFile(path.join(home, "site", name), "utf8")),
    );
    expect(pages.filter((html) => html.includes("Nam Bak farmers use less water")).length).toBeGreaterThan(0);
    expect(site.filter((name) => /^assets.fonts.*\.woff2$/.test(name))).toHaveLength(11);
    expect(site.filter((name) => /^assets.fonts.*-licence\.txt$/.test(name))).toHaveLength(4);
    // Made by sharp's own library, in several sizes.
    expect(site.filter((name) => /\.(avif|webp|jpg)$/.test(name)).length).toBeGreaterThan(4);

    await page.keyboard.press("Escape");
    await day.quit();
    expect(await day.ended).toBe(0);
    expect(await day.ended.then(() => files(resources))).toEqual(before);
    // It asked nobody beyond this machine, where the stand-in has its browser, and ran no Git.
    const asked = (await readFile(requests, "utf8")).trim().split("\n");
    expect(asked.filter((line) => line.startsWith("asks") && !/^asks (127\.0\.0\.1|localhost):/.test(line))).toEqual(
      [],
    );
    expect(asked.filter((line) => /^runs .*\b(git|ssh|curl|wget)\b/.test(line))).toEqual([]);
    expect(asked).toContainEqual(expect.stringMatching(/^runs .*sync|^runs .*chrom/i));
  },
);

test.runIf(isHere && hasBrowser)(
  "an update from a file is checked, then everything is written, the library given back, and the installer opened",
  async () => {
    const home = await newFolder();
    const library = path.join(home, "desk");
    const place = path.join(await newFolder(), "place");
    const opened = path.join(await newFolder(), "opened");
    const env = { SONGPHASA_HOME: home, STAND_IN_PLACE: place, STAND_IN_OPENED: opened, APPIMAGE: undefined };
    const day = await runningShell(await start(["--library", library], env), place);
    const page = await day.page();
    page.setDefaultTimeout(30_000);
    if ((await page.evaluate(() => document.documentElement.lang)) === "lo") await day.menu("switchLanguage");
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe("en");
    await day.menu("newLao");
    await page.getByRole("textbox", { name: "Lao headline" }).waitFor();

    // In Lao, one that is no newer is refused.
    await day.menu("switchLanguage");
    // Whichever package this machine's system takes.
    const rpm = { ...DEB, name: "Songphasa-0.2.0-linux-x86_64.rpm", kind: "rpm" as const };
    const files = [DEB, rpm];
    await day.choose(path.join(await release(updateKeys.privateKey, "0.1.0", files), DESCRIPTION));
    await day.menu("updates");
    const lao = page.getByRole("dialog", { name: "ຕິດຕັ້ງອັບເດດ" });
    await lao.getByRole("button", { name: "ຕິດຕັ້ງອັບເດດຈາກໄຟລ໌…" }).click();
    await lao.getByText("ລຸ້ນ 0.1.0 ບໍ່ໃໝ່ກວ່າລຸ້ນນີ້ (0.1.0); ບໍ່ໄດ້ຕິດຕັ້ງຫຍັງ.").waitFor();
    expect(await lao.getByRole("button", { name: "ປິດ ແລະ ຕິດຕັ້ງ" }).count()).toBe(0);
    await page.keyboard.press("Escape");
    await lao.waitFor({ state: "detached" });

    await day.menu("switchLanguage");
    await page.getByRole("textbox", { name: "Lao headline" }).fill("ນ້ຳຂອງຂຶ້ນສູງ");
    const folder = await release(updateKeys.privateKey, "0.2.0", files);
    await copyFile(path.join(folder, DEB.name), path.join(folder, rpm.name));
    await day.choose(path.join(folder, DESCRIPTION));
    await day.menu("updates");
    const dialog = page.getByRole("dialog", { name: "Install an update" });
    await dialog.getByRole("button", { name: "Install an update from a file…" }).click();
    await dialog.getByText("Songphasa 0.2.0 of 10 December 2026").waitFor();
    await dialog.getByRole("button", { name: "Quit and install" }).click();
    expect(await day.ended).toBe(0);

    const [, installer = ""] = /^openPath (.*)\n$/.exec(await readFile(opened, "utf8")) ?? [];
    expect(installer).toContain(path.join("updates", "0.2.0"));
    expect((await readFile(installer)).equals(BYTES)).toBe(true);
    const [story = ""] = (await readdir(path.join(library, "articles"), { recursive: true })).filter((name) =>
      name.endsWith(".json"),
    );
    expect(await readFile(path.join(library, "articles", story), "utf8")).toContain("ນ້ຳຂອງຂຶ້ນສູງ");
    expect(existsSync(path.join(library, ".lock"))).toBe(false);
  },
);

test.runIf(isHere && hasBrowser)(
  "the day that a release lives in its packaged app is lived by its keys, its window and its signals alone",
  async () => {
    const ends: (() => Promise<void>)[] = [];
    try {
      await liveADay(({ home, library }) =>
        startPackaged(program, home, ["--library", library], (end) => void ends.push(end)),
      );
    } finally {
      for (const end of ends) await end();
    }
  },
  300_000,
);

test.runIf(isHere)(
  "the same app is the command line, without a window: it reads, brings in, refuses and tells its exit code",
  async () => {
    const home = await newFolder();
    const library = path.join(home, "desk");
    const text = path.join(home, "ນ້ຳຂອງ.html");
    await writeFile(text, "<html lang=lo><body><h1>ນ້ຳຂອງຂຶ້ນສູງ</h1><p>ລະດັບນ້ຳຂອງຂຶ້ນເຖິງ 12 ແມັດ.</p></body></html>");
    const brought = await command(home, "import", text, "--library", library, "--json");
    expect(brought).toMatchObject({ code: 0, words: "" });
    const listed = await command(home, "list", "--library", library, "--json");
    const List = z.object({ items: z.array(z.object({ headline: z.object({ lo: z.string() }) })) });
    expect(List.parse(JSON.parse(listed.out)).items.map(({ headline }) => headline.lo)).toEqual(["ນ້ຳຂອງຂຶ້ນສູງ"]);
    expect(listed).toMatchObject({ code: 0, words: "" });

    const nowhere = await command(home, "list", "--library", path.join(home, "nowhere"));
    expect(nowhere).toMatchObject({ code: 1, out: "" });
    expect(nowhere.words).not.toBe("");
    expect(await command(home, "publich")).toMatchObject({ code: 2, out: "" });
    const help = await command(home, "--help");
    expect(help.code).toBe(0);
    expect(help.out).toContain("songphasa");
  },
);

test.runIf(isHere)("nothing that is packaged names the place where it was built", async () => {
  const app = path.join(resources, "app.asar", "out");
  for (const name of await readdir(app, { recursive: true }))
    if (/\.(c?js|html|css)$/.test(name)) expect(await readFile(path.join(app, name), "utf8"), name).not.toContain(ROOT);
});

test.runIf(isHere)("the app is no larger than its budget allows", async () => {
  const parts = await partsOf(app.resources);
  process.stdout.write(sizesTold(parts));
  expect(overBudget(sizesOf(parts, "linux-x64"))).toEqual([]);
});

test("a tenth more is over the budget, and what nobody noted isn't", () => {
  const noted = { program: 1000, libraries: { "linux-x64": 500 } };
  expect(overBudget({ program: 1100, libraries: { "linux-x64": 550, "win-x64": 9000 } }, noted)).toEqual([]);
  expect(overBudget({ program: 1101, libraries: { "linux-x64": 551 } }, noted)).toEqual([
    expect.stringContaining("from 1000 to 1101 bytes"),
    expect.stringContaining("linux-x64"),
  ]);
});
