/**
 * What is due: ready, and the time that was set for it has come. The desk publishes nothing by itself; it says so when
 * the time comes and at each start, until somebody publishes it or puts the notice away.
 */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Summary } from "../../../shared/contract.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { desk } from "../../base/desk-client.ts";
import { libraryInfo } from "../../base/desk-state.ts";
import { pauseOf } from "../../base/pause.ts";
import { createStore } from "../../base/store.ts";
import { tell } from "../../base/tell.tsx";
import { timeCame } from "../../base/time-came.ts";
import { i18n } from "../../locale/index.ts";
import { publishNow } from "../publish-now.ts";
import { publishStories } from "../site/asked-stories.ts";

export interface DueLang {
  readonly id: string;
  readonly lang: Lang;
  readonly headline: string;
  /** When it was to go out. */
  readonly at: string;
}

/** The longest due first. */
export const due = createStore<readonly DueLang[]>([]);
/** What was put away: it is said again at the next start, or where another time was set. */
const putAway = createStore<ReadonlySet<string>>(new Set());
const nameOf = ({ id, lang, at }: DueLang): string => `${id} ${lang} ${at}`;

/** Of these stories, what is due at a moment. */
export function dueOf(stories: readonly Summary[], now: string): readonly DueLang[] {
  return stories
    .flatMap(({ id, headline, goesAt, source }) =>
      LANGS.flatMap((lang) => {
        const at = goesAt[lang];
        return at !== null && Date.parse(at) <= Date.parse(now)
          ? [{ id, lang, at, headline: headline[lang] || headline[source] }]
          : [];
      }),
    )
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** The next moment that one of these waits for; null where none does. */
export function nextMoment(stories: readonly Summary[], now: string): number | null {
  const ahead = stories
    .flatMap(({ goesAt }) => LANGS.flatMap((lang) => goesAt[lang] ?? []))
    .map((at) => Date.parse(at))
    .filter((at) => at > Date.parse(now));
  return ahead.length > 0 ? Math.min(...ahead) : null;
}

export const undismissed = (all: readonly DueLang[], away: ReadonlySet<string>): readonly DueLang[] =>
  all.filter((one) => !away.has(nameOf(one)));

export const dismissed = putAway;
export const dismissDue = (): void => putAway.set(new Set([...putAway.get(), ...due.get().map(nameOf)]));

/** Stories that are looked at; a newsroom has some dozens that wait. */
const MOST = 1000;
/** A burst of saves is looked at once, so many milliseconds after it. */
const REST = 1500;
/** A timer is set for no longer than this: a machine that slept looks at its clock again. */
const LONGEST = 60_000;

/** Follows the clock and the library from now on; the answer ends it. */
export function followDue(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  let next: number | null = null;
  const look = async () => {
    turn += 1;
    const mine = turn;
    // What waits first, then what is due: a time that comes between the two answers is in both, never in neither.
    const ahead = await desk.call("articles.list", { needs: "held", limit: MOST });
    const came = await desk.call("articles.list", { needs: "due", limit: MOST });
    if (mine !== turn || !came.ok || !ahead.ok) return;
    const now = instantNow();
    due.set(dueOf(came.value.items, now));
    next = nextMoment([...came.value.items, ...ahead.value.items], now);
    wait();
  };
  const wait = () => {
    clearTimeout(timer);
    if (next === null) return;
    timer = setTimeout(
      () => {
        if (next === null || Date.now() < next) return wait();
        timeCame.set(instantNow());
        void look();
      },
      Math.min(Math.max(next - Date.now(), 0) + 50, LONGEST),
    );
  };
  void look();
  const again = pauseOf(REST, () => void look());
  const leave = desk.subscribe((event) => {
    // A library that is still being read knows more of its stories at the end.
    const isRead = event.event === "progress" && event.task === "index" && event.done === event.total;
    if (isRead || event.event === "article.changed" || event.event === "library.changed") again.put();
  });
  return () => {
    turn = -1;
    clearTimeout(timer);
    again.stop();
    leave();
  };
}

/** Opens the dialog for what is due, to be looked at first. */
export const lookAtDue = (): void => publishStories([...new Set(due.get().map(({ id }) => id))]);

/** Publishes what is due, and says what went; where something stays, the dialog says why. */
export async function publishDue(): Promise<void> {
  const all = due.get();
  if (all.length === 0) return tell(i18n.t("due.none"));
  if (libraryInfo.get()?.readOnly) return lookAtDue();
  const answer = await publishNow("publish.site", { articles: all.map(({ id, lang }) => ({ id, lang })) });
  if (!answer) return;
  const stayed = all.filter((one) => answer.skipped.some(({ id, lang }) => id === one.id && lang === one.lang));
  const went = all.length - stayed.length;
  if (went > 0) tell(i18n.t("due.went", { count: went }));
  if (stayed.length > 0) publishStories([...new Set(stayed.map(({ id }) => id))]);
}
