/** Reads what comes in and takes it into the library: the thread, what waits, and the library joined. */
import type { ImportAnswer, IncomingStory } from "../../../shared/contract.ts";
import { type DeskError, deskError, done, type Result, refuse } from "../../../shared/errors.ts";
import type { Settings, Term } from "../../../shared/settings.ts";
import { lockedOut } from "../../library/files/lock.ts";
import type { Library, Writer } from "../../library/library.ts";
import type { Corrected, ImportSource, IntakeCall, IntakeCalls, TakenStory } from "./intake-messages.ts";
import { openIntakeThread, ThreadEnded } from "./intake-thread.ts";
import { offerPartners } from "./offer-partners.ts";
import { openWaitingFiles } from "./waiting-files.ts";

/** How something is read: all of a page, text in the old font. */
export interface ReadHow {
  readonly whole?: boolean | undefined;
  readonly oldFont?: boolean | undefined;
}

/** One story of what was read, as a person left it. */
export interface Wanted extends Omit<Corrected, "file" | "context"> {
  readonly token: string;
  readonly whole?: boolean | undefined;
}

export interface Intake {
  /** Nothing is written to the library. */
  read(
    library: Library,
    source: ImportSource,
    how: ReadHow,
  ): Promise<Result<{ readonly token: string; readonly stories: readonly IncomingStory[] }>>;
  /** What was read, each story that stands alone in its file with the one of the library that it may belong to. */
  offer(library: Library, stories: readonly IncomingStory[]): Promise<Result<IncomingStory[]>>;
  /** One story, or two in two languages, as a new article or, with `into`, as what that one lacks. */
  take(
    library: Library,
    wanted: readonly Wanted[],
    into: string | undefined,
    writer: Writer,
  ): Promise<Result<ImportAnswer>>;
  forget(tokens: readonly string[]): Promise<void>;
  /** Ends the readings under way. */
  cancel(): Promise<void>;
  close(): Promise<void>;
}

/** The settings with categories that they don't have; another desk's window may have added one meanwhile. */
const withCategories =
  (fresh: readonly Term[]) =>
  (settings: Settings): Settings => {
    const known = new Set(settings.categories.map(({ key }) => key));
    const added = new Map(fresh.filter(({ key }) => !known.has(key)).map((term) => [term.key, term]));
    return { ...settings, categories: [...settings.categories, ...added.values()] };
  };

const nameOf = (source: ImportSource): string => ("name" in source ? source.name : "–");

/** Bytes that stand alone are given away; those within a larger buffer are copied. */
function ownBytes(source: ImportSource): ArrayBuffer[] {
  if ("text" in source) return [];
  const { buffer, byteLength } = source.bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

/** `cache`: the machine's cache folder, in which what was read waits. */
export function openIntake(cache: string): Intake {
  const thread = openIntakeThread();
  const waiting = openWaitingFiles(cache);
  /** What each token's file was called, and how it was read. */
  const about = new Map<string, { readonly name: string; readonly how: ReadHow }>();

  /** An end of the thread is an answer like any other. */
  const ask = async <C extends IntakeCall>(
    name: string,
    call: C,
    what: IntakeCalls[C]["ask"],
    moved?: readonly ArrayBuffer[],
  ): Promise<IntakeCalls[C]["answer"] | { readonly ok: false; readonly error: DeskError }> => {
    try {
      return await thread.ask(call, what, moved);
    } catch (error) {
      if (!(error instanceof ThreadEnded)) throw error;
      return refuse(error.why === "cancelled" ? "import-cancelled" : "file-too-much", { name });
    }
  };
  const contextOf = (library: Library, { whole, oldFont }: ReadHow) => {
    const { settings } = library.settings();
    const { timeZone: zone, categories } = settings;
    return { zone, categories, ...(whole ? { whole } : {}), ...(oldFont ? { oldFont } : {}) };
  };
  const forget = async (tokens: readonly string[]): Promise<void> => {
    for (const token of tokens) {
      const file = waiting.fileOf(token);
      about.delete(token);
      if (file) await ask("", "forget", { file });
    }
    await waiting.forget(tokens);
  };

  return {
    async read(library, source, how) {
      const name = nameOf(source);
      const { token, file } = await waiting.add();
      const context = contextOf(library, how);
      const read = await ask(name, "read", { file, context, source }, ownBytes(source));
      if (!read.ok) {
        await waiting.forget([token]);
        return read;
      }
      about.set(token, { name, how });
      return done({ token, stories: read.value });
    },

    async offer(library, stories) {
      let refused: DeskError | null = null;
      const offered = await offerPartners(library, stories, async (story, open) => {
        const found = refused ? null : await ask("", "partner", { folder: library.folder, story, open });
        if (found && !found.ok) refused = found.error;
        return found?.ok ? found.value : null;
      });
      return refused ? { ok: false, error: refused } : done(offered);
    },

    async take(library, wanted, into, writer) {
      if (library.readOnly) return { ok: false, error: lockedOut(library) };
      const { folder } = library;
      const stories: Corrected[] = [];
      const refused: ImportAnswer["refused"] = [];
      for (const { token, whole, ...corrected } of wanted) {
        const file = waiting.fileOf(token);
        const known = about.get(token);
        if (!file || !known) return refuse("import-gone");
        const context = contextOf(library, { ...known.how, ...(whole === undefined ? {} : { whole }) });
        stories.push({ ...corrected, file, context });
      }
      const name = about.get(wanted[0]?.token ?? "")?.name ?? "";
      let id = into ?? "";
      let told: readonly TakenStory[] = [];
      let fresh: readonly Term[] = [];
      if (into === undefined) {
        const made = await ask(name, "make", { folder, name, stories });
        if (!made.ok) return made;
        const placed = await library.place(made.value.prepared, writer);
        if (!placed.ok) return placed;
        ({ stories: told, newCategories: fresh } = made.value);
        id = made.value.prepared.id;
      } else {
        const changed = await library.change(into, writer, async (article) => {
          const joined = await ask(name, "join", { folder, stories, article });
          if (!joined.ok) return joined;
          ({ stories: told, newCategories: fresh } = joined.value);
          return done(joined.value.article);
        });
        if (!changed.ok) return changed;
      }
      // The story is in, whatever becomes of the settings; what was not added to them is told beside it.
      const added = fresh.length === 0 ? null : await library.changeSettings(withCategories(fresh));
      if (added && !added.ok) refused.push({ name, error: { ...added.error } });
      const imported = told.map(({ lang, warnings, dropped }) => ({
        ...{ id, lang },
        warnings: [...warnings],
        dropped: [...dropped],
      }));
      return done({ imported, refused });
    },
    forget,
    cancel: () => thread.end("cancelled"),
    async close() {
      await thread.end("cancelled");
      await waiting.close();
    },
  };
}

/** A refusal of one file among others. */
export const refusalOf = (name: string, error: DeskError = deskError("bug")): ImportAnswer["refused"][number] => ({
  name,
  error: { ...error },
});
