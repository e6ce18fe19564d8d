/** Files that come in over the browser host: how fast, whether time grows with the size, and how long anyone else waits meanwhile. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import { serveDesk } from "../../electron/hosts/browser.ts";
import { paragraph, run, wordFile } from "../electron/exchange/word/word-file.ts";
import type { FromClient, ToClient } from "./intake-client.ts";
import { isBusy, milliseconds, tableOf } from "./machine.ts";
import { openAt } from "./measured-desk.ts";

const PAGE = path.join(import.meta.dirname, "../fixtures/kpl-article-lo.txt");
const CLIENT = path.join(import.meta.dirname, "intake-client.ts");
const MEGABYTES = [2.5, 5, 10];
/** Asked before the benches themselves make it so. */
const wasBusy = isBusy();
/** Of the desk's thread, in milliseconds, while 10 MB come in. */
const LONGEST = 50;
/** Twice the size may take so many times as long: a square would take four times. */
const MOST_GROWTH = 3;

interface Kind {
  readonly name: string;
  readonly file: string;
  readonly head: string;
  /** Repeated until the file is as large as it should be. */
  readonly piece: string;
  readonly whole: (text: string) => Uint8Array;
}

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

async function answerOf(client: ChildProcess): Promise<FromClient> {
  const [told] = (await once(client, "message")) as [FromClient];
  if ("failed" in told) throw new Error(told.failed);
  return told;
}

const tell = (client: ChildProcess, message: ToClient) => client.send(message);

/** Whether both limits hold. */
export async function intakeOfDesk(print: (line: string) => void): Promise<boolean> {
  const paragraphs = (await readFile(PAGE, "utf8")).split("\n").filter((line) => line.length > 80);
  const bytes = (text: string): Uint8Array => Buffer.from(text);
  const kinds: readonly Kind[] = [
    { name: "text", file: "large.txt", head: "ຂ່າວ\n", piece: `${paragraphs.join("\n")}\n`, whole: bytes },
    {
      name: "HTML",
      file: "large.html",
      head: "<!doctype html><title>ຂ່າວ</title><h1>ຂ່າວ</h1>",
      piece: paragraphs.map((text) => `<p>${text}</p>\n`).join(""),
      whole: bytes,
    },
    {
      // So many megabytes unpacked: packed it is a small part of that.
      name: "docx, unpacked",
      file: "large.docx",
      head: paragraph("ຂ່າວ"),
      piece: paragraphs.map((text) => paragraph(run(text))).join(""),
      whole: (body) => wordFile({ body }),
    },
  ];
  const folder = await mkdtemp(path.join(tmpdir(), "songphasa-intake-"));
  const place = { library: path.join(folder, "library"), home: path.join(folder, "home"), aside: folder };
  const opened = await openAt(place);
  const served = await serveDesk({ desk: opened.desk, rendererFolder: folder, port: 0 });
  const client = () => fork(CLIENT, [String(served.port), served.token]);
  const [bringer, knocker] = [client(), client()];
  const rows = [
    [
      "what",
      "megabytes",
      "read",
      "taken",
      "megabytes a second",
      "desk's thread at a stretch",
      "other call by the clock",
    ],
  ];
  let holds = true;
  try {
    // The thread is there, and has read something, before anything is measured.
    const first = path.join(folder, "first.txt");
    await writeFile(first, kinds[0]?.piece ?? "");
    tell(bringer, { do: "bring", file: first, name: "first.txt" });
    await answerOf(bringer);
    for (const { name, file, head, piece, whole } of kinds) {
      let before = 0;
      for (const size of MEGABYTES) {
        const large = path.join(folder, file);
        await writeFile(large, whole(head + piece.repeat(Math.floor((size * 1e6) / Buffer.byteLength(piece)))));
        const blocks = watchBlocks();
        tell(knocker, { do: "knock" });
        tell(bringer, { do: "bring", file: large, name: file });
        const brought = await answerOf(bringer);
        tell(knocker, { do: "stop" });
        const knocked = await answerOf(knocker);
        const longest = blocks.stop();
        if (!("read" in brought && "longest" in knocked))
          throw new Error("The clients answered each other's question.");
        const took = brought.read + brought.taken;
        if (longest > LONGEST || (knocked.longest > LONGEST && !wasBusy) || (before > 0 && took / before > MOST_GROWTH))
          holds = false;
        before = took;
        rows.push([
          name,
          String(size),
          milliseconds(brought.read),
          milliseconds(brought.taken),
          (size / (took / 1000)).toFixed(1),
          milliseconds(longest),
          milliseconds(knocked.longest),
        ]);
      }
    }
  } finally {
    bringer.kill();
    knocker.kill();
    await served.close();
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  }
  for (const line of tableOf(rows)) print(line);
  if (wasBusy) print("Other programs use this machine now: by the clock another call waits longer than for the desk.");
  print(
    `The desk's thread is busy for ${LONGEST} ms of processor time at a stretch at most, another call waits ${LONGEST} ms at most where the machine has nothing else to do, and twice the size takes ${MOST_GROWTH} times as long at most${holds ? "." : ": missed."}`,
  );
  return holds;
}
