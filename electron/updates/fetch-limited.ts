/** A request to the office's address for updates: over HTTPS with the certificate checked, to one host, within limits. */
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { getCACertificates, rootCertificates } from "node:tls";
import type { Reason } from "../../shared/errors.ts";

export interface FetchLimits {
  /** Bytes of the answer. */
  readonly most: number;
  /** In milliseconds, between two pieces and for all of it. */
  readonly silence: number;
  readonly whole: number;
  readonly signal?: AbortSignal;
  /** Whose certificates are believed; else what the system believes. */
  readonly ca?: readonly string[];
}

/** Why nothing, or not all of it, was fetched. */
export class NotFetched extends Error {
  readonly reason: Extract<Reason, "update-unreached" | "update-elsewhere">;
  constructor(reason: NotFetched["reason"], detail: string) {
    super(detail);
    this.reason = reason;
  }
}

const REDIRECTS = 3;
const LEADS_ON = [301, 302, 303, 307, 308];

/** An office's own authority stands among the system's certificates. */
function believed(): readonly string[] {
  try {
    return [...rootCertificates, ...getCACertificates("system")];
  } catch {
    return rootCertificates;
  }
}

function answerTo(address: URL, { silence, ca }: FetchLimits, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request(address, {
      ca: [...(ca ?? believed())],
      rejectUnauthorized: true,
      timeout: silence,
      signal,
      agent: false,
      headers: { accept: "*/*", "accept-encoding": "identity", "user-agent": "Songphasa" },
    });
    asked.on("timeout", () => asked.destroy(new NotFetched("update-unreached", "it is silent")));
    asked.on("error", reject);
    asked.on("response", resolve);
    asked.end();
  });
}

/** The answer's bytes as they come. Throws `NotFetched`; what the signal says it throws as it is. */
export async function* fetchLimited(address: URL, limits: FetchLimits): AsyncGenerator<Buffer> {
  const late = AbortSignal.timeout(limits.whole);
  const signal = limits.signal ? AbortSignal.any([limits.signal, late]) : late;
  try {
    let from = address;
    for (let redirects = 0; ; redirects += 1) {
      if (from.protocol !== "https:" || from.host !== address.host)
        throw new NotFetched("update-elsewhere", from.host || from.protocol);
      const answer = await answerTo(from, limits, signal);
      const { statusCode = 0, headers } = answer;
      if (LEADS_ON.includes(statusCode) && headers.location) {
        answer.destroy();
        if (redirects === REDIRECTS) throw new NotFetched("update-unreached", "it leads on and on");
        from = new URL(headers.location, from);
        continue;
      }
      if (statusCode !== 200) {
        answer.destroy();
        throw new NotFetched("update-unreached", `${statusCode}`);
      }
      let bytes = 0;
      try {
        for await (const part of answer as AsyncIterable<Buffer>) {
          bytes += part.length;
          if (bytes > limits.most) throw new NotFetched("update-unreached", "it sends more than it should");
          yield part;
        }
      } finally {
        answer.destroy();
      }
      return;
    }
  } catch (error) {
    if (error instanceof NotFetched || limits.signal?.aborted) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new NotFetched("update-unreached", late.aborted ? "it takes too long" : code || String(error));
  }
}
