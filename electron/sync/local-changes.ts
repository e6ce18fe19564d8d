/** What changed in the library since this desk told it last, as files for the hub. */
import { hash } from "node:crypto";
import type { DeskError } from "../../shared/errors.ts";
import type { Library } from "../library/library.ts";
import { jsonBytes } from "./kinds/json-bytes.ts";
import { kindOf } from "./kinds/kinds.ts";
import { publicationPath, templatePath } from "./kinds/records.ts";
import { revisionPath, revisions } from "./kinds/revisions.ts";
import { SETTINGS_PATH } from "./kinds/settings.ts";
import { storyPath } from "./kinds/stories.ts";
import { picturesIn } from "./pictures.ts";
import type { PutFile, Remote } from "./remote.ts";
import type { ShareState } from "./share-state.ts";
import { SyncError } from "./sync-error.ts";

/** Stories read at once. */
const AT_ONCE = 64;
/** Of a story that is out: the revisions that its pages are made from. */
const OUT_REV = /"rev": "([0-9a-f]{32})"/g;

/** With what `ShareState` is to say once it is told. */
export interface LocalChanges extends Pick<ShareState, "log" | "others"> {
  readonly files: readonly PutFile[];
  /** Pictures that they name. */
  readonly pictures: readonly string[];
  /** What can't be read here and so isn't told; it stays at the hub as it is. */
  readonly untold: ReadonlyMap<string, DeskError>;
  /** Of a library that was set back to what it was once, from a backup: what was told since, to be taken again. */
  readonly behind: readonly Behind[];
}

/** `base`: what is here; `came`: what was told last. Null for what isn't there. */
export interface Behind {
  readonly path: string;
  readonly base: Buffer | null;
  readonly came: Buffer | null;
}

interface Looked {
  readonly path: string;
  /** It was removed on purpose. */
  readonly gone: boolean;
}

/** Settings, templates and records: few, or never changed; all are compared where one of them is another. */
async function otherFiles(library: Library) {
  const templates = await library.templates();
  if (!templates.ok) throw new SyncError(templates.error);
  const publications = await library.publications();
  if (!publications.ok) throw new SyncError(publications.error);
  // One that is pending is finished by the desk that began it.
  const closed = publications.value.filter(({ state }) => state === "done");
  const held = templates.value.templates.map(({ template, rev }) => ({ path: templatePath(template.id), rev }));
  const unreadable = templates.value.unreadable.map(({ file }) => file);
  const print = [
    jsonBytes(library.settings().settings).toString("utf8"),
    ...held.map(({ path, rev }) => `${path} ${rev}`),
    ...closed.map(({ id }) => id),
  ].join("\n");
  return {
    print: hash("sha256", print, "hex"),
    templates: [...held.map(({ path }) => path), ...unreadable],
    paths: [SETTINGS_PATH, ...held.map(({ path }) => path), ...closed.map(({ id }) => publicationPath(id))],
  };
}

/** Whether nothing changed here since a run that left nothing to be done. */
export async function hasNothingToTell(library: Library, state: ShareState): Promise<boolean> {
  const { taking, unsent, lacking, held, met, log, others } = state;
  if (!met || taking !== null || unsent.length > 0 || lacking.length > 0 || Object.keys(held).length > 0) return false;
  const { changes } = await library.changesSince(log);
  return changes.length === 0 && (await otherFiles(library)).print === others;
}

/** `again`: paths that may differ from what was told, whatever the change log says. */
export async function localChanges(
  library: Library,
  remote: Remote,
  state: ShareState,
  again: readonly string[],
): Promise<LocalChanges> {
  const files: PutFile[] = [];
  const untold = new Map<string, DeskError>();
  const pictures = new Set<string>();
  const tell = (path: string, content: Buffer | null): void => {
    files.push({ path, content });
    for (const name of content === null ? [] : picturesIn(content)) pictures.add(name);
  };
  const behind: Behind[] = [];
  const written: { readonly path: string; readonly now: Buffer; readonly last: Buffer }[] = [];
  const { changes, cursor, all } = await library.changesSince(state.log);
  // Another log than the one that was told: what stands here may be older than that, and is no change then.
  const { at } = state;
  const isPast = all && state.log !== null && at !== null ? await remote.past(at) : undefined;
  /** Looks at some paths, and puts what differs from what was told; the bytes of those that are there. */
  const look = async (some: readonly Looked[]): Promise<ReadonlyMap<string, Buffer>> => {
    const told = at === null ? [] : await remote.get(some.map(({ path }) => ({ at, path })));
    const here = new Map<string, Buffer>();
    for (const [index, { path, gone }] of some.entries()) {
      const last = told[index] ?? null;
      try {
        const now = (await kindOf(path)?.read(library, path)) ?? null;
        if (now !== null) here.set(path, now);
        // A revision never changes: another desk may have kept the same one with other words beside it.
        if (last !== null && revisions.owns(path)) continue;
        // One that is missing and that nobody removed is a fault here, and no word to others.
        if (isPast && (now === null ? !gone && last !== null : isPast(now) && !(last && now.equals(last))))
          behind.push({ path, base: now, came: last });
        else if (isPast && now !== null && last !== null) {
          if (!now.equals(last)) written.push({ path, now, last });
        } else if (now === null ? gone && last !== null : last === null || !now.equals(last)) tell(path, now);
      } catch (error) {
        if (!(error instanceof SyncError)) throw error;
        untold.set(path, error.error);
      }
    }
    return here;
  };

  await look(again.map((path) => ({ path, gone: false })));
  const named = changes
    .map(({ id, print, origin }) => ({ id, path: storyPath(id), gone: print === null && origin !== "repair" }))
    .filter(({ path }) => !(path in state.held) && !again.includes(path));
  for (let first = 0; first < named.length; first += AT_ONCE) {
    const some = named.slice(first, first + AT_ONCE);
    const here = await look(some);
    const needed = some.flatMap(({ id, path }) =>
      Array.from((here.get(path)?.toString("utf8") ?? "").matchAll(OUT_REV), ([, rev = ""]) => revisionPath(id, rev)),
    );
    await look([...new Set(needed)].map((path) => ({ path, gone: false })));
  }
  const others = await otherFiles(library);
  if (others.print !== state.others) {
    const known = state.at === null ? [] : await remote.list(state.at, "templates");
    const removed = known.filter((path) => !others.templates.includes(path));
    await look([
      ...others.paths.map((path) => ({ path, gone: false })),
      ...removed.map((path) => ({ path, gone: true })),
    ]);
  }
  if (isPast && at !== null) {
    const here = new Set([...named.map(({ path }) => path), ...others.paths]);
    const lost = (await remote.differing(null, at)).filter((path) => !here.has(path) && !revisions.owns(path));
    await look(lost.filter((path) => kindOf(path) !== null).map((path) => ({ path, gone: false })));
    // What was written on a text that is behind isn't written on what was told; with a lost log alone it is.
    const isBehind = behind.length > 0;
    for (const { path, now, last } of written)
      if (isBehind) behind.push({ path, base: null, came: last });
      else tell(path, now);
  }
  return { files, log: cursor, others: others.print, pictures: [...pictures], untold, behind };
}
