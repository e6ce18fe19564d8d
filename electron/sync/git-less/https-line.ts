/**
 * Questions to one hub over HTTPS: certificates are checked, nothing that answers from elsewhere is followed, and every
 * answer has a limit in bytes and one in silence.
 */
import { readFile } from "node:fs/promises";
import { Agent, request } from "node:https";
import { getCACertificates } from "node:tls";
import type { Reason } from "../../../shared/errors.ts";
import { fail } from "../sync-error.ts";

/** Milliseconds without a byte after which a question is given up. */
const SILENT = 120_000;

export interface LineHub {
  /** `https://host/path`, without a name or password in it. */
  readonly url: string;
  readonly token?: string | undefined;
  /** An office's own certificate authority, as a PEM file; nothing else is trusted then. */
  readonly caFile?: string | undefined;
}

export interface Question {
  /** Behind the hub's address: `/info/refs?service=…`. */
  readonly place: string;
  /** What is sent, of which kind; left out, it only asks. */
  readonly sends?: { readonly type: string; readonly bytes: readonly Uint8Array[] };
  /** What an answer is: of another type it is a web page, and no hub's. */
  readonly answers: string;
  /** `Git-Protocol`, where another than the oldest is spoken. */
  readonly protocol?: string;
  /** Bytes that the answer may have. */
  readonly limit: number;
}

export interface Line {
  /** The answer's bytes. Throws `SyncError` (`hub-…`), and what `signal` says where it was given up. */
  ask(question: Question): Promise<Buffer>;
}

const DISTRUSTED = /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT|HOSTNAME_MISMATCH|ERR_OSSL_|ERR_SSL_)/;

/** Why no answer came. */
function reasonOf(error: unknown): Reason {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (DISTRUSTED.test(code)) return "hub-certificate";
  return code === "ENOTFOUND" || code === "EAI_AGAIN" ? "hub-name" : "hub-away";
}

/** Why an answer is none. Null for one that is. */
function refusal(status: number): Reason | null {
  if (status === 200) return null;
  if (status === 401 || status === 403) return "hub-denied";
  if (status === 413 || status === 507) return "hub-full";
  // A hub that is elsewhere now is not looked for there: its address is to be set by hand.
  return status === 404 || status === 410 || (status >= 300 && status < 400) ? "hub-missing" : "hub-away";
}

/** Those that the system trusts beside those that every Node does; the latter alone where it can't be asked. */
function trusted(): string[] | undefined {
  // Node 20 can't ask, and a shell with another TLS library answers what it can.
  if (typeof getCACertificates !== "function") return undefined;
  return [...new Set([...getCACertificates("default"), ...getCACertificates("system")])];
}

export async function openLine({ url, token, caFile }: LineHub, signal?: AbortSignal): Promise<Line> {
  const own =
    caFile === undefined ? undefined : await readFile(caFile).catch(() => fail("hub-certificate", { hub: url }));
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: own ?? trusted() });
  const authorization =
    token === undefined ? {} : { Authorization: `Basic ${Buffer.from(`songphasa:${token}`).toString("base64")}` };
  const base = url.replace(/\/+$/, "");
  return {
    ask: ({ place, sends, answers, protocol, limit }) =>
      new Promise((resolve, reject) => {
        /** Ends the question with a reason of ours, unless it was given up. */
        const refuse = (reason: Reason) => {
          asked.destroy();
          try {
            signal?.throwIfAborted();
            fail(reason, { hub: url });
          } catch (error) {
            reject(error);
          }
        };
        const size = sends?.bytes.reduce((sum, { length }) => sum + length, 0) ?? 0;
        const asked = request(`${base}${place}`, {
          agent,
          method: sends ? "POST" : "GET",
          timeout: SILENT,
          headers: {
            "User-Agent": "git/songphasa",
            Accept: answers,
            // A small answer that unpacks to a large one has no way in.
            "Accept-Encoding": "identity",
            ...(protocol !== undefined && { "Git-Protocol": protocol }),
            ...(sends && { "Content-Type": sends.type, "Content-Length": String(size) }),
            ...authorization,
          },
          ...(signal && { signal }),
        });
        asked.on("timeout", () => refuse("hub-away"));
        asked.on("error", (error) => refuse(reasonOf(error)));
        asked.on("response", (response) => {
          const refused = refusal(response.statusCode ?? 0);
          if (refused) return refuse(refused);
          if ((response.headers["content-encoding"] ?? "identity") !== "identity") return refuse("hub-away");
          if (response.headers["content-type"] !== answers) return refuse("hub-missing");
          const came: Buffer[] = [];
          let length = 0;
          response.on("data", (bytes: Buffer) => {
            length += bytes.length;
            if (length > limit) refuse("hub-away");
            else came.push(bytes);
          });
          response.on("error", (error) => refuse(reasonOf(error)));
          response.on("end", () => resolve(Buffer.concat(came)));
        });
        for (const bytes of sends?.bytes ?? []) asked.write(bytes);
        asked.end();
      }),
  };
}
