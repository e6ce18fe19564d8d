/**
 * The desk as the window holds it: over the shell's bridge where there is one, else over loopback
 * HTTP with the token from the address. Nothing else in the window knows which it is.
 */
import { type Answer, type CallName, calls, type Desk, DeskEvent, type Request } from "../../shared/contract.ts";
import {
  type DeskError,
  deskError,
  ERROR_CODES,
  type ErrorCode,
  REASONS,
  type Reason,
  type Result,
} from "../../shared/errors.ts";

/** What preload exposes in the Electron host. */
export interface Bridge {
  call(name: string, request: unknown): Promise<unknown>;
  subscribe(listener: (event: unknown) => void): () => void;
  onCommand(listener: (command: string) => void): () => void;
  /** Everything is saved; with false, something could not be, and the shell asks. */
  flushed(saved: boolean): void;
}

declare global {
  interface Window {
    readonly songphasa?: Bridge;
  }
}

/** The desk could not be reached at all; the text stays in the window and is tried again. */
export const UNREACHABLE: DeskError = {
  code: "disk",
  reason: "disk-gone",
  message: "The desk does not answer.",
  values: { unreachable: 1 },
};

const isUnreachable = (error: DeskError): boolean => error.values?.unreachable === 1;

export { isUnreachable };

function readError(value: unknown): DeskError {
  if (typeof value !== "object" || value === null) return deskError("bug");
  const { code, reason, message, values } = value as Record<string, unknown>;
  if (typeof reason === "string" && Object.hasOwn(REASONS, reason))
    return { ...deskError(reason as Reason, (values as DeskError["values"]) ?? {}) };
  const known = (ERROR_CODES as readonly unknown[]).includes(code) ? (code as ErrorCode) : "bug";
  return { code: known, reason: "bug", message: String(message ?? "") };
}

function readResult<C extends CallName>(name: C, raw: unknown): Result<Answer<C>> {
  if (typeof raw !== "object" || raw === null || !("ok" in raw)) return { ok: false, error: deskError("bug") };
  if (raw.ok !== true) return { ok: false, error: readError("error" in raw ? raw.error : null) };
  const answer = calls[name].answer.safeParse("value" in raw ? raw.value : undefined);
  if (!answer.success) return { ok: false, error: deskError("bug") };
  return { ok: true, value: answer.data as Answer<C> };
}

function overBridge(bridge: Bridge): Desk {
  return {
    async call<C extends CallName>(name: C, request: Request<C>) {
      try {
        return readResult(name, await bridge.call(name, request));
      } catch {
        return { ok: false, error: UNREACHABLE };
      }
    },
    subscribe: (listener) =>
      bridge.subscribe((raw) => {
        const event = DeskEvent.safeParse(raw);
        if (event.success) listener(event.data);
      }),
  };
}

const TOKEN_KEY = "songphasa-token";

/** The token comes in the address's fragment, stays with the tab and leaves the address at once. */
function takeToken(): string {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) {
    sessionStorage.setItem(TOKEN_KEY, token);
    history.replaceState(null, "", location.pathname + location.search);
    return token;
  }
  return sessionStorage.getItem(TOKEN_KEY) ?? "";
}

/**
 * A page that goes away may finish what it sends, up to 64 KiB for all its requests together (Fetch
 * Standard, 4.5, "HTTP-network-or-cache fetch"); with a byte more the browser refuses to send at all.
 */
const KEPT_BYTES = 60_000;

/** Whether a request of this size, and another one under way, reach the desk though the page that sends them goes away. */
export const outlivesPage = (request: object): boolean =>
  bridge !== undefined || new TextEncoder().encode(JSON.stringify(request)).length < KEPT_BYTES / 2;

function overHttp(): Desk {
  const listeners = new Set<(event: DeskEvent) => void>();
  let token = takeToken();
  let wait = 500;
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    const mine = new WebSocket(`${location.origin.replace(/^http/, "ws")}/events`);
    socket = mine;
    mine.onopen = () => mine.send(token);
    mine.onmessage = (message) => {
      // The first one says that the token was taken, and that what changed while nobody listened is to be read
      // again: a save of the page before this one, too.
      wait = 500;
      const event = DeskEvent.safeParse(JSON.parse(String(message.data)));
      if (event.success) for (const listener of listeners) listener(event.data);
    };
    mine.onclose = () => {
      if (socket !== mine) return;
      wait = Math.min(wait * 2, 10_000);
      timer = setTimeout(connect, wait);
    };
  };
  if (token) connect();
  // A desk that was started again has another address; only its fragment differs, so the page and its text stay.
  window.addEventListener("hashchange", () => {
    const fresh = takeToken();
    if (fresh === token) return;
    token = fresh;
    clearTimeout(timer);
    const old = socket;
    connect();
    old?.close();
  });
  /** Bytes on their way that the browser would finish sending for a page that is gone. */
  let kept = 0;
  return {
    async call<C extends CallName>(name: C, request: Request<C>) {
      const body = new TextEncoder().encode(JSON.stringify(request));
      const keepalive = kept + body.length < KEPT_BYTES;
      if (keepalive) kept += body.length;
      try {
        const response = await fetch(`/api/${name}`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
          body,
          keepalive,
        });
        return readResult(name, await response.json());
      } catch {
        return { ok: false, error: UNREACHABLE };
      } finally {
        if (keepalive) kept -= body.length;
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const desk: Desk = window.songphasa ? overBridge(window.songphasa) : overHttp();
export const bridge: Bridge | undefined = window.songphasa;
