/**
 * Which revisions of a story may go: all of today stay, then the last of each hour for a week, the
 * last of each day for a year. Published ones, pinned ones and the newest always stay. One that follows another and is
 * dated long before it was written by a clock that stood wrong: of those the last of each hour stays for as long as what
 * they follow does. Pure.
 */

export interface Thinnable {
  readonly rev: string;
  /** Larger than that of those it follows. */
  readonly n: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Went out, or is shared with another desk: never thinned. */
  readonly kept: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Those that are dated more than a day before one that they follow and whose own date stands between `since` and `now`. */
function misdated(revisions: readonly Thinnable[], since: number, now: number): ReadonlySet<Thinnable> {
  const found = new Set<Thinnable>();
  let [before, latest] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let n = Number.NEGATIVE_INFINITY;
  for (const one of [...revisions].sort((a, b) => a.n - b.n)) {
    if (one.n > n) [before, n] = [latest, one.n];
    if (one.at < before - DAY) found.add(one);
    if (one.at >= since && one.at <= now) latest = Math.max(latest, one.at);
  }
  return found;
}

/**
 * The revisions to remove. `offset` is the desk zone's from UTC in milliseconds, so that a day is the
 * newsroom's own. One dated ahead of `now` (a clock that ran backwards) counts as today's.
 */
export function thinned(revisions: readonly Thinnable[], now: number, offset: number): ReadonlySet<string> {
  const today = Math.floor((now + offset) / DAY);
  const newest = revisions.reduce<Thinnable | null>(
    (best, one) => (best === null || isLater(one, best) ? one : best),
    null,
  );
  /** The last of each hour or day. */
  const lastOf = new Map<string, Thinnable>();
  const wrong = misdated(revisions, (today - 364) * DAY - offset, now);
  const slotOf = (one: Thinnable): string | null => {
    const { at } = one;
    const day = Math.floor((at + offset) / DAY);
    if (day > today - 7 || wrong.has(one)) return `hour ${Math.floor((at + offset) / HOUR)}`;
    return day > today - 365 ? `day ${day}` : null;
  };
  const isToday = ({ at }: Thinnable): boolean => Math.floor((at + offset) / DAY) >= today;
  for (const one of revisions) {
    const slot = slotOf(one);
    const last = slot === null ? undefined : lastOf.get(slot);
    if (slot !== null && (!last || isLater(one, last))) lastOf.set(slot, one);
  }
  const staying = new Set([...lastOf.values()].map(({ rev }) => rev));
  return new Set(
    revisions
      .filter((one) => !(one.kept || one === newest || isToday(one) || staying.has(one.rev)))
      .map(({ rev }) => rev),
  );
}

const isLater = (a: Thinnable, b: Thinnable): boolean => a.at > b.at || (a.at === b.at && a.rev > b.rev);
