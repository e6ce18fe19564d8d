/**
 * On a disk of its own that is really full: a desk speaks with its hub while the desk's copy of the hub, the library or
 * the hub has no room, and again once there is some. Run in a mount namespace of its own. Prints what came of each.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Library, openLibrary } from "../../../electron/library/library.ts";
import { beginSharing, joinSharing, makeHub, type Sharer, syncNow } from "../../../electron/sync/share.ts";
import { must, storyWithText, writer } from "../library/stories.ts";

const [room = ""] = process.argv.slice(2);
const disk = path.join(room, "disk");

export interface Tried {
  readonly what: "copy" | "library" | "hub";
  /** What the run said while the disk was full, and what it names. */
  readonly reason: string;
  readonly said: string;
  /** Stories that were whole here then, and that the other desk had once there was room. */
  readonly here: number;
  readonly there: number;
}

function fill(): () => void {
  const filler = path.join(disk, "filler");
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(filler, Buffer.alloc(bavail * bsize));
  return () => rmSync(filler);
}

/** Folders of a try: the one that it is about stands on the small disk. */
const places = (what: Tried["what"]) => {
  const at = (name: Tried["what"] | "other") => path.join(name === what ? disk : room, `${what}-${name}`);
  return { home: at("copy"), library: at("library"), hub: at("hub"), other: at("other") };
};

/** A text that no disk of a few bytes takes. */
const long = (headline: string) => {
  const made = storyWithText(headline);
  const { lo } = made.versions;
  const text = Array.from({ length: 4000 }, (_, at) => `ຄຳທີ ${at * 7919}`).join(" ");
  const content = [{ type: "paragraph", attrs: { id: "block1", row: "row1" }, content: [{ type: "text", text }] }];
  return { ...made, versions: { ...made.versions, lo: lo && { ...lo, body: { type: "doc", content } } } };
};

async function attempt(what: Tried["what"]): Promise<Tried> {
  const { home, library: folder, hub, other } = places(what);
  const sharer: Sharer = { home, desk: "01JDESKVIENTIANE", by: "ນາງ ຄຳຫລ້າ" };
  const second: Sharer = { home: `${other}-home`, desk: "01JDESKPAKSE", by: "ທ້າວ ສົມສັກ" };
  must(await makeHub(hub, sharer.home));
  mkdirSync(folder, { recursive: true });
  const opened: Library[] = [];
  try {
    const library = must(await openLibrary(folder, { desk: sharer.desk, pause: 60_000 }));
    opened.push(library);
    must(await library.create(storyWithText("ຂ່າວກ່ອນດິສເຕັມ"), writer));
    must(await beginSharing(library, { address: hub }, sharer));
    must(await joinSharing(other, { address: hub }, second));
    const there = must(await openLibrary(other, { desk: second.desk, pause: 60_000 }));
    opened.push(there);
    must(await there.create(long("ຂ່າວຈາກປາກເຊ"), writer));
    must(await syncNow(there, second));
    if (what !== "library") must(await library.create(long("ຂ່າວຕອນດິສເຕັມ"), writer));
    const free = fill();
    const answer = await syncNow(library, sharer);
    const held = answer.ok ? answer.value.held.map(({ error }) => error) : [answer.error];
    const here = (await library.ids()).length;
    free();
    must(await syncNow(library, sharer));
    must(await syncNow(there, second));
    return {
      what,
      reason: held.map(({ reason }) => reason).join(" ") || "none",
      said: held.map(({ message }) => message).join(" "),
      here,
      there: Math.min((await there.ids()).length, (await library.ids()).length),
    };
  } finally {
    for (const one of opened) await one.close();
  }
}

mkdirSync(disk);
execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", disk]);
const tried: Tried[] = [];
for (const what of ["copy", "library", "hub"] as const) tried.push(await attempt(what));
process.stdout.write(JSON.stringify(tried));
