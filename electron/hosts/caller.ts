/** Who may speak to the browser host: the rules on Host, Origin and token, for requests and sockets alike. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** How long a token is in bytes before it is written as text. */
export const TOKEN_BYTES = 32;

const digest = (text: string): Buffer => createHash("sha256").update(text, "utf8").digest();

/** Compares in constant time, whatever the lengths. */
export const sameToken = (given: string, token: string): boolean => timingSafeEqual(digest(given), digest(token));

/** The names under which a page may know this host; the port is left out where it is the default one. */
const ownHosts = (port: number): readonly string[] =>
  ["127.0.0.1", "localhost"].flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));

/** The WebSocket addresses of this host, for its policy. */
export const ownSocketOrigins = (port: number): readonly string[] => ownHosts(port).map((host) => `ws://${host}`);

/**
 * True for our own page and for a program without Origin. A name of someone else's that leads to
 * 127.0.0.1 shows in Host; another page shows in Origin, also as `null`.
 */
export function isOwnCaller(request: IncomingMessage, port: number): boolean {
  const hosts = request.headersDistinct.host ?? [];
  const host = hosts[0]?.toLowerCase();
  if (hosts.length !== 1 || host === undefined || !ownHosts(port).includes(host)) return false;
  const origins = request.headersDistinct.origin;
  return origins === undefined || (origins.length === 1 && origins[0] === `http://${host}`);
}

/** True when the request carries the token as `Authorization: Bearer`. */
export function bearsToken(request: IncomingMessage, token: string): boolean {
  const given = /^Bearer +([!-~]+) *$/i.exec(request.headers.authorization ?? "");
  return sameToken(given?.[1] ?? "", token);
}
