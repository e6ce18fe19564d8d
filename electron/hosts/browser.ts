/** The desk's contract over HTTP on this machine alone, and the renderer's files beside it. */
import { isAscii } from "node:buffer";
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setImmediate as breathe } from "node:timers/promises";
import { type Desk, isCallName, LIMITS } from "../../shared/contract.ts";
import { deskError, type ErrorCode, type Reason, type Result, refuse } from "../../shared/errors.ts";
import { bearsToken, isOwnCaller, ownSocketOrigins, TOKEN_BYTES } from "./caller.ts";
import { openEventSockets, refuseConnection } from "./event-sockets.ts";
import { CallerGone, drain, readBody } from "./request-body.ts";
import { securityHeaders } from "./security-headers.ts";
import { readStaticFile } from "./static-files.ts";

export interface ServeDeskOptions {
  readonly desk: Desk;
  /** The built renderer. */
  readonly rendererFolder: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** A random one where none is given. */
  readonly token?: string;
  /** How long a WebSocket may stay without its token, in milliseconds. */
  readonly tokenWait?: number;
  /** Where bugs are told; standard error by default. The token is never in it. */
  readonly log?: (text: string) => void;
}

export interface ServedDesk {
  /** Opens the desk as it stands: the token is in the fragment, which no request carries. */
  readonly url: string;
  readonly token: string;
  readonly port: number;
  /** Lets calls under way finish, those that aren't whole go, ends every connection and frees the port. */
  close(): Promise<void>;
}

const STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  "too-large": 413,
  "not-json": 415,
  locked: 423,
  bug: 500,
  disk: 507,
};
const ADDRESS = "127.0.0.1";
/** How long close() waits for calls under way, in milliseconds. */
const CLOSING_WAIT = 5000;
/**
 * How long close() waits for the rest of a request: on this machine that is there at once, or the caller hangs. A
 * call begins with its last byte, so nothing of it has been done.
 */
const REST_WAIT = 500;

/** Bytes of a body that takes a while to be read. */
const LARGE = 1024 * 1024;

const isJson = (request: IncomingMessage): boolean =>
  /^application\/json(\s*;\s*charset="?utf-8"?)?\s*$/i.test(request.headers["content-type"] ?? "") &&
  (request.headers["content-encoding"] ?? "identity").toLowerCase() === "identity";

/** A body as text; UTF-8 or nothing. Files come as ASCII, which is read many times faster as what it is. */
const textOf = (body: Buffer): string =>
  isAscii(body) ? body.toString("latin1") : new TextDecoder("utf-8", { fatal: true }).decode(body);

/** A body as JSON, one thing at a time where it is large: together they would hold up whoever else asks. */
async function parseJson(body: Buffer): Promise<Result<unknown>> {
  const pause = async () => {
    if (body.length > LARGE) await breathe();
  };
  try {
    await pause();
    const text = textOf(body);
    await pause();
    const value = JSON.parse(text) as unknown;
    await pause();
    return { ok: true, value };
  } catch {
    return refuse("bad-request", { detail: "malformed JSON" });
  }
}

/**
 * Serves a desk to a browser on this machine. Rejects where the port can't be had (`EADDRINUSE`,
 * `EACCES`); whoever starts it says so.
 */
