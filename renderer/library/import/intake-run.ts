/** Reads what comes in, one file after the other, and takes what was chosen; the table follows. */
import { LIMITS } from "../../../shared/contract.ts";
import { type DeskError, deskError } from "../../../shared/errors.ts";
import { desk } from "../../base/desk-client.ts";
import { createStore, useStore } from "../../base/store.ts";
import { base64Of } from "../../editor/door.ts";
import {
  type IntakeRow,
  inLang,
  readRows,
  type Taking,
  takeRequest,
  takingsOf,
  waitingRow,
  withPairs,
} from "./intake-rows.ts";

export interface Intake {
  readonly rows: readonly IntakeRow[];
  readonly work: "none" | "reading" | "taking" | "done";
  /** Of the work under way. */
  readonly done: number;
  readonly total: number;
  /** Somebody cancelled the taking. */
  readonly isCut: boolean;
}

const NOTHING: Intake = { rows: [], work: "none", done: 0, total: 0, isCut: false };

export const intake = createStore<Intake>(NOTHING);

/** There is a table, which wants a wide dialog. */
export const useIsIntakeOpen = (): boolean => useStore(intake).rows.length > 0;

const change = (more: Partial<Intake>): void => intake.set({ ...intake.get(), ...more });
export const changeRows = (make: (rows: readonly IntakeRow[]) => readonly IntakeRow[]): void =>
  change({ rows: make(intake.get().rows) });
export const changeRow = (id: string, more: Partial<IntakeRow>): void =>
  changeRows((rows) => rows.map((row) => (row.id === id ? { ...row, ...more } : row)));

/** Files on their way to the desk at once: while one is read, the next is sent. */
const AT_ONCE = 3;

let nextId = 0;
/** Cancelling gives up the number; work of an earlier one changes nothing any more. */
let turn = 0;

const refused = (id: string, error: DeskError): void =>
  changeRow(id, { state: "refused", chosen: false, error: { ...error, values: { ...error.values } } });

/** Reads a file into rows in the place of its own; what was corrected stays where it is read once more. */
async function readFile(row: IntakeRow): Promise<DeskError | readonly IntakeRow[]> {
  const { file, whole, oldFont } = row;
  const { name } = file;
  if (file.size > LIMITS.file) return deskError("file-too-large", { name, limit: "32 MiB" });
  let data: string;
  try {
    data = await base64Of(file);
  } catch {
    // A folder, or one that went away since.
    return deskError("file-missing", { name });
  }
  const read = await desk.call("import.read", {
    name: name.slice(-LIMITS.fileName),
    data,
    ...(whole ? { whole } : {}),
    ...(oldFont ? { oldFont } : {}),
  });
  return read.ok ? readRows(row, read.value.token, read.value.stories) : read.error;
}

const isError = (read: DeskError | readonly IntakeRow[]): read is DeskError => "reason" in read;

/** Begins to read files, beside those that stand in the table already. */
export async function beginIntake(files: readonly File[]): Promise<void> {
  const before = intake.get();
  const isOver = before.work === "done";
  const rows = files.map((file) => {
    nextId += 1;
    return waitingRow(`${nextId}`, file);
  });
  if (isOver) await endIntake();
  change({ rows: [...intake.get().rows, ...rows], total: intake.get().total + rows.length, isCut: false });
  if (intake.get().work === "reading" || intake.get().work === "taking") return;
  turn += 1;
  const mine = turn;
  change({ work: "reading", done: 0, total: rows.length });
  const readOn = async (): Promise<void> => {
    for (;;) {
      const row = mine === turn ? intake.get().rows.find(({ state }) => state === "waiting") : undefined;
      if (!row) return;
      changeRow(row.id, { state: "reading" });
      const read = await readFile(row);
      if (mine !== turn) {
        if (!isError(read)) await forget(read);
        return;
      }
      if (isError(read)) refused(row.id, read);
      else changeRows((all) => all.flatMap((one) => (one.id === row.id ? read : [one])));
      change({ done: intake.get().done + 1 });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, readOn));
  if (mine !== turn) return;
  change({ rows: withPairs(intake.get().rows), work: "none", done: 0, total: 0 });
}

