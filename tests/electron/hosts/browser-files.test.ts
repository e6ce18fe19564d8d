import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDesk, type TestDesk, TOKEN } from "./served-desk.ts";

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

describe("the renderer's files", () => {
  it("the page needs no token and carries the policy; the printed address has the token in its fragment", async () => {
    expect(desk.served.url).toBe(`http://127.0.0.1:${desk.served.port}/#token=${TOKEN}`);
    const answer = await desk.knock({ path: "/" });
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(answer.headers["cache-control"]).toBe("no-cache");
    expect(answer.body).toContain("ສອງພາສາ");
    const policy = String(answer.headers["content-security-policy"]);
    expect(policy).toBe(
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; " +
        `font-src 'self' data:; connect-src 'self' ws://127.0.0.1:${desk.served.port} ws://localhost:${desk.served.port}; ` +
        "frame-src 'self' blob: data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it("a built file has its type and may stay in the cache, as its name holds its hash", async () => {
    const script = await desk.knock({ path: "/assets/desk-4f2a.js?v=1" });
    expect(script.status).toBe(200);
    expect(script.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(script.headers["cache-control"]).toContain("immutable");
    expect((await desk.knock({ path: "/assets/lao.woff2" })).headers["content-type"]).toBe("font/woff2");
  });

  it("HEAD answers the same without the body", async () => {
    const answer = await desk.knock({ method: "HEAD", path: "/" });
    expect(answer.status).toBe(200);
    expect(Number(answer.headers["content-length"])).toBeGreaterThan(10);
    expect(answer.body).toBe("");
  });

  it.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/assets/%2E%2E/%2E%2E/secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/..%5csecret.txt",
    "/assets\\..\\..\\secret.txt",
    "/%252e%252e/secret.txt",
    "/assets/leak.txt",
    "/up/secret.txt",
    "/.hidden",
    "/index.html%00.txt",
    "/index.html/",
    "/index.html/x",
    "//secret.txt",
    "/assets",
    "/assets/",
    "/C:/Windows/win.ini",
    "/index.html::$DATA",
    "/%",
    "/%ff",
    "/missing.js",
    `/${"a".repeat(3000)}`,
    "/api",
    "http://127.0.0.1/index.html",
    "*",
  ])("nothing beside them is served: %s", async (path) => {
    const answer = await desk.knock({ path });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain("before it is out");
    expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
  });

  it.each(["POST", "PUT", "DELETE"])("%s on a file is 405", async (method) => {
    const answer = await desk.knock({ method, path: "/index.html" });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe("GET, HEAD");
    expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
  });
});
