/** The library shared with other desks through a hub, as the window sees and steers it. */
import { z } from "zod";
import { ArticleId, Instant } from "../article/article.ts";
import { Empty, ErrorValue } from "./parts.ts";

/** A path, or an address, as a person types it. */
const Typed = z.string().trim().min(1).max(1000);

/** How a desk is let in. The token goes to the desk and is never told back; left out, the one that is kept stays. */
const access = {
  token: z
    .string()
    .trim()
    .min(1)
    .max(16 * 1024)
    .optional(),
  keyFile: Typed.optional(),
  caFile: Typed.optional(),
} as const;

/** A hub as a person gives it: a folder, `https://…` or `ssh://…`. */
export const TypedHub = z.strictObject({ address: Typed, ...access });
export type TypedHub = z.infer<typeof TypedHub>;

/** Which pictures of a shared library come by themselves: all, once the words went, or those of what is opened. */
export const Fetches = z.enum(["all", "opened"]);
export type Fetches = z.infer<typeof Fetches>;

const Counted = z.object({ at: Instant, count: z.int() }).nullable();

export const SharingState = z.object({
  /** Null where the library is this desk's alone. */
  hub: z
    .object({
      address: z.string(),
      /** The desk keeps a token for it. */
      token: z.boolean(),
      keyFile: z.string().nullable(),
      caFile: z.string().nullable(),
    })
    .nullable(),
  /** How other desks call this one. */
  deskName: z.string(),
  onlyWhenAsked: z.boolean(),
  fetches: Fetches,
  /** A run is under way. */
  running: z.boolean(),
  /** When the hub answered last, since the desk was opened. */
  heard: Instant.nullable(),
  /** The last run that sent something, and that received something, with how much. */
  sent: Counted,
  received: Counted,
  /** Stories, and other things, that were changed here and are not sent yet. */
  waiting: z.int(),
  /** What couldn't be told or taken; each is tried again. */
  held: z.int(),
  /** Pictures that are not sent yet, and that are to come by themselves and haven't. */
  pictures: z.int(),
  /** What two desks set differently in the settings or in a template, and nobody has settled. */
  apart: z.int(),
  /** When the hub was found to be set back to an earlier state; null where it wasn't, or that was seen. */
  setBack: Instant.nullable(),
  /** The same of the library here: it stood behind what this desk had sent, and took that again. */
  tookBack: Instant.nullable(),
  /** Why the last run failed; null after one that didn't. */
  problem: ErrorValue.nullable(),
});
export type SharingState = z.infer<typeof SharingState>;

/** What a file of the shared library is to people. `gone`: it is no longer there. */
export const SharedThing = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("story"),
    id: ArticleId,
    headline: z.object({ lo: z.string(), en: z.string() }),
    gone: z.boolean(),
  }),
  z.object({ kind: z.literal("template"), name: z.string() }),
  z.object({ kind: z.enum(["settings", "publication", "other"]) }),
]);
export type SharedThing = z.infer<typeof SharedThing>;

export const SharingList = z.object({
  /** What came, the newest first, and from whom; empty where nobody said a name. */
  came: z.array(z.object({ at: Instant, by: z.string(), what: SharedThing })),
  /** Changed here and not sent yet. */
  waits: z.array(z.object({ at: Instant, what: SharedThing })),
  /** What couldn't be told or taken, and why. */
  held: z.array(z.object({ what: SharedThing, error: ErrorValue.nullable() })),
  /** What two desks set differently: whose value stands, and what the others set. `stands`: -1 for none of them. */
  apart: z.array(
    z.object({
      template: z.object({ id: ArticleId, name: z.string() }).nullable(),
      card: z.string(),
      part: z.string(),
      sides: z.array(z.object({ value: z.unknown(), by: z.string() })),
      stands: z.int(),
    }),
  ),
  /** Pictures that are not sent or not fetched yet. */
  pictures: z.int(),
});
export type SharingList = z.infer<typeof SharingList>;