const forget = async (rows: readonly IntakeRow[]): Promise<void> => {
  const tokens = [...new Set(rows.map(({ token }) => token).filter((token) => token !== ""))];
  if (tokens.length > 0) await desk.call("import.forget", { tokens });
};

/** Reads a file's story anew in another way: all of a page or its main text alone, the old font converted or not. */
export async function readAnew(row: IntakeRow, how: Partial<Pick<IntakeRow, "whole" | "oldFont">>): Promise<void> {
  if (row.state !== "read") return;
  changeRow(row.id, { ...how, state: "reading" });
  const read = await readFile({ ...row, ...how });
  if (isError(read)) return refused(row.id, read);
  const fresh = read[row.place];
  if (!fresh?.story) return refused(row.id, deskError("import-gone"));
  const { story, token } = fresh;
  const { draft } = story;
  const was = row.story;
  changeRow(row.id, {
    ...{ story, token, state: "read" },
    // What somebody corrected stays.
    headline: row.headline === was?.draft.headline ? draft.headline : row.headline,
    publishedAt: row.publishedAt === was?.draft.publishedAt ? draft.publishedAt : row.publishedAt,
  });
  if (!intake.get().rows.some((one) => one.token === row.token)) await forget([row]);
  // Text in the old font reads as English until it is converted.
  if (row.lang === was?.lang && row.lang !== story.lang) changeRows((rows) => inLang(rows, row.id, story.lang));
}

/** What was read is gone where the desk began anew or an hour went by: the files are read again, and taken as they were corrected. */
async function readAgain({ rows, article }: Taking): Promise<Taking | DeskError> {
  const again: IntakeRow[] = [];
  for (const row of rows) {
    const read = await readFile(row);
    if (isError(read)) return read;
    const fresh = read[row.place];
    if (!fresh) return deskError("import-gone");
    again.push({ ...row, token: fresh.token });
  }
  return { rows: again, article };
}

async function take(taking: Taking): Promise<void> {
  const fail = (error: DeskError) => {
    for (const { id } of taking.rows) refused(id, error);
  };
  let taken = await desk.call("import.take", takeRequest(taking));
  if (!taken.ok && taken.error.reason === "import-gone") {
    const again = await readAgain(taking);
    if ("reason" in again) return fail(again);
    taken = await desk.call("import.take", takeRequest(again));
  }
  if (!taken.ok) return fail(taken.error);
  const [first] = taken.value.imported;
  const { refused: beside } = taken.value;
  for (const { id } of taking.rows)
    changeRow(id, { state: "taken", article: first?.id ?? null, error: beside[0]?.error ?? null });
}

/** Takes what is chosen, one story after the other; what is taken stays where somebody cancels. */
export async function takeChosen(): Promise<void> {
  const takings = takingsOf(intake.get().rows);
  turn += 1;
  const mine = turn;
  change({ work: "taking", done: 0, total: takings.length, isCut: false });
  for (const taking of takings) {
    if (mine !== turn) break;
    for (const { id } of taking.rows) changeRow(id, { state: "taking" });
    await take(taking);
    if (mine === turn) change({ done: intake.get().done + 1 });
  }
  // Where the table was emptied meanwhile there is nobody to tell.
  if (intake.get().rows.length > 0) change({ work: "done", isCut: mine !== turn });
}

/** Ends the reading, or the taking after the story that is under way. */
export async function cancelIntake(): Promise<void> {
  const { work } = intake.get();
  turn += 1;
  if (work !== "reading") return;
  changeRows((rows) =>
    withPairs(rows).map((row) =>
      row.state === "waiting" || row.state === "reading" ? { ...row, state: "out", chosen: false } : row,
    ),
  );
  change({ work: "none", done: 0, total: 0 });
  await desk.call("import.cancel", {});
}

/** Empties the table; what waits at the desk is wanted no longer. */
export async function endIntake(): Promise<void> {
  const { rows, work } = intake.get();
  if (work === "reading") await cancelIntake();
  turn += 1;
  intake.set(NOTHING);
  await forget(rows);
}
