/**
 * The desk's events on WebSockets: `/events`, with the token as each socket's first message. The answer to it is
 * `library.changed`, from which on nothing is missed.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { Desk, DeskEvent } from "../../shared/contract.ts";
import { isOwnCaller, sameToken } from "./caller.ts";

export interface EventSocketsOptions {
  readonly desk: Desk;
  readonly token: string;
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
  /** How long a socket may stay without its token, in milliseconds. */
  readonly tokenWait: number;
}

export interface EventSockets {
  /** Takes over a connection that asks to become a socket, or refuses it. */
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void;
  close(): void;
}

/** Longer than any token; nothing else is ever sent to us. */
const LARGEST_MESSAGE = 4096;
/** A page that reads nothing for so many bytes is let go; it comes back and reads the library anew. */
const LARGEST_BACKLOG = 8 * 1024 * 1024;
/** Close code for a wrong or missing token (4000 to 4999 are an application's own). */
const CLOSE_NO_TOKEN = 4401;

const LOOK_ANEW: DeskEvent = { event: "library.changed" };

/** Answers on a connection that was to become a socket: plain HTTP, then the end. */
export function refuseConnection(connection: Duplex, status: string, headers: Readonly<Record<string, string>>): void {
  if (!connection.writable) {
    connection.destroy();
    return;
  }
  const lines = Object.entries({ ...headers, Connection: "close", "Content-Length": "0" });
  connection.end(`HTTP/1.1 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`);
}

export function openEventSockets({ desk, token, port, headers, tokenWait }: EventSocketsOptions): EventSockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, perMessageDeflate: false });
  const listening = new Set<WebSocket>();

  server.on("headers", (lines) => {
    for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  });
  server.on("wsClientError", (_error, connection) => refuseConnection(connection, "400 Bad Request", headers));

  const unsubscribe = desk.subscribe((event) => {
    const text = JSON.stringify(event);
    for (const socket of listening) {
      if (socket.bufferedAmount > LARGEST_BACKLOG) socket.terminate();
      else socket.send(text);
    }
  });

  const welcome = (socket: WebSocket) => {
    const tooLate = setTimeout(() => socket.close(CLOSE_NO_TOKEN, "no token"), tokenWait);
    socket.once("message", (data: RawData, isBinary: boolean) => {
      clearTimeout(tooLate);
      if (isBinary || !sameToken(String(data), token)) socket.close(CLOSE_NO_TOKEN, "wrong token");
      else {
        listening.add(socket);
        // What changed before the page was heard, it was not told: it reads the library anew from here on.
        socket.send(JSON.stringify(LOOK_ANEW));
      }
    });
    socket.on("close", () => {
      clearTimeout(tooLate);
      listening.delete(socket);
    });
    // ws closes the socket itself after an error (a message too large, a broken frame); without a listener it would throw.
    socket.on("error", () => listening.delete(socket));
  };

  return {
    upgrade(request, connection, head) {
      // A connection that breaks while it is refused or taken over is nobody's loss.
      connection.on("error", () => connection.destroy());
      if (!isOwnCaller(request, port)) refuseConnection(connection, "403 Forbidden", headers);
      else if (request.url !== "/events") refuseConnection(connection, "404 Not Found", headers);
      else server.handleUpgrade(request, connection, head, welcome);
    },
    close() {
      unsubscribe();
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}
