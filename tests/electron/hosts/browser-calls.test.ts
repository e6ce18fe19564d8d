import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { LIMITS } from "../../../shared/contract.ts";
import { refuse } from "../../../shared/errors.ts";
import { type Answer, INFO, openTestDesk, type TestDesk, TOKEN } from "./served-desk.ts";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const code = (answer: Answer): string => (JSON.parse(answer.body) as { error: { code: string } }).error.code;

/** Every answer, right or refused, is armed alike. */
function expectArmed(answer: Answer): void {
  expect(answer.headers["content-security-policy"]).toContain(
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src",
  );
  expect(answer.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(answer.headers["x-content-type-options"]).toBe("nosniff");
  expect(answer.headers["referrer-policy"]).toBe("no-referrer");
  expect(answer.headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect(answer.headers["cross-origin-resource-policy"]).toBe("same-origin");
}

async function expectAlive(): Promise<void> {
  const answer = await desk.call("library.info");
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body)).toEqual({ ok: true, value: INFO });
  expectArmed(answer);
}

describe("what the browser host refuses, and lives on", () => {
  const authorised = { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" };
  let reachedBefore = 0;
  const expectRefused = (answer: Answer, status: number, errorCode: string) => {
    expect(answer.status).toBe(status);
    expect(code(answer)).toBe(errorCode);
    expectArmed(answer);
    expect(desk.reached.length).toBe(reachedBefore);
  };
  beforeAll(() => {
    reachedBefore = desk.reached.length;
  });
  afterEach(async () => {
    await expectAlive();
    reachedBefore = desk.reached.length;
  });

  it("a call without a token is 401", async () => {
    const { Authorization: _left, ...rest } = authorised;
    expectRefused(
      await desk.knock({ method: "POST", path: "/api/library.info", headers: rest, body: "{}" }),
      401,
      "unauthorized",
    );
  });

  it.each(["Bearer wrong", `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(0, -1)}`, `Basic ${TOKEN}`, TOKEN, "Bearer "])(
    "a wrong token is 401: %s",
    async (Authorization) => {
      expectRefused(await desk.call("library.info", {}, { Authorization }), 401, "unauthorized");
    },
  );

  it("a token in the address counts for nothing", async () => {
    expectRefused(
      await desk.knock({
        method: "POST",
        path: `/api/library.info?token=${TOKEN}`,
        headers: { "Content-Type": "application/json" },
        body: "{}",
      }),
      401,
      "unauthorized",
    );
  });

  it("a foreign Host is 403, for calls and for files", async () => {
    for (const Host of ["kpl.gov.la", `evil.example:${desk.served.port}`, "127.0.0.1:1", "127.0.0.1"]) {
      expectRefused(await desk.call("library.info", {}, { Host }), 403, "forbidden");
      expectRefused(await desk.knock({ path: "/", headers: { Host } }), 403, "forbidden");
    }
  });

  it.each(["", "Host:\r\n", "Host: 127.0.0.1:PORT\r\nHost: kpl.gov.la\r\n"])(
    "a Host that is missing, empty or doubled is 403: %j",
    async (lines) => {
      const host = lines.replace("PORT", String(desk.served.port));
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = connect(desk.served.port, "127.0.0.1", () => socket.end(`GET / HTTP/1.1\r\n${host}\r\n`));
        let text = "";
        socket.setEncoding("utf8");
        socket.on("data", (chunk: string) => {
          text += chunk;
        });
        socket.on("end", () => resolve(text)).on("error", reject);
      });
      expect(answer).toMatch(/^HTTP\/1\.1 403 /);
      expect(answer).toContain("Content-Security-Policy: default-src 'none'");
    },
  );

  it("a foreign Origin is 403, for calls and for files", async () => {
    const { port } = desk.served;
    for (const Origin of [
      "https://kpl.gov.la",
      "null",
      "",
      `https://127.0.0.1:${port}`,
      `http://127.0.0.1:${port}.evil.example`,
      "http://127.0.0.1",
      `http://localhost:${port}`,
    ]) {
      expectRefused(await desk.call("library.info", {}, { Origin }), 403, "forbidden");
      expectRefused(await desk.knock({ path: "/", headers: { Origin } }), 403, "forbidden");
    }
  });

  it.each([
    "constructor",
    "__proto__",
    "toString",
    "hasOwnProperty",
    "articles.burn",
    "",
    "library.info/",
    "library%2Einfo",
    "../api/library.info",
  ])("an unknown call is 404: %s", async (name) => {
    expectRefused(await desk.call(name), 404, "not-found");
  });

  it.each(["{", "", "nonsense", '{"id":}', "\u0000"])("malformed JSON is 400: %j", async (body) => {
    expectRefused(await desk.call("library.info", body), 400, "invalid");
  });

  it("JSON that is not UTF-8, and JSON that is no object, are 400", async () => {
    const latin = await desk.knock({
      method: "POST",
      path: "/api/import.run",
      headers: authorised,
      body: Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]),
    });
    expectRefused(latin, 400, "invalid");
    for (const body of ["[]", "null", '"library"', "7"])
      expectRefused(await desk.call("library.info", body), 400, "invalid");
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonx",
    "application/json; charset=latin1",
    "",
  ])("another content type is 415: %s", async (type) => {
    expectRefused(await desk.call("library.info", {}, { "Content-Type": type }), 415, "not-json");
  });

  it("a compressed body is 415, so that it can't grow beyond the limit", async () => {
    expectRefused(await desk.call("library.info", {}, { "Content-Encoding": "gzip" }), 415, "not-json");
  });

  it.each(["GET", "PUT", "DELETE", "OPTIONS", "PATCH"])(
    "a call by %s is 405 and says what is right",
    async (method) => {
      const answer = await desk.knock({ method, path: "/api/library.info", headers: authorised });
      expectRefused(answer, 405, "invalid");
      expect(answer.headers.allow).toBe("POST");
    },
  );

  it("no page of someone else is ever allowed in by a CORS header", async () => {
    const answer = await desk.knock({
      method: "OPTIONS",
      path: "/api/library.info",
      headers: { Origin: "https://kpl.gov.la", "Access-Control-Request-Method": "POST" },
    });
    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });

  it("a body of 49 MiB is 413, sent whole or in pieces of unknown length", async () => {
    const body = Buffer.alloc(49 * 1024 * 1024, "a");
    expectRefused(await desk.call("import.run", body.toString("latin1")), 413, "too-large");
    const chunked = await desk.knock({
      method: "POST",
      path: "/api/import.run",
      headers: { ...authorised, "Transfer-Encoding": "chunked" },
      body,
    });
    expectRefused(chunked, 413, "too-large");
  });

  it("a length that promises too much is 413 before anything is sent", async () => {
    const answer = await desk.call("import.run", "{}", { "Content-Length": String(LIMITS.body + 1) });
    expectRefused(answer, 413, "too-large");
  });

  it("49 MiB from a caller without a token are 401, and the answer arrives", async () => {
    const answer = await desk.knock({
      method: "POST",
      path: "/api/import.run",
      headers: { "Content-Type": "application/json" },
      body: Buffer.alloc(49 * 1024 * 1024, "a"),
    });
    expectRefused(answer, 401, "unauthorized");
  });

  it("a caller that goes away in the middle of its body leaves the host as it was", async () => {
    await new Promise<void>((resolve, reject) => {
      const socket = connect(desk.served.port, "127.0.0.1", () => {
        socket.write(
          `POST /api/import.run HTTP/1.1\r\nHost: 127.0.0.1:${desk.served.port}\r\nAuthorization: Bearer ${TOKEN}\r\n` +
            'Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"text":"ຫ',
          () => socket.destroy(),
        );
      });
      socket.on("close", () => resolve()).on("error", reject);
    });
  });

  it("what is no HTTP at all is 400", async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(desk.served.port, "127.0.0.1", () => socket.write("ສະບາຍດີ\r\n\r\n"));
      let text = "";
      socket.on("data", (chunk) => {
        text += String(chunk);
      });
      socket.on("close", () => resolve(text)).on("error", reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain("Content-Security-Policy: default-src 'none'");
  });
});

