/** What a library does for itself while it is open: it mends, catches up and thins, in the background. */
import path from "node:path";
import { instantNow, isTimeZone, withZoneOffset } from "../../../shared/text/dates.ts";
import { isDiskError } from "../../disk/disk-error.ts";
import { flushFolder } from "../../disk/durable-file.ts";
import { fingerprint, readArticleFile } from "../files/article-file.ts";
import { alone } from "../files/ground.ts";
import { keepWorked } from "../history/keep-worked.ts";
import type { DoorParts } from "../kinds.ts";
import { noteOutsideChanges } from "./outside-changes.ts";

export interface Upkeep {
  /** Stops at the next step. */
  stop(): void;
  /** Resolves when nothing is under way any more. */
  stopped(): Promise<void>;
}

/** A zone's offset from UTC in milliseconds; none for a zone that this host doesn't know. */
export function zoneOffset(zone: string, now: string): number {
  if (!isTimeZone(zone)) return 0;
  const [, sign, hours = "0", minutes = "0"] = /([+-])(\d\d):(\d\d)$/.exec(withZoneOffset(now, zone)) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/**
 * What a session that ended by a crash or a power cut left undone: names that may not be flushed
 * yet, and the last states of the stories that it wrote, which it had no time to keep.
 */
export async function catchUp(parts: Omit<DoorParts, "heal">, stopped: () => boolean): Promise<void> {
  const { folder, history, log, pauses, turns, ladder } = parts;
  for (const place of ["", "articles", "history", "assets", "log"])
    await flushFolder(path.join(folder, place)).catch(() => undefined);
  for (const { id, at, by, print } of await log.lastSession()) {
    if (stopped()) return;
    const catchUpOne = () =>
      turns.inTurn(id, async () => {
        if (pauses.isBased(id)) return;
        const read = await readArticleFile(folder, id, ladder);
        // Another text is another program's, which is noted below.
        if (read.kind === "article" && fingerprint(read.text) === print)
          await history.keep(id, read.text, { at, by: by ?? "", why: "pause" });
      });
    await alone(parts.ground, catchUpOne);
  }
  await noteOutsideChanges(parts, stopped);
  parts.ground.hold();
  await log.compact();
}

/** Thins the history of every story, unless the clock is doubted. */
async function thinAll(parts: Omit<DoorParts, "heal">, zone: () => string, stopped: () => boolean): Promise<void> {
  const { history, turns } = parts;
  if (!(await parts.mayRemove())) return;
  const now = Date.now();
  const offset = zoneOffset(zone(), instantNow());
  for (const id of await history.ids()) {
    if (stopped()) return;
    await alone(parts.ground, () => turns.inTurn(id, () => history.thin(id, now, offset)));
  }
}

const DAY = 24 * 3_600_000;
/** How often the clock is looked at: a jump is seen before anything else goes by it. */
const HOUR = 3_600_000;
/** A start is busy enough without thinning. */
const SOON = 60_000;

/** `soon`: when history is thinned for the first time, in milliseconds from now. */
export function startUpkeep(
  parts: Omit<DoorParts, "heal">,
  zone: () => string,
  pause: number,
  soon: number = SOON,
): Upkeep {
  const { catalogue, pauses, turns } = parts;
  let over = false;
  const stopped = () => over;
  /** A bug in the background is told when the library closes. */
  let bug: unknown = null;
  /** A full or missing disk only puts upkeep off; it never disturbs the work. */
  const quietly = async (one: () => Promise<void>): Promise<void> => {
    try {
      await one();
    } catch (error) {
      if (!isDiskError(error)) bug ??= error;
    }
  };
  let work = quietly(async () => {
    await parts.mayRemove();
    await catalogue.complete();
    if (!over) await catchUp(parts, stopped);
  });
  const next = (one: () => Promise<void>): void => {
    work = work.then(() => quietly(one));
  };
  const ticking = setInterval(
    () => {
      for (const id of pauses.due()) next(() => turns.inTurn(id, () => keepWorked(parts, id)));
    },
    Math.min(30_000, Math.max(20, pause / 4)),
  );
  const thinning = setInterval(() => next(() => thinAll(parts, zone, stopped)), DAY);
  const first = setTimeout(() => next(() => thinAll(parts, zone, stopped)), soon);
  const looking = setInterval(() => next(async () => void (await parts.mayRemove())), HOUR);
  for (const timer of [ticking, thinning, first, looking]) timer.unref();
  return {
    stop() {
      over = true;
      for (const timer of [ticking, thinning, first, looking]) clearTimeout(timer);
    },
    async stopped() {
      await work;
      if (bug !== null) throw bug;
    },
  };
}
