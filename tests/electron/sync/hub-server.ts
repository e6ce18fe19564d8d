/** A hub behind HTTPS: git's own server program behind a real server with a certificate and a password. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterEach } from "vitest";
import { type GivenHub, makeHub } from "../../../electron/sync/share.ts";
import { must } from "../library/stories.ts";

export interface HubServer {
  /** `https://localhost:<port>/hub` */
  readonly address: string;
  /** The authority that its certificate is from, as a PEM file. */
  readonly ca: string;
  /** Answers cut off after so many bytes; null lets them through. */
  cutAfter: number | null;
  /** Bytes that it has sent. */
  sentBytes: number;
  /** Says so of every request but the first so many: the token has run out. */
  denies: { readonly status: 401 | 403; after: number } | null;
  /** The hub speaks git's oldest protocol alone. */
  onlyOldest: boolean;
  /** Takes every question and answers none: a line that died. */
  isSilent: boolean;
  /** Told of each question before it is answered, and of each answer once it is out. */
  told: ((when: "before" | "after") => void) | null;
  close(): Promise<void>;
}

/** Whether a certificate can be made on this machine. */
export const canServe = spawnSync("openssl", ["version"]).status === 0;

/** A certificate for `localhost` that its own authority signed; made by openssl. */
function certificate(folder: string): { readonly key: string; readonly cert: string } {
  const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
  execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
      ...["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert],
    ],
    { stdio: "ignore" },
  );
  return { key, cert };
}

/** Serves the bare repositories in a folder to whoever knows the token. */
export async function serveHub(root: string, token: string): Promise<HubServer> {
  const { key, cert } = certificate(root);
  const wanted = `Basic ${Buffer.from(`songphasa:${token}`).toString("base64")}`;
  const hub = {
    cutAfter: null as number | null,
    sentBytes: 0,
    denies: null as HubServer["denies"],
    onlyOldest: false,
    isSilent: false,
    told: null as HubServer["told"],
  };
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    const { denies } = hub;
    if (denies && denies.after > 0) denies.after -= 1;
    else if (denies) {
      response.writeHead(denies.status, { "WWW-Authenticate": 'Basic realm="hub"' }).end();
      return;
    }
    if (request.headers.authorization !== wanted) {
      response.writeHead(401, { "WWW-Authenticate": 'Basic realm="hub"' }).end();
      return;
    }
    hub.told?.("before");
    if (hub.isSilent) return;
    response.on("finish", () => hub.told?.("after"));
    const { pathname, search } = new URL(request.url ?? "/", "https://localhost");
    const program = spawn("git", ["http-backend"], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: "1",
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: request.method ?? "GET",
        CONTENT_TYPE: request.headers["content-type"] ?? "",
        ...(request.headers["content-length"] && { CONTENT_LENGTH: request.headers["content-length"] }),
        ...(request.headers["content-encoding"] && {
          HTTP_CONTENT_ENCODING: String(request.headers["content-encoding"]),
        }),
        ...(request.headers["git-protocol"] &&
          !hub.onlyOldest && { GIT_PROTOCOL: String(request.headers["git-protocol"]) }),
        REMOTE_USER: "songphasa",
        REMOTE_ADDR: "127.0.0.1",
      },
    });
    request.pipe(program.stdin);
    program.stdin.on("error", () => undefined);
    const said: Buffer[] = [];
    let sent = 0;
    let head = false;
    const send = (bytes: Buffer) => {
      sent += bytes.length;
      hub.sentBytes += bytes.length;
      if (hub.cutAfter !== null && sent > hub.cutAfter) {
        response.destroy();
        program.kill("SIGKILL");
      } else response.write(bytes);
    };
    program.stdout.on("data", (bytes: Buffer) => {
      if (head) return send(bytes);
      said.push(bytes);
      const all = Buffer.concat(said);
      const end = all.indexOf("\r\n\r\n");
      if (end < 0) return;
      head = true;
      const lines = all.toString("latin1", 0, end).split("\r\n");
      const fields = lines.map((line) => line.split(/:\s*/, 2) as [string, string]);
      const status = fields.find(([name]) => name === "Status")?.[1];
      response.writeHead(
        Number.parseInt(status ?? "200", 10),
        Object.fromEntries(fields.filter(([name]) => name !== "Status")),
      );
      send(all.subarray(end + 4));
    });
    program.on("close", () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(hub, {
    address: `https://localhost:${port}/hub`,
    ca: cert,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

const TOKEN = "glpat-vientiane-4711";

export interface ServedHub {
  readonly server: HubServer;
  /** As a person gives it. */
  readonly given: GivenHub & { readonly token: string; readonly caFile: string };
}

/**
 * To be called once in a file of tests; the answer makes a hub in `hub` of a test's folder, and serves it until the test
 * is over. `what`: what is skipped where it can't.
 */
export function servedHub(root: () => string, what: string): () => Promise<ServedHub> {
  let served: HubServer | null = null;
  if (!canServe) console.log(`skipped: ${what}, as there is no openssl on this machine`);
  afterEach(async () => {
    await served?.close();
    served = null;
  });
  return async () => {
    const hub = path.join(root(), "hub");
    must(await makeHub(hub, path.join(root(), "keeper")));
    execFileSync("git", ["--git-dir", hub, "config", "http.receivepack", "true"]);
    const server = await serveHub(root(), TOKEN);
    served = server;
    return { server, given: { address: server.address, token: TOKEN, caFile: server.ca } };
  };
}
