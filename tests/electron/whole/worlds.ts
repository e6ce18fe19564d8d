/**
 * What Electron does between a preload script and its page, for a page that Chromium alone holds: the
 * script runs in an isolated world, and what it exposes crosses as copies, by events that both worlds hear.
 * Both functions run in the page, as text.
 */

declare global {
  /** The isolated world's way out, a binding. */
  function shellSend(message: string): void;
}

/** In the isolated world: `preload` is the built script's text. */
export function isolatedWorld(preload: string): string {
  return `(${String(() => {
    type Fn = (...args: unknown[]) => unknown;
    const outside = globalThis as unknown as Record<string, unknown>;
    const heard = new Map<string, Set<Fn>>();
    const waiting = new Map<number, (value: unknown) => void>();
    const made = new Map<number, Fn>();
    let count = 0;
    const toPage = (message: unknown) =>
      window.dispatchEvent(new CustomEvent("stand-in:page", { detail: JSON.stringify(message) }));
    const copy = (value: unknown): unknown => {
      if (typeof value !== "function") return { value };
      made.set(++count, value as Fn);
      return { fn: count };
    };
    const ipcRenderer = {
      invoke: (channel: string, ...args: unknown[]) =>
        new Promise((resolve) => {
          waiting.set(++count, resolve);
          shellSend(JSON.stringify({ invoke: count, channel, args }));
        }),
      send: (channel: string, ...args: unknown[]) => shellSend(JSON.stringify({ channel, args })),
      on: (channel: string, listener: Fn) => {
        heard.set(channel, (heard.get(channel) ?? new Set()).add(listener));
      },
      off: (channel: string, listener: Fn) => heard.get(channel)?.delete(listener),
    };
    const exposed: { name: string; api: Record<string, Fn> }[] = [];
    const tell = () => {
      for (const { name, api } of exposed) toPage({ expose: name, keys: Object.keys(api) });
    };
    window.addEventListener("stand-in:preload", (event) => {
      const message = JSON.parse((event as CustomEvent<string>).detail);
      if (message.hello) return tell();
      if (message.close) return shellSend(JSON.stringify({ channel: "stand-in:close", args: [] }));
      const args = message.args.map((arg: { fn?: number; value?: unknown }) =>
        arg.fn === undefined ? arg.value : (...given: unknown[]) => toPage({ listener: arg.fn, args: given }),
      );
      const fn = message.made
        ? made.get(message.made)
        : exposed.find(({ name }) => name === message.name)?.api[message.key];
      const answer = fn?.(...args);
      if (answer instanceof Promise) {
        toPage({ answer: message.id, later: true });
        void answer.then((value) => toPage({ settle: message.id, value }));
      } else toPage({ answer: message.id, ...(copy(answer) as object) });
    });
    outside.__answer = (id: number, value: unknown) => {
      waiting.get(id)?.(value);
      waiting.delete(id);
    };
    outside.__heard = (channel: string, payload: unknown) => {
      for (const listener of heard.get(channel) ?? []) listener({}, payload);
    };
    const contextBridge = {
      exposeInMainWorld: (name: string, api: Record<string, Fn>) => {
        exposed.push({ name, api });
        tell();
      },
    };
    outside.__require = () => ({ contextBridge, ipcRenderer });
  })})(); if (window.top === window) { ((require) => {${preload}\n})(globalThis.__require); }`;
}

/** In the page's own world. */
export const pageWorld = `(${String(() => {
  type Fn = (...args: unknown[]) => unknown;
  const outside = window as unknown as Record<string, unknown>;
  const listeners = new Map<number, Fn>();
  const waiting = new Map<number, (value: unknown) => void>();
  let answered: { later?: boolean; fn?: number; value?: unknown } = {};
  let count = 0;
  const ask = (message: object, args: unknown[]): unknown => {
    const id = ++count;
    const copied = args.map((arg) => {
      if (typeof arg !== "function") return { value: arg };
      listeners.set(++count, arg as Fn);
      return { fn: count };
    });
    answered = {};
    const detail = JSON.stringify({ ...message, id, args: copied });
    // Its answer comes before this returns: both worlds hear an event at once.
    window.dispatchEvent(new CustomEvent("stand-in:preload", { detail }));
    const { later, fn, value } = answered;
    if (later) return new Promise((resolve) => waiting.set(id, resolve));
    return fn === undefined ? value : (...given: unknown[]) => ask({ made: fn }, given);
  };
  window.addEventListener("stand-in:page", (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail);
    if (message.expose) {
      const bound = message.keys.map((key: string) => [
        key,
        (...args: unknown[]) => ask({ name: message.expose, key }, args),
      ]);
      outside[message.expose] = Object.freeze(Object.fromEntries(bound));
    } else if (message.listener) listeners.get(message.listener)?.(...message.args);
    else if (message.settle) {
      waiting.get(message.settle)?.(message.value);
      waiting.delete(message.settle);
    } else answered = message;
  });
  // In Electron a page may close its window, and the shell is asked first.
  window.close = () => {
    window.dispatchEvent(new CustomEvent("stand-in:preload", { detail: JSON.stringify({ close: true }) }));
  };
  if (window.top === window)
    window.dispatchEvent(new CustomEvent("stand-in:preload", { detail: JSON.stringify({ hello: true }) }));
})})();`;
