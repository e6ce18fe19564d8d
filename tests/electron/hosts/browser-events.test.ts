import { once } from "node:events";
import type { IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { DeskEvent } from "../../../shared/contract.ts";
import { openTestDesk, type TestDesk, TOKEN } from "./served-desk.ts";

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk({ tokenWait: 300 });
});
afterEach(() => desk.close());

const CHANGED: DeskEvent = {
  event: "article.changed",
  id: "01JEDG4Q2S9V6T1R8W0X3Y5Z7A",
  revs: { details: "d1", lo: null, en: "e1" },
  origin: "editor",
  by: "ມະນີວອນ",
  at: "2024-12-06T07:15:00Z",
};

const openSocket = (headers: Record<string, string> = {}, path = "/events") =>
  new WebSocket(`ws://127.0.0.1:${desk.served.port}${path}`, { headers });

/** The status with which a socket was refused. */
async function refusedWith(socket: WebSocket): Promise<{ status: number | undefined; policy: string }> {
  const response = await new Promise<{ statusCode?: number; headers: IncomingHttpHeaders }>((resolve, reject) => {
    socket.once("unexpected-response", (_request, answer) => resolve(answer));
    socket.once("open", () => reject(new Error("The socket was let in.")));
  });
  socket.on("error", () => undefined); // ending a refused handshake reports an error of its own
  socket.terminate();
  return {
    status: response.statusCode,
    policy: String(response.headers["content-security-policy"]),
  };
}

/** Opens a socket with its token; ready once the host hears it, which it says. */
async function listen(): Promise<WebSocket> {
  const socket = openSocket({ Origin: `http://127.0.0.1:${desk.served.port}` });
  await once(socket, "open");
  socket.send(TOKEN);
  await once(socket, "message");
  return socket;
}

describe("events on a WebSocket", () => {
  it("a page that gave the token hears every event, as it is", async () => {
    const socket = await listen();
    const heard: unknown[] = [];
    socket.on("message", (data) => heard.push(JSON.parse(String(data))));
    desk.emit(CHANGED);
    desk.emit({ event: "library.changed" });
    while (heard.length < 2) await once(socket, "message");
    expect(heard).toEqual([CHANGED, { event: "library.changed" }]);
  });

  it("a page is told to look anew once its token was taken, and nothing after that is missed", async () => {
    const socket = openSocket();
    const heard: unknown[] = [];
    socket.on("message", (data) => heard.push(JSON.parse(String(data))));
    await once(socket, "open");
    // A save while the token is on its way.
    desk.emit(CHANGED);
    socket.send(TOKEN);
    await once(socket, "message");
    desk.emit(CHANGED);
    await once(socket, "message");
    expect(heard).toEqual([{ event: "library.changed" }, CHANGED]);
  });

  it("a socket without the token hears nothing and is closed", async () => {
    const socket = openSocket();
    const heard: unknown[] = [];
    socket.on("message", (data) => heard.push(data));
    await once(socket, "open");
    desk.emit(CHANGED);
    const [closeCode] = (await once(socket, "close")) as [number];
    expect(closeCode).toBe(4401);
    expect(heard).toEqual([]);
  });

  it.each(["wrong", "", `${TOKEN} `, JSON.stringify({ token: TOKEN })])("a wrong token closes it: %j", async (text) => {
    const socket = openSocket();
    const heard: unknown[] = [];
    socket.on("message", (data) => heard.push(data));
    await once(socket, "open");
    socket.send(text);
    // The right one afterwards comes too late.
    socket.send(TOKEN);
    const closed = once(socket, "close");
    desk.emit(CHANGED);
    expect(((await closed) as [number])[0]).toBe(4401);
    expect(heard).toEqual([]);
  });

  it("a large first message closes it, and the host lives on", async () => {
    const socket = openSocket();
    await once(socket, "open");
    socket.send("x".repeat(100_000));
    expect(((await once(socket, "close")) as [number])[0]).toBe(1009);
    expect((await desk.call("library.info")).status).toBe(200);
  });

  it.each<Record<string, string>>([
    { Origin: "https://kpl.gov.la" },
    { Origin: "null" },
    { Host: "kpl.gov.la" },
    { Host: "127.0.0.1:1" },
  ])("a foreign page gets no socket: %j", async (headers) => {
    const { status, policy } = await refusedWith(openSocket(headers));
    expect(status).toBe(403);
    expect(policy).toContain("default-src 'none'");
    expect((await desk.call("library.info")).status).toBe(200);
  });

  it.each(["/", "/events/", "/events?token=x", "/api/library.info"])("no other address has one: %s", async (path) => {
    expect((await refusedWith(openSocket({}, path))).status).toBe(404);
    expect((await desk.call("library.info")).status).toBe(200);
  });

  it("a broken handshake is 400, with the policy", async () => {
    const socket = connect(desk.served.port, "127.0.0.1");
    socket.write(
      `GET /events HTTP/1.1\r\nHost: 127.0.0.1:${desk.served.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    let text = "";
    socket.on("data", (chunk) => {
      text += String(chunk);
    });
    await once(socket, "close");
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).toContain("Content-Security-Policy: default-src 'none'");
  });

  it("nothing of it is logged", async () => {
    await listen();
    expect(desk.logged).toEqual([]);
  });
});

describe("closing the browser host", () => {
  it("ends open sockets and idle connections, lets go of the desk and frees the port", async () => {
    const socket = await listen();
    const idle = connect(desk.served.port, "127.0.0.1");
    await once(idle, "connect");
    idle.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${desk.served.port}\r\n\r\n`);
    await once(idle, "data");
    expect(desk.listeners()).toBe(1);
    const gone = Promise.all([once(socket, "close"), once(idle, "close")]);
    await Promise.all([desk.served.close(), desk.served.close()]);
    await gone;
    expect(desk.listeners()).toBe(0);
    await expect(desk.knock({ path: "/" })).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  /** A save that the desk is at, until `end` says how it ends. */
  async function saveUnderWay() {
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<{ readonly ok: true; readonly value: unknown }>();
    desk.answerNext(() => {
      begun.resolve();
      return end.promise;
    });
    const save = desk.call("articles.save", { id: "01JEDG4Q2S9V6T1R8W0X3Y5Z7A", base: {} });
    await begun.promise;
    return { save, end };
  }

  it("lets a save under way finish and answers it", async () => {
    const { save, end } = await saveUnderWay();
    const closed = desk.served.close();
    end.resolve({ ok: true, value: { updatedAt: "2024-12-06T07:15:00Z" } });
    expect((await save).status).toBe(200);
    await closed;
  });

  it("calls nothing a fault of its own that a desk which ends couldn't finish", async () => {
    const { save, end } = await saveUnderWay();
    const cut = expect(save).rejects.toMatchObject({ code: "ECONNRESET" });
    const closed = desk.served.close();
    end.reject(new Error("the library is closed"));
    await cut;
    await closed;
    expect(desk.logged.join("\n")).toContain("the library is closed");
  });
});