describe("what the browser host answers", () => {
  it("a call of its own page, under either of its names, and of a program", async () => {
    const { port } = desk.served;
    for (const name of ["127.0.0.1", "localhost"]) {
      const headers = { Host: `${name}:${port}`, Origin: `http://${name}:${port}` };
      expect((await desk.call("library.info", {}, headers)).status).toBe(200);
    }
    expect((await desk.call("library.info", {}, { "Content-Type": "application/json; charset=UTF-8" })).status).toBe(
      200,
    );
  });

  it("Lao text comes through whole, and nothing is kept in a cache", async () => {
    const answer = await desk.call("library.info");
    expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.body).toContain("ຫ້ອງຂ່າວຂປລ");
  });

  it("a body just under the limit is taken", async () => {
    const text = "a".repeat(LIMITS.body - 100);
    const answer = await desk.call("import.run", { text });
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: { length: text.length } });
  });

  it.each([
    ["bad-request", 400],
    ["folder-not-chosen", 403],
    ["no-article", 404],
    ["part-changed", 409],
    ["file-too-large", 413],
    ["library-locked", 423],
    ["bug", 500],
    ["disk-full", 507],
  ] as const)("the desk's %s is status %i, with the sentence", async (reason, status) => {
    const refused = refuse(reason, { id: "x", name: "y", limit: "z", holder: "w", detail: "v" });
    desk.answerNext(async () => refused);
    const answer = await desk.call("articles.trash", { id: "01JEDG4Q2S9V6T1R8W0X3Y5Z7B" });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual(refused);
    expectArmed(answer);
  });

  it("a throw of the desk is 500, is logged without the token, and the host lives on", async () => {
    desk.answerNext(async () => {
      throw new Error(`broken while ${TOKEN} was at hand`);
    });
    const answer = await desk.call("library.info");
    expect(answer.status).toBe(500);
    expect(code(answer)).toBe("bug");
    expect(answer.body).not.toContain("broken");
    expectArmed(answer);
    expect(desk.logged.join("\n")).toContain("broken while [token] was at hand");
    expect(desk.logged.join("\n")).not.toContain(TOKEN);
    await expectAlive();
  });
});