/** A story that is open at another desk: a hint, never a lock. */
export const OpenElsewhere = z.object({
  story: ArticleId,
  /** The desk's id, and how it is called. */
  desk: z.string(),
  deskName: z.string(),
  /** Who sits there, and their key in the settings where they are one of the library's people. */
  by: z.string(),
  person: z.string().nullable(),
  /** When it was last heard that it is. */
  heard: Instant,
});
export type OpenElsewhere = z.infer<typeof OpenElsewhere>;

export const sharingContract = {
  "sharing.state": { request: Empty, answer: SharingState },
  "sharing.list": { request: Empty, answer: SharingList },
  /**
   * Speaks with a hub and changes nothing. `empty`: a library can be shared there; `this`: the one that is open is
   * shared there; `other`: another one is, which can be joined. `carrier`: what speaks with it, the system's git or
   * what the app brings along for `https://`.
   */
  "sharing.test": {
    request: TypedHub,
    answer: z.object({
      holds: z.enum(["empty", "this", "other"]),
      name: z.string().nullable(),
      carrier: z.enum(["git", "own"]),
    }),
  },
  /** Makes an empty hub in a folder, chosen as in `host.chooseFolder`; null where none was chosen. */
  "sharing.makeHub": {
    request: z.strictObject({ path: Typed.optional() }),
    answer: z.object({ address: z.string().nullable() }),
  },
  /** Shares the open library at an empty hub, and sends all of it. */
  "sharing.begin": { request: TypedHub, answer: SharingState },
  /**
   * Makes a library of a shared one in an empty folder, chosen before for `library`; `library.use` opens it. `backup`: the
   * file of a backup of that library, whose content isn't fetched. `sharing.cancel` gives it up.
   */
  "sharing.join": {
    request: z.strictObject({ hub: TypedHub, path: Typed, backup: Typed.optional() }),
    answer: z.object({ path: z.string() }),
  },
  /** Forgets the hub; the library stays whole, and alone. */
  "sharing.stop": { request: Empty, answer: SharingState },
  /** Sends and receives now. */
  "sharing.run": { request: Empty, answer: SharingState },
  /** Takes one side of what two desks set differently; `template` is null for the settings. */
  "sharing.settle": {
    request: z.strictObject({
      template: ArticleId.nullable(),
      card: z.string().max(100),
      side: z.int().min(0).max(100),
    }),
    answer: SharingState,
  },
  /** Somebody has read that the hub was set back, or the library here. */
  "sharing.seen": {
    request: z.strictObject({ what: z.enum(["setBack", "tookBack"]) }),
    answer: SharingState,
  },
  /** Gives up the run under way; the next one goes on from there. */
  "sharing.cancel": { request: Empty, answer: SharingState },
  /** Which stories are open at other desks, as far as was heard in the last hour. */
  "sharing.presence": { request: Empty, answer: z.object({ elsewhere: z.array(OpenElsewhere) }) },
  /**
   * A window has a story open, or none any more. It says so again each minute: one that isn't heard of for some minutes
   * has none. Other desks are told with the next run, which is soon unless only asked ones are wanted.
   */
  "sharing.opened": {
    request: z.strictObject({ window: z.string().min(1).max(64), story: ArticleId.nullable() }),
    answer: Empty,
  },
  /** The window saw that there is a line again: the hub is asked soon. */
  "sharing.online": { request: Empty, answer: Empty },
  /** How this desk is let in at its hub; what is null is given up. */
  "sharing.access": {
    request: z.strictObject({
      token: access.token.nullable(),
      keyFile: access.keyFile.nullable(),
      caFile: access.caFile.nullable(),
    }),
    answer: SharingState,
  },
  "sharing.remember": {
    request: z.strictObject({
      onlyWhenAsked: z.boolean().optional(),
      fetches: Fetches.optional(),
      deskName: z.string().trim().min(1).max(80).optional(),
    }),
    answer: SharingState,
  },
} as const;
