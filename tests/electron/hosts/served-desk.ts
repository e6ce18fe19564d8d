/** A served desk to knock at: a real server on a free port, a small renderer folder, raw requests. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ServedDesk, serveDesk } from "../../../electron/hosts/browser.ts";
import type { Desk, DeskEvent } from "../../../shared/contract.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";

export const TOKEN = "ຂປລ-no-token-in-logs-4b1f".replace(/[^!-~]/g, "k");

export const INFO = {
  id: "01JEDG4Q2S9V6T1R8W0X3Y5Z7A",
  name: "ຫ້ອງຂ່າວຂປລ",
  path: "/home/desk/library",
  readOnly: false,
  holder: null,
};

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Knock {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
}

export interface TestDesk {
  readonly served: ServedDesk;
  readonly folder: string;
  /** What was logged. */
  readonly logged: string[];
  /** Calls that reached the desk. */
  readonly reached: string[];
  /** The next call is answered by this. */
  answerNext(answer: () => Promise<Result<unknown>>): void;
  emit(event: DeskEvent): void;
  listeners(): number;
  knock(what: Knock): Promise<Answer>;
  call(name: string, request?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

/** Sends exactly these headers (Host and Origin too) and reads the answer, also when the body is still on its way. */
function knockAt(port: number, { method = "GET", path, headers = {}, body }: Knock): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: "127.0.0.1", port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        sent.destroy();
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString("utf8"),
        });
      });
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

export async function openTestDesk(options: { readonly tokenWait?: number } = {}): Promise<TestDesk> {
  const base = mkdtempSync(join(tmpdir(), "songphasa-host-"));
  const folder = join(base, "renderer");
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>ສອງພາສາ</title>");
  writeFileSync(join(folder, "assets", "desk-4f2a.js"), "export {};");
  writeFileSync(join(folder, "assets", "lao.woff2"), "wOF2");
  writeFileSync(join(folder, ".hidden"), "not for the window");
  writeFileSync(join(base, "secret.txt"), "the story before it is out");
  symlinkSync(join(base, "secret.txt"), join(folder, "assets", "leak.txt"));
  symlinkSync(base, join(folder, "up"));

  const listeners = new Set<(event: DeskEvent) => void>();
  const logged: string[] = [];
  const reached: string[] = [];
  let next: (() => Promise<Result<unknown>>) | undefined;
  const call = async (name: string, request: unknown): Promise<Result<unknown>> => {
    reached.push(name);
    if (next) {
      const answer = next;
      next = undefined;
      return answer();
    }
    if (name === "library.info") return done(INFO);
    if (name === "import.run") return done({ length: String((request as { text: string }).text).length });
    return refuse("no-article", { id: "01JEDG4Q2S9V6T1R8W0X3Y5Z7B" });
  };
  const desk: Desk = {
    call: call as Desk["call"],
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const served = await serveDesk({
    desk,
    rendererFolder: folder,
    port: 0,
    token: TOKEN,
    log: (text) => logged.push(text),
    ...options,
  });
  const knock = (what: Knock) => knockAt(served.port, what);
  return {
    served,
    folder,
    logged,
    reached,
    answerNext: (answer) => {
      next = answer;
    },
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    listeners: () => listeners.size,
    knock,
    call: (name, request = {}, headers = {}) =>
      knock({
        method: "POST",
        path: `/api/${name}`,
        headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json", ...headers },
        body: typeof request === "string" ? request : JSON.stringify(request),
      }),
    async close() {
      await served.close();
      rmSync(base, { recursive: true, force: true });
    },
  };
}
