import { expect, it } from "vitest";
import { browserPorts } from "../../../electron/hosts/browser-ports.ts";
import { systemOpener } from "../../../electron/hosts/open-browser.ts";

const URL = "http://127.0.0.1:8080/#token=a&b^c";

it("an address goes to each system's own opener as one argument, past any shell", () => {
  expect(systemOpener(URL, "darwin", {})).toEqual(["open", [URL]]);
  expect(systemOpener(URL, "win32", {})).toEqual(["rundll32.exe", ["url.dll,FileProtocolHandler", URL]]);
  expect(systemOpener(URL, "linux", { DISPLAY: ":0" })).toEqual(["xdg-open", [URL]]);
  expect(systemOpener(URL, "linux", { WAYLAND_DISPLAY: "wayland-0" })).toEqual(["xdg-open", [URL]]);
});

it("without a desktop nothing is opened", () => {
  expect(systemOpener(URL, "linux", {})).toBeNull();
});

it("the browser host takes the folder that was typed, and none where nothing was", async () => {
  expect(await browserPorts.chooseFolder("site", "/home/desk/site")).toBe("/home/desk/site");
  expect(await browserPorts.chooseFolder("site", undefined)).toBeNull();
});
