/**
 * What git's own programs say to a hub over HTTPS (`gitprotocol-http`): which branches it has, a pack of what is
 * wanted, and branches moved from where they are expected to where they shall be.
 */
import { isMoment } from "../git/git-files.ts";
import { hubReason } from "../git/hub-words.ts";
import type { Moment } from "../remote.ts";
import { fail } from "../sync-error.ts";
import type { Line } from "./https-line.ts";
import { bandsOf, DETAILS, END, lineOf, type Packet, packet, packets } from "./packet-lines.ts";

/** Bytes that a list of branches may have; a pack; and what is said of a push. */
const LIST_LIMIT = 16 * 1024 * 1024;
const PACK_LIMIT = 512 * 1024 * 1024;
const SAID_LIMIT = 1024 * 1024;

export const NOTHING = "0".repeat(40);

export interface Branches {
  readonly heads: ReadonlyMap<string, Moment>;
  readonly abilities: ReadonlySet<string>;
}

export interface WantedPack {
  readonly wants: readonly Moment[];
  /** What stands here with all that it follows. */
  readonly haves: readonly Moment[];
  /** Without what they follow. */
  readonly alone?: boolean;
  /** Those of `haves` that stand here alone. */
  readonly aloneHere?: readonly Moment[];
  /** Without files, which are asked for one by one. */
  readonly withoutFiles?: boolean;
}

/** A branch to be moved: refused where it doesn't stand at `from`. */
export interface Move {
  readonly branch: string;
  readonly from: Moment | null;
  readonly to: Moment;
}

export interface HubProtocol {
  /** How it is named to people. */
  readonly url: string;
  /** `push`: as to whoever may write there. */
  branches(forWhat: "fetch" | "push"): Promise<Branches>;
  /** The pack's bytes, not looked at yet. */
  pack(wanted: WantedPack): Promise<Buffer>;
  /** A pack of some objects by their hashes; null where the hub doesn't give those. */
  objects(hashes: readonly string[]): Promise<Buffer | null>;
  /** Of each branch whether it was moved; else what the hub said, in its words. */
  push(moves: readonly Move[], pack: Uint8Array): Promise<ReadonlyMap<string, string | null>>;
}

export function hubProtocol(line: Line, url: string): HubProtocol {
  const post = (service: string, bytes: readonly Uint8Array[], limit: number, protocol?: string) =>
    line.ask({
      place: `/git-${service}`,
      sends: { type: `application/x-git-${service}-request`, bytes },
      answers: `application/x-git-${service}-result`,
      limit,
      ...(protocol !== undefined && { protocol }),
    });
  /** The bytes of a pack behind the lines in front of it. */
  const packIn = (answer: Buffer): Buffer => {
    const lines = packets(answer, url);
    for (const one of lines) {
      if (one === "end") continue;
      const said = lineOf(one);
      if (one[0] !== undefined && one[0] <= 3) return bandsOf(withFirst(one, lines), url).bytes;
      if (said.startsWith("ERR ")) fail(hubReason(said), { hub: url });
    }
    return fail("hub-away", { hub: url });
  };
  return {
    url,
    async branches(forWhat) {
      const service = forWhat === "fetch" ? "upload-pack" : "receive-pack";
      const answer = await line.ask({
        place: `/info/refs?service=git-${service}`,
        answers: `application/x-git-${service}-advertisement`,
        limit: LIST_LIMIT,
      });
      const heads = new Map<string, Moment>();
      let abilities: ReadonlySet<string> = new Set<string>();
      for (const one of packets(answer, url)) {
        if (one === "end") continue;
        const said = lineOf(one);
        if (said.startsWith("#")) continue;
        if (said.startsWith("ERR ")) fail(hubReason(said), { hub: url });
        const [head = "", able] = said.split("\0");
        if (able !== undefined) abilities = new Set(able.trim().split(" "));
        const [moment = "", name = ""] = head.split(" ");
        if (isMoment(moment) && name.startsWith("refs/heads/")) heads.set(name, moment);
      }
      // Hashes of another kind are no hub's that other desks can use.
      for (const able of abilities)
        if (able.startsWith("object-format=") && able !== "object-format=sha1") fail("hub-foreign", { hub: url });
      return { heads, abilities };
    },
    async pack({ wants, haves, alone, aloneHere = [], withoutFiles }) {
      const abilities = ["side-band-64k", "ofs-delta", ...(withoutFiles ? ["filter"] : [])].join(" ");
      const asked = [
        ...wants.map((want, at) => packet(`want ${want}${at === 0 ? ` ${abilities}` : ""}\n`)),
        ...aloneHere.map((one) => packet(`shallow ${one}\n`)),
        ...(alone ? [packet("deepen 1\n")] : []),
        ...(withoutFiles ? [packet("filter blob:none\n")] : []),
        END,
        ...haves.map((have) => packet(`have ${have}\n`)),
        packet("done\n"),
      ];
      return packIn(await post("upload-pack", asked, PACK_LIMIT));
    },
    async objects(hashes) {
      const wants = hashes.map((hash) => packet(`want ${hash}\n`));
      const asked = [packet("command=fetch\n"), DETAILS, ...wants, packet("done\n"), END];
      const answer = await post("upload-pack", asked, PACK_LIMIT, "version=2");
      const lines = packets(answer, url);
      for (const one of lines) {
        if (one === "end") continue;
        if (lineOf(one) === "packfile") return bandsOf(lines, url).bytes;
        // It speaks the older one alone, or says that it won't.
        return null;
      }
      return null;
    },
    async push(moves, pack) {
      const asked = moves.map(({ branch, from, to }, at) =>
        packet(`${from ?? NOTHING} ${to} ${branch}${at === 0 ? "\0report-status side-band-64k" : ""}\n`),
      );
      const answer = await post("receive-pack", [...asked, END, pack], SAID_LIMIT);
      const { bytes, says } = bandsOf(packets(answer, url), url);
      const told = new Map<string, string | null>();
      for (const one of packets(bytes, url)) {
        if (one === "end") continue;
        const said = lineOf(one);
        const [what = "", branch = "", ...why] = said.split(" ");
        if (what === "unpack" && said !== "unpack ok") {
          const reason = hubReason(`${says}\n${said}`);
          // It could not put there what it was let in with.
          fail(reason === "hub-away" ? "hub-full" : reason, { hub: url });
        }
        if (what === "ok") told.set(branch, null);
        if (what === "ng") told.set(branch, why.join(" "));
      }
      for (const { branch } of moves) if (!told.has(branch)) fail("hub-away", { hub: url });
      return told;
    },
  };
}

function* withFirst(first: Packet, rest: Iterable<Packet>): Generator<Packet> {
  yield first;
  yield* rest;
}
