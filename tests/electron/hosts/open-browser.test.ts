import { existsSync, readFileSync, statSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { browserPorts } from "../../../electron/hosts/browser-ports.ts";
import { handoverRoot, openBrowser, pageThatLeadsTo, systemOpener } from "../../../electron/hosts/open-browser.ts";
import { launchBrowser } from "../../browser.ts";
import { startDesk } from "../start/started.ts";

const FILE = "/tmp/songphasa-x/open&^.html";
const URL = "http://127.0.0.1:8080/#token=a&b^c";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "songphasa-opening-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("a file goes to each system's own opener as one argument, past any shell", () => {
  expect(systemOpener(FILE, "darwin", {})).toEqual(["open", [FILE]]);
  expect(systemOpener(FILE, "win32", {})).toEqual(["rundll32.exe", ["url.dll,FileProtocolHandler", FILE]]);
  expect(systemOpener(FILE, "linux", { DISPLAY: ":0" })).toEqual(["xdg-open", [FILE]]);
  expect(systemOpener(FILE, "linux", { WAYLAND_DISPLAY: "wayland-0" })).toEqual(["xdg-open", [FILE]]);
});

it("without a desktop nothing is opened", () => {
  expect(systemOpener(FILE, "linux", {})).toBeNull();
});

describe("the address with the token", () => {
  it("is in a file that only this user can read, and is gone when it is no longer needed", async () => {
    let target = "";
    const handover = await openBrowser(
      URL,
      async (given) => {
        target = given;
        expect(given).not.toContain("token");
        expect(readFileSync(given, "utf8")).toContain("#token=a&amp;b^c");
        if (process.platform !== "win32") {
          expect(statSync(given).mode & 0o777).toBe(0o600);
          expect(statSync(path.dirname(given)).mode & 0o777).toBe(0o700);
        }
        return true;
      },
      folder,
    );
    expect(handover.opened).toBe(true);
    expect(existsSync(target)).toBe(true);
    await handover.end();
    expect(await readdir(folder)).toEqual([]);
  });

  it("leaves no file where no browser is opened, or opening fails", async () => {
    expect((await openBrowser(URL, async () => false, folder)).opened).toBe(false);
    const failing = openBrowser(URL, () => Promise.reject(new Error("no such opener")), folder);
    await expect(failing).rejects.toThrow("no such opener");
    expect(await readdir(folder)).toEqual([]);
  });

  it("is put where a browser in a snap can read it, if there are snaps", () => {
    expect(handoverRoot("linux", () => true)).toBe(homedir());
    expect(handoverRoot("linux", () => false)).toBe(tmpdir());
    expect(handoverRoot("darwin", () => true)).toBe(tmpdir());
  });

  it("can't break out of the page", () => {
    expect(pageThatLeadsTo('http://127.0.0.1/#"><script>')).not.toMatch(/"><script>/);
  });

  // The opener of a Linux desktop is played by a script.
  it.skipIf(process.platform !== "linux")(
    "is on no command line when the desk opens the browser, and the file opens the desk",
    async () => {
      const told = path.join(folder, "told");
      await writeFile(
        path.join(folder, "xdg-open"),
        `#!/bin/sh\nprintf '%s\\n' "$@" > '${told}.new'\ncp "$1" '${folder}/copy.html'\nmv '${told}.new' '${told}'\n`,
      );
      await chmod(path.join(folder, "xdg-open"), 0o755);
      const started = startDesk(["--host", "browser"], {
        SONGPHASA_HOME: path.join(folder, "home"),
        DISPLAY: ":7",
        PATH: `${folder}:${process.env.PATH}`,
      });
      try {
        const url = (await started.says(/http:\S+#token=\S+/)).match(/http:\S+#token=\S+/)?.[0] ?? "";
        await expect.poll(() => existsSync(told)).toBe(true);
        const [target = "", ...more] = (await readFile(told, "utf8")).trim().split("\n");
        expect(more).toEqual([]);
        expect(target).toMatch(/open\.html$/);
        expect(target).not.toContain("token");
        const browser = await launchBrowser();
        try {
          const page = await browser.newPage();
          await page.goto(`file://${path.join(folder, "copy.html")}`);
          await page.waitForURL(`${new globalThis.URL(url).origin}/**`);
          await page.getByRole("listbox").first().waitFor();
        } finally {
          await browser.close();
        }
        started.child.kill("SIGINT");
        await started.ended;
        expect(existsSync(target)).toBe(false);
      } finally {
        started.child.kill("SIGKILL");
      }
    },
  );
});

it("the browser host takes the folder that was typed, and none where nothing was", async () => {
  expect(await browserPorts.chooseFolder("site", "/home/desk/site")).toBe("/home/desk/site");
  expect(await browserPorts.chooseFolder("site", undefined)).toBeNull();
});
