/** All that the page sees of the shell: four functions, no channel of its own choice. */
import { contextBridge, ipcRenderer } from "electron";
import { CHANNELS } from "./hosts/channels.ts";

/** Listens on a channel; the page gets the payload alone, never the shell's event. */
function listen(channel: string, listener: (payload: unknown) => void): () => void {
  const heard = (_event: unknown, payload: unknown) => listener(payload);
  ipcRenderer.on(channel, heard);
  return () => {
    ipcRenderer.off(channel, heard);
  };
}

contextBridge.exposeInMainWorld("songphasa", {
  call: (name: string, request: unknown): Promise<unknown> => ipcRenderer.invoke(CHANNELS.call, name, request),
  subscribe: (listener: (event: unknown) => void) => listen(CHANNELS.event, listener),
  onCommand: (listener: (command: string) => void) => listen(CHANNELS.command, (command) => listener(String(command))),
  /** Everything is saved; with false, something could not be. */
  flushed: (saved = true): void => ipcRenderer.send(CHANNELS.flushed, saved),
});
