import { EventEmitter } from "node:events";
import { expect, it, vi } from "vitest";

it("the page sees four functions, and hears payloads without the shell's event", async () => {
  const exposed: Record<string, Record<string, (...args: unknown[]) => unknown>> = {};
  const ipcRenderer = Object.assign(new EventEmitter(), { invoke: vi.fn(async () => "answer"), send: vi.fn() });
  vi.doMock("electron", () => ({
    ipcRenderer,
    contextBridge: {
      exposeInMainWorld: (name: string, api: Record<string, (...args: unknown[]) => unknown>) => {
        exposed[name] = api;
      },
    },
  }));
  await import("../../../electron/preload.ts");
  expect(Object.keys(exposed)).toEqual(["songphasa"]);
  const { songphasa } = exposed;
  if (!songphasa) throw new Error("nothing exposed");
  expect(Object.keys(songphasa).sort()).toEqual(["call", "flushed", "onCommand", "subscribe"]);

  expect(await songphasa.call?.("library.info", {})).toBe("answer");
  expect(ipcRenderer.invoke).toHaveBeenCalledWith("desk:call", "library.info", {});

  const heard = vi.fn();
  const stop = songphasa.subscribe?.(heard) as () => void;
  ipcRenderer.emit("desk:event", { sender: "the shell" }, { event: "library.changed" });
  stop();
  ipcRenderer.emit("desk:event", { sender: "the shell" }, { event: "library.changed" });
  expect(heard.mock.calls).toEqual([[{ event: "library.changed" }]]);

  const commanded = vi.fn();
  songphasa.onCommand?.(commanded);
  ipcRenderer.emit("desk:command", {}, "undo");
  expect(commanded.mock.calls).toEqual([["undo"]]);

  songphasa.flushed?.();
  songphasa.flushed?.(false);
  expect(ipcRenderer.send.mock.calls).toEqual([
    ["desk:flushed", true],
    ["desk:flushed", false],
  ]);
});
