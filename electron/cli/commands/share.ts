import path from "node:path";
import { ulid } from "ulid";
import { z } from "zod";
import { deskError } from "../../../shared/errors.ts";
import { remembering } from "../../desk/remembered.ts";
import { sharerOf } from "../../desk/sharer.ts";
import { userFolder } from "../../desk/user-folder.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { readPlainFile } from "../../disk/plain-file.ts";
import { lockedOut } from "../../library/files/lock.ts";
import type { Library } from "../../library/library.ts";
import { setApart } from "../../sync/set-apart.ts";
import {
  beginSharing,
  type GivenHub,
  joinSharing,
  makeHub,
  type Sharer,
  type Synced,
  stopSharing,
  syncNow,
} from "../../sync/share.ts";
import { command, flag, onLibrary, text } from "../command.ts";
import { print } from "../print.ts";
import { must, Refused } from "../refused.ts";
import { ask, withDesk } from "../with-desk.ts";

const json = flag("--json", "the bare answer as JSON");
const hubOptions = {
  tokenFile: text("--token-file <file>", "a file with the token, for https:// hubs"),
  keyFile: text("--key-file <file>", "a private key's file, for ssh:// hubs"),
  ca: text("--ca <file>", "the office's own certificate authority, a PEM file"),
} as const;

/** Bytes that a token may have. */
const TOKEN_LIMIT = 16 * 1024;

async function tokenIn(given: string): Promise<string> {
  const file = path.resolve(given);
  try {
    return (await readPlainFile(file, TOKEN_LIMIT)).toString("utf8").trim();
  } catch (error) {
    if (isMissing(error)) throw new Refused(deskError("file-not-there", { path: file }));
    if (isDiskError(error)) throw new Refused(diskError(error, file));
    throw error;
  }
}

async function hubOf(
  address: string,
  given: {
    readonly tokenFile?: string | undefined;
    readonly keyFile?: string | undefined;
    readonly ca?: string | undefined;
  },
): Promise<GivenHub> {
  const { tokenFile, keyFile, ca } = given;
  const token = tokenFile === undefined ? undefined : await tokenIn(tokenFile);
  return { address, token, keyFile, caFile: ca };
}

/** This desk, as others see it. */
async function sharer(): Promise<Sharer> {
  const home = userFolder();
  const kept = await remembering(home);
  if (kept.now().desk === "") {
    const problem = await kept.keep({ desk: ulid() });
    if (problem) throw new Refused(problem);
  }
  return sharerOf(home, kept.now());
}

async function tell(library: Library, synced: Synced, asJson: boolean | undefined): Promise<void> {
  if (asJson) print(JSON.stringify(synced));
  else {
    const { sent, received, merged, held, setBack, tookBack } = synced;
    print(`${sent} sent, ${received} received, ${merged} of them changed on both sides`);
    if (setBack)
      print(
        "the hub stood behind what this desk had sent: it was restored from an old backup, or rewritten. What is here was sent again; let every desk run sync once",
      );
    if (tookBack)
      print(
        "the library here stood behind what this desk had sent: it was restored from a backup, or lost files. What it lacked came back from the hub; where you wrote on an older text, the story holds both, to be settled",
      );
    for (const { path: file, error } of held) print(`  waits: ${file} (${error.message})`);
    for (const { template, card, stands } of await setApart(library)) {
      const values = card.sides.map(({ value, by }, side) => {
        const words = `${JSON.stringify(value)}${by === "" ? "" : ` (${by})`}`;
        return side === stands ? `${words}, which stands` : words;
      });
      const place = template ? `${template.name}: ${card.part}` : card.part;
      print(`  set differently by two desks: ${place}: ${values.join("; ")}. Choose in the window, under what came`);
    }
  }
  if (synced.held.length > 0) process.exitCode = 1;
}

export const hubCreateCommand = command({
  name: "hub create",
  usage: "<dir>",
  about: "make an empty hub in a folder that all desks reach: on a share, on a stick",
  takes: z.tuple([z.string()]),
  options: { json },
  async run([dir], given) {
    const folder = path.resolve(dir);
    must(await makeHub(folder, userFolder()));
    print(given.json ? JSON.stringify({ path: folder }) : folder);
  },
});

export const shareInitCommand = command({
  name: "share init",
  usage: "<hub>",
  about: "share the library at an empty hub: a folder, https://… or ssh://…",
  takes: z.tuple([z.string()]),
  options: { ...onLibrary, ...hubOptions },
  async run([address], given) {
    const hub = await hubOf(address, given);
    await withDesk(given, async (opened, cut) => {
      const library = opened.library();
      if (library.readOnly) throw new Refused(lockedOut(library));
      await tell(library, must(await beginSharing(library, hub, await sharer(), cut)), given.json);
    });
  },
});

const HOLDS = {
  empty: "is empty: this library can be shared there",
  this: "has this library",
  other: "has another library, which can be joined",
} as const;
const CARRIERS = { git: "the system's git", own: "what the app brings along" } as const;

export const shareTestCommand = command({
  name: "share test",
  usage: "<hub>",
  about: "ask a hub what it holds, whether this desk may write there, and what speaks with it",
  takes: z.tuple([z.string()]),
  options: { ...onLibrary, ...hubOptions },
  async run([address], given) {
    const hub = await hubOf(address, given);
    await withDesk(given, async ({ desk }) => {
      const found = await ask(desk, "sharing.test", hub);
      if (given.json) return print(JSON.stringify(found));
      print(`${address} ${HOLDS[found.holds]}${found.name === null ? "" : ` (${found.name})`}`);
      print(`carried by ${CARRIERS[found.carrier]}`);
    });
  },
});

export const shareJoinCommand = command({
  name: "share join",
  usage: "<hub> <dir>",
  about: "make a library of one that is shared, in an empty folder",
  takes: z.tuple([z.string(), z.string()]),
  options: {
    json,
    ...hubOptions,
    backup: text("--backup <file>", "a backup of that library: only what is newer is fetched"),
  },
  async run([address, dir], given) {
    const folder = path.resolve(dir);
    const who = await sharer();
    must(await joinSharing(folder, await hubOf(address, given), who, undefined, { backup: given.backup }));
    await withDesk({ library: folder, json: given.json }, async (opened, cut) => {
      await tell(opened.library(), must(await syncNow(opened.library(), who, cut)), given.json);
    });
  },
});

export const shareStopCommand = command({
  name: "share stop",
  usage: "",
  about: "forget the hub; the library stays whole, and alone",
  takes: z.tuple([]),
  options: onLibrary,
  async run(_, given) {
    await withDesk(given, async (opened) => {
      must(await stopSharing(opened.library(), await sharer()));
      print(given.json ? "{}" : "the library stands alone now");
    });
  },
});

export const syncCommand = command({
  name: "sync",
  usage: "",
  about: "send what changed here to the hub, and take what others sent",
  takes: z.tuple([]),
  options: {
    ...onLibrary,
    once: flag("--once", "one run, then the end (as without it)"),
    tokenFile: hubOptions.tokenFile,
  },
  async run(_, given) {
    const token = given.tokenFile === undefined ? undefined : await tokenIn(given.tokenFile);
    await withDesk(given, async (opened, cut) => {
      const library = opened.library();
      if (library.readOnly) throw new Refused(lockedOut(library));
      await tell(library, must(await syncNow(library, { ...(await sharer()), token }, cut)), given.json);
    });
  },
});