export async function serveDesk(options: ServeDeskOptions): Promise<ServedDesk> {
  const { desk, rendererFolder, tokenWait = 5000 } = options;
  const token = options.token ?? randomBytes(TOKEN_BYTES).toString("base64url");
  if (token === "") throw new Error("The browser host needs a token.");
  const write = options.log ?? ((text: string) => void process.stderr.write(`${text}\n`));
  const log = (error: unknown) =>
    write((error instanceof Error ? (error.stack ?? error.message) : String(error)).replaceAll(token, "[token]"));

  const server = createServer({ requireHostHeader: false });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port, ADDRESS, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const bound = server.address();
  const port = typeof bound === "object" && bound ? bound.port : options.port;
  const headers = securityHeaders({ "connect-src": ownSocketOrigins(port) });
  const sockets = openEventSockets({ desk, token, port, headers, tokenWait });
  const underWay = new Set<Promise<void>>();
  const over = new AbortController();

  /** Answers; a body that was not read is thrown away before the connection ends, or its sender would never see the answer. */
  const answer = (
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    own: Readonly<Record<string, string>>,
    body: Buffer,
  ): void => {
    response.writeHead(status, { ...headers, ...own, "Content-Length": String(body.length) });
    if (request.method !== "HEAD") response.write(body);
    else response.flushHeaders();
    if (request.complete) response.end();
    else void drain(request).then((whole) => (whole ? response.end() : request.destroy()));
  };
  const answerResult = (
    request: IncomingMessage,
    response: ServerResponse,
    result: Result<unknown>,
    own: Readonly<Record<string, string>> = {},
    status = result.ok ? 200 : STATUS[result.error.code],
  ) =>
    answer(
      request,
      response,
      status,
      { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store", ...own },
      Buffer.from(JSON.stringify(result)),
    );
  const refuseRequest = (request: IncomingMessage, response: ServerResponse, reason: Reason) =>
    answerResult(request, response, refuse(reason));
  const refuseMethod = (request: IncomingMessage, response: ServerResponse, allow: string) =>
    answerResult(
      request,
      response,
      refuse("bad-request", { detail: `only ${allow} is answered here` }),
      { Allow: allow },
      405,
    );

  const runCall = async (request: IncomingMessage, response: ServerResponse, name: string): Promise<void> => {
    if (request.method !== "POST") return refuseMethod(request, response, "POST");
    if (!bearsToken(request, token)) return refuseRequest(request, response, "bad-token");
    if (!isCallName(name)) return refuseRequest(request, response, "unknown-call");
    if (!isJson(request)) return refuseRequest(request, response, "not-json");
    if (request.headers.expect !== undefined) response.writeContinue();
    const body = await readBody(request, LIMITS.body, over.signal);
    if (!body) return answerResult(request, response, refuse("body-too-large", { limit: "48 MiB" }));
    const parsed = await parseJson(body);
    if (!parsed.ok) return answerResult(request, response, parsed);
    if (typeof parsed.value !== "object" || parsed.value === null || Array.isArray(parsed.value))
      return answerResult(request, response, refuse("bad-request", { detail: "a request is a JSON object" }));
    // The desk holds every request against its schema; this is only what the compiler needs to hear.
    return answerResult(request, response, await desk.call(name, parsed.value as never));
  };

  const serveFile = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    if (request.method !== "GET" && request.method !== "HEAD") return refuseMethod(request, response, "GET, HEAD");
    const file = await readStaticFile(rendererFolder, path);
    if (!file) {
      const text = Buffer.from("Not found\n");
      return answer(
        request,
        response,
        404,
        { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
        text,
      );
    }
    return answer(request, response, 200, { "Content-Type": file.type, "Cache-Control": file.cache }, file.bytes);
  };

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isOwnCaller(request, port)) return refuseRequest(request, response, "foreign-caller");
    const path = (request.url ?? "").split(/[?#]/, 1)[0] ?? "";
    if (path.startsWith("/api/")) return runCall(request, response, path.slice("/api/".length));
    return serveFile(request, response, path);
  };

  let closing: Promise<void> | undefined;

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const done = route(request, response)
      .catch((error: unknown) => {
        if (error instanceof CallerGone) return;
        log(error);
        // What a desk that ends can't finish is no fault of its: the line is cut, as it is for whoever asks next.
        if (response.headersSent || closing) request.destroy();
        else answerResult(request, response, { ok: false, error: deskError("bug") });
      })
      .finally(() => underWay.delete(done));
    underWay.add(done);
  };

  server
    .on("request", handle)
    .on("checkContinue", handle)
    .on("checkExpectation", handle)
    .on("upgrade", sockets.upgrade)
    // What is no HTTP at all; a connection that the caller reset has nobody to answer.
    .on("clientError", (_error, connection) => refuseConnection(connection, "400 Bad Request", headers))
    .on("error", log);

  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    sockets.close();
    server.closeIdleConnections();
    setTimeout(() => over.abort(), REST_WAIT).unref();
    const enough = new Promise<void>((resolve) => setTimeout(resolve, CLOSING_WAIT).unref());
    await Promise.race([Promise.allSettled(underWay), enough]);
    server.closeAllConnections();
    await closed;
  };

  return {
    url: `http://${ADDRESS}:${port}/#token=${encodeURIComponent(token)}`,
    token,
    port,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
