import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HostPorts } from "../../../electron/hosts/ports.ts";
import { mainFrame, onlyWindow, type Shell, StandInContents, startShell, tidyUp } from "./stand-in.ts";

let shell: Shell;
beforeEach(async () => {
  shell = await startShell();
  shell.reached.length = 0;
});
afterEach(tidyUp);

const refusedAs = (code: string) => expect.objectContaining({ ok: false, error: expect.objectContaining({ code }) });

describe("who may call the desk over IPC", () => {
  it("our page in our window's main frame may", async () => {
    expect(await shell.invoke("library.info", {})).toEqual({ ok: true, value: { name: "ຫ້ອງຂ່າວຂປລ" } });
    expect(shell.reached).toEqual([["library.info", {}]]);
  });

  it("a frame inside the page may not, whatever its address", async () => {
    const { webContents } = onlyWindow(shell);
    for (const url of ["about:srcdoc", "app://songphasa/"])
      for (const frameTreeNodeId of [1, 2]) {
        const senderFrame = { url, parent: webContents.mainFrame, detached: false, frameTreeNodeId };
        expect(await shell.invoke("library.info", {}, { sender: webContents, senderFrame })).toEqual(
          refusedAs("forbidden"),
        );
      }
    expect(shell.reached).toEqual([]);
  });

  it("a frame that is gone, or is another than the window's, may not", async () => {
    const { webContents } = onlyWindow(shell);
    for (const senderFrame of [null, { ...mainFrame(), detached: true }, { ...mainFrame(), frameTreeNodeId: 7 }])
      expect(await shell.invoke("library.info", {}, { sender: webContents, senderFrame })).toEqual(
        refusedAs("forbidden"),
      );
    expect(shell.reached).toEqual([]);
  });

  it.each([
    "https://kpl.gov.la/",
    "app://songphasa.evil.example/",
    "app://user@songphasa/",
    "app2://songphasa/",
    "https://songphasa/",
    "file:///etc/passwd",
    "http://localhost:5173/",
    "about:blank",
    "data:text/html,x",
    "blob:app://songphasa/1",
    "",
  ])("a main frame at another address may not: %s", async (url) => {
    onlyWindow(shell).webContents.mainFrame.url = url;
    expect(await shell.invoke("library.info", {})).toEqual(refusedAs("forbidden"));
    expect(shell.reached).toEqual([]);
  });

  it("another window's page may not, though it is at our address", async () => {
    const sender = new StandInContents();
    expect(await shell.invoke("library.info", {}, { sender, senderFrame: sender.mainFrame })).toEqual(
      refusedAs("forbidden"),
    );
    onlyWindow(shell).destroyed = true;
    expect(await shell.invoke("library.info", {})).toEqual(refusedAs("forbidden"));
    expect(shell.reached).toEqual([]);
  });

  it("the dev server's page may only where the app is not packaged", async () => {
    const devUrl = "http://localhost:5173";
    for (const packaged of [true, false]) {
      shell = await startShell({ packaged, devUrl });
      onlyWindow(shell).webContents.mainFrame.url = `${devUrl}/`;
      expect((await shell.invoke("library.info", {})).ok).toBe(!packaged);
      onlyWindow(shell).webContents.mainFrame.url = "http://localhost:5174/";
      expect((await shell.invoke("library.info", {})).ok).toBe(false);
    }
  });
});

describe("what a call over IPC may say", () => {
  it.each(["constructor", "__proto__", "toString", "articles.burn", "", 7, null, { name: "library.info" }])(
    "an unknown call is refused: %j",
    async (name) => {
      expect(await shell.invoke(name, {})).toEqual(refusedAs("not-found"));
      expect(shell.reached).toEqual([]);
    },
  );

  it("a request that its schema doesn't hold never reaches the desk", async () => {
    for (const request of [undefined, null, [], { id: 7 }, { id: "01JEDG4Q2S9V6T1R8W0X3Y5Z7A", also: "this" }])
      expect(await shell.invoke("articles.open", request)).toEqual(refusedAs("invalid"));
    expect(shell.reached).toEqual([]);
  });

  it("a throw of the desk becomes an error value and is logged", async () => {
    shell.call.mockRejectedValueOnce(new Error("the index is upside down"));
    expect(await shell.invoke("library.info", {})).toEqual(refusedAs("bug"));
    expect(shell.logged.join("")).toContain("the index is upside down");
  });

  it("the desk's events reach the window, and a dead one is left alone", () => {
    const window = onlyWindow(shell);
    shell.emit({ event: "library.changed" });
    expect(window.webContents.sent).toEqual([["desk:event", { event: "library.changed" }]]);
    window.webContents.crashed = true;
    shell.emit({ event: "library.changed" });
    window.webContents.crashed = false;
    window.destroyed = true;
    shell.emit({ event: "library.changed" });
    expect(window.webContents.sent.length).toBe(1);
  });
});

describe("what the desk may ask of the shell", () => {
  const ports = (): HostPorts => {
    const [[options] = []] = shell.openDesk.mock.calls;
    return (options as { ports: HostPorts }).ports;
  };

  it("a folder comes from the system's dialog, never from what the page typed", async () => {
    shell.dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ["/home/desk/site"] });
    expect(await ports().chooseFolder("site", "/etc")).toBe("/home/desk/site");
    expect(await ports().chooseFolder("library", "/etc")).toBeNull();
    expect(shell.dialog.showOpenDialog).toHaveBeenCalledTimes(2);
    expect(shell.dialog.showOpenDialog.mock.calls[0]?.[1]).toMatchObject({
      title: "Choose the folder for the site",
      properties: ["openDirectory", "createDirectory"],
    });
  });

  it("a folder is shown, and it is told where it couldn't be", async () => {
    expect(await ports().showFolder("/home/desk/library")).toBe(true);
    shell.shell.openPath.mockResolvedValueOnce("No application is registered");
    expect(await ports().showFolder("/home/desk/library")).toBe(false);
  });
});
