import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { must, newsroom, story, writer } from "./own-library.ts";

const { folder, open } = newsroom();
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }
});

/** Another process that opens the library and says whether it may write. */
async function opener(holder: string): Promise<{ child: ChildProcess; writes: boolean }> {
  const script = `import { openLibrary } from ${JSON.stringify(path.resolve("electron/library/library.ts"))};
    const opened = await openLibrary(${JSON.stringify(folder())}, { holder: ${JSON.stringify(holder)} });
    console.log(opened.value.readOnly ? "reads" : "writes"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [said] = await once(child.stdout, "data");
  return { child, writes: String(said).startsWith("writes") };
}

test("of processes that open a library at once, exactly one writes", async () => {
  const all = await Promise.all(["ໂຕະຂ່າວ 1", "ໂຕະຂ່າວ 2", "ໂຕະຂ່າວ 3", "ໂຕະຂ່າວ 4"].map(opener));
  expect(all.filter(({ writes }) => writes)).toHaveLength(1);
});

test("a killed process leaves a lock that several take over at once: exactly one of them gets it", async () => {
  const first = await opener("ໂຕະຂ່າວ");
  const gone = once(first.child, "exit");
  first.child.kill("SIGKILL");
  await gone;
  const all = await Promise.all(["ຄົນໜຶ່ງ", "ຄົນສອງ", "ຄົນສາມ"].map(opener));
  expect(all.filter(({ writes }) => writes)).toHaveLength(1);
  expect((await readdir(folder())).filter((name) => name.startsWith(".lock"))).toEqual([".lock"]);
});

test("a library that is open elsewhere is read here, with the holder's name, and every change is refused", async () => {
  const first = await opener("ນາງ ຄຳຫລ້າ, Songphasa");
  expect(first.writes).toBe(true);
  const desk = await open();
  expect([desk.readOnly, desk.holder]).toEqual([true, "ນາງ ຄຳຫລ້າ, Songphasa"]);
  const locked = { ok: false, error: { code: "locked", values: { holder: "ນາງ ຄຳຫລ້າ, Songphasa" } } };
  const { settings, rev } = desk.settings();
  expect(await desk.create(story("ຂ່າວ"), writer)).toMatchObject(locked);
  expect(await desk.saveSettings(rev, settings)).toMatchObject(locked);
  expect(await desk.emptyTrash(writer)).toMatchObject(locked);
  expect(await desk.dismiss("quarantine/x.reason.json")).toMatchObject(locked);
});

const lockFile = () => path.join(folder(), ".lock");
const held = (change: object) =>
  JSON.stringify({ pid: process.pid, started: "1 long-ago", host: hostname(), holder: "ຄົນເກົ່າ", nonce: "n", ...change });

test.each([
  ["whose number another process has now", () => held({})],
  ["from before the machine was started anew", () => held({ pid: 1, started: "5 another-boot" })],
  ["that a crash cut short", () => '{ "pid": 1'],
  ["that is empty", () => ""],
])("a lock of a process %s is taken over", async (_what, text) => {
  await mkdir(folder(), { recursive: true });
  await writeFile(lockFile(), text());
  expect((await open()).readOnly).toBe(false);
});

test("a lock of another machine stands, unless it is this very desk under a new name", async () => {
  await mkdir(folder(), { recursive: true });
  await writeFile(lockFile(), held({ host: "laptop-of-somebody", desk: "01JDESK" }));
  const other = await open({ desk: "01JOTHER" });
  expect([other.readOnly, other.holder]).toEqual([true, "ຄົນເກົ່າ"]);
  expect((await open({ desk: "01JDESK" })).readOnly).toBe(false);
});

test("a desk that closes gives back its own lock and no other", async () => {
  const desk = await open();
  must(await desk.create(story("ຂ່າວ"), writer));
  await writeFile(lockFile(), held({ nonce: "somebody else's" }));
  await desk.close();
  expect(await readFile(lockFile(), "utf8")).toContain("somebody else's");
});
