/** A file that comes in over the browser host: how fast, whether time grows with the size, and how long anyone else waits meanwhile. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import { serveDesk } from "../../electron/hosts/browser.ts";
import { milliseconds, tableOf } from "./machine.ts";
import { openAt } from "./measured-desk.ts";

const PAGE = path.join(import.meta.dirname, "../fixtures/kpl-article-lo.txt");
const MEGABYTES = [2.5, 5, 10];
/** Of the desk's thread, in milliseconds, while 10 MB come in. */
const LONGEST = 50;
/** Twice the size may take so many times as long: a square would take four times. */
const MOST_GROWTH = 3;

/** The longest time in which the desk's thread looked at nothing else, from now until `stop`. */
function watchBlocks(): { stop(): number } {
  let longest = 0;
  /** Milliseconds that the thread itself worked: on a busy machine others work in between. */
  const worked = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let last = worked();
  let on = true;
  const look = async (): Promise<void> => {
    while (on) {
      await breathe();
      const now = worked();
      longest = Math.max(longest, now - last);
      last = now;
    }
  };
  void look();
  return {
    stop() {
      on = false;
      return longest;
    },
  };
}

/** Whether both limits hold. */
export async function intakeOfDesk(print: (line: string) => void): Promise<boolean> {
  const paragraphs = (await readFile(PAGE, "utf8")).split("\n").filter((line) => line.length > 80);
  const piece = `${paragraphs.join("\n")}\n`;
  const folder = await mkdtemp(path.join(tmpdir(), "songphasa-intake-"));
  const place = { library: path.join(folder, "library"), home: path.join(folder, "home"), aside: folder };
  const opened = await openAt(place);
  const served = await serveDesk({ desk: opened.desk, rendererFolder: folder, port: 0 });
  const call = async (name: string, body: string): Promise<{ ok: boolean; value: { token: string } }> => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${served.token}` };
    const answer = await fetch(`http://127.0.0.1:${served.port}/api/${name}`, { method: "POST", headers, body });
    return (await answer.json()) as { ok: boolean; value: { token: string } };
  };
  const rows = [["megabytes", "read", "taken", "megabytes a second", "longest block of the desk's thread"]];
  let holds = true;
  let before = 0;
  try {
    // The thread is there, and has read something, before anything is measured.
    await call("import.read", JSON.stringify({ name: "first.txt", data: Buffer.from(piece).toString("base64") }));
    for (const size of MEGABYTES) {
      const text = `ຂ່າວ\n${piece.repeat(Math.floor((size * 1e6) / Buffer.byteLength(piece)))}`;
      const body = JSON.stringify({ name: "large.txt", data: Buffer.from(text).toString("base64") });
      const blocks = watchBlocks();
      const from = performance.now();
      const read = await call("import.read", body);
      const between = performance.now();
      const taken = await call("import.take", JSON.stringify({ token: read.value.token, story: 0 }));
      const took = performance.now() - from;
      const longest = blocks.stop();
      if (!read.ok || !taken.ok) throw new Error("The file did not come in.");
      if (longest > LONGEST || (before > 0 && took / before > MOST_GROWTH)) holds = false;
      before = took;
      const speed = (size / (took / 1000)).toFixed(1);
      rows.push([
        String(size),
        milliseconds(between - from),
        milliseconds(took - (between - from)),
        speed,
        milliseconds(longest),
      ]);
    }
  } finally {
    await served.close();
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  }
  for (const line of tableOf(rows)) print(line);
  print(
    `Nobody waits longer than ${LONGEST} ms, and twice the size takes ${MOST_GROWTH} times as long at most${holds ? "." : ": missed."}`,
  );
  return holds;
}
