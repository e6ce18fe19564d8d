import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { newFolder, ROOT, type Started, startDesk, startFile, tidyUp } from "./started.ts";

let started: Started | undefined;
afterEach(async () => {
  started?.child.kill("SIGKILL");
  await started?.ended;
  started = undefined;
  await tidyUp();
});

const Ready = z.object({ url: z.string(), token: z.string() });
const Created = z.object({ ok: z.literal(true), value: z.object({ article: z.object({ id: z.string() }) }) });
const call = (desk: z.infer<typeof Ready>, name: string, request: unknown): Promise<Response> =>
  fetch(new URL(`/api/${name}`, desk.url), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${desk.token}` },
    body: JSON.stringify(request),
  });
const lockOf = async (library: string): Promise<string[]> =>
  (await readdir(library)).filter((name) => name.includes("lock"));

// There are no named pipes in a folder on Windows.
describe.skipIf(process.platform === "win32")("a signal ends a desk, whatever it waits for", () => {
  it("SIGTERM ends the browser host while a call hangs; what was acknowledged is on the disk", async () => {
    const folder = await newFolder();
    const library = path.join(folder, "desk");
    const pipe = path.join(folder, "pipe");
    spawnSync("mkfifo", [pipe]);
    started = startFile(path.join(ROOT, "tests", "electron", "start", "hanging-desk.ts"), [library, pipe], {
      SONGPHASA_HOME: folder,
    });
    const desk = Ready.parse(JSON.parse(await started.line));
    const created = Created.parse(
      await (await call(desk, "articles.create", { lo: { headline: "ນ້ຳຂອງຂຶ້ນສູງ" } })).json(),
    );
    const hanging = call(desk, "host.chooseFolder", { purpose: "site", path: "/anywhere" }).catch(() => "cut off");
    // The call is at work once another one, sent after it, was answered.
    await call(desk, "library.info", {});
    started.child.kill("SIGTERM");
    const { signal, words } = await started.ended;
    expect(signal).toBe("SIGTERM");
    expect(words).toContain("Something did not finish and is left behind; what was saved is on the disk.");
    expect(await hanging).toBe("cut off");
    const { id } = created.value.article;
    const file = path.join(library, "articles", id.slice(-2), `${id}.json`);
    expect(await readFile(file, "utf8")).toContain("ນ້ຳຂອງຂຶ້ນສູງ");
  });

  it("ends a command that hangs, and gives the library back", async () => {
    const folder = await newFolder();
    const library = path.join(folder, "desk");
    const text = path.join(folder, "ນ້ຳຂອງ.txt");
    const pipe = path.join(folder, "pipe");
    await writeFile(text, "ນ້ຳຂອງຂຶ້ນສູງ\n\nຂປລ. ລະດັບນ້ຳຂອງ ຢູ່ນະຄອນຫຼວງວຽງຈັນ ຂຶ້ນສູງ.\n");
    spawnSync("mkfifo", [pipe]);
    const cli = path.join(ROOT, "electron", "cli", "cli.mjs");
    started = startFile(cli, ["import", text, pipe, "--library", library], { SONGPHASA_HOME: folder });
    const articles = path.join(library, "articles");
    await expect
      .poll(async () => (await readdir(articles, { recursive: true }).catch(() => [])).join(" "))
      .toContain(".json");
    expect(await lockOf(library)).not.toEqual([]);
    started.child.kill("SIGTERM");
    expect(await started.ended).toMatchObject({ signal: "SIGTERM", out: "" });
    expect(await lockOf(library)).toEqual([]);
  });

  it("SIGTERM ends a desk that waits for the rest of a request, and gives the library back", async () => {
    const folder = await newFolder();
    const library = path.join(folder, "desk");
    started = startDesk(["--host", "browser", "--json", "--library", library], { SONGPHASA_HOME: folder });
    const { url, token } = Ready.parse(JSON.parse(await started.line));
    const { host, hostname, port } = new URL(url);
    const caller = connect(Number(port), hostname).on("error", () => undefined);
    const head = ["POST /api/articles.create HTTP/1.1", `Host: ${host}`, `Authorization: Bearer ${token}`];
    const body = ["Content-Type: application/json", "Content-Length: 1000", "Expect: 100-continue"];
    caller.write([...head, ...body, "", '{"lo": {"headline": "ນ້ຳຂອງ'].join("\r\n"));
    // The desk asks for the body once it reads it.
    expect(String((await once(caller, "data"))[0])).toContain("100 Continue");
    expect(await lockOf(library)).not.toEqual([]);
    started.child.kill("SIGTERM");
    expect(await started.ended).toMatchObject({ code: 0, words: "" });
    expect(await lockOf(library)).toEqual([]);
    caller.destroy();
  });

  it.each(["SIGTERM", "SIGHUP"] as const)("%s ends a desk that waits for nothing with exit code 0", async (signal) => {
    started = startDesk(["--host", "browser", "--json"], { SONGPHASA_HOME: await newFolder() });
    await started.line;
    started.child.kill(signal);
    expect(await started.ended).toMatchObject({ code: 0, words: "" });
  });
});
