/** What benches of a library share: measures run in processes of their own, stories put there, a table of figures. */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { articlePath } from "../../electron/library/files/article-paths.ts";
import { openLibrary } from "../../electron/library/library.ts";
import type { storyMaker } from "./articles.ts";
import type { Measured, MeasureName } from "./library-measures.ts";
import { tableOf } from "./machine.ts";
import type { Place } from "./measured-desk.ts";

const PACKAGE = path.join(import.meta.dirname, "..", "..", "package.json");

/** What the desk's own Node is started with: what is measured is what runs. */
export function hostFlags(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { scripts: { songphasa: string } };
  return scripts.songphasa.split(" ").filter((word) => word.startsWith("--"));
}

const CHILD = path.join(import.meta.dirname, "library-child.ts");

/** One measure in a process of its own. */
export function run<M extends MeasureName>(measure: M, place: Place): Promise<Measured<M>> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--expose-gc", ...hostFlags(), CHILD, JSON.stringify({ measure, place })], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, SONGPHASA_HOME: place.home },
    });
    let out = "";
    child.stdout.on("data", (part) => {
      out += part;
    });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(JSON.parse(out) as Measured<M>) : reject(new Error(`${measure} ended with ${code}.`)),
    );
  });
}

export const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;
export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;

/** A table that also says each figure when it is there, because the whole takes long. */
export function createTable(print: (line: string) => void) {
  const rows: string[][] = [["what", "size", "figure", "beside it", "must", ""]];
  let good = true;
  return {
    add(what: string, size: number, figure: string, beside: string, must = "", holds: boolean | null = null): void {
      if (holds === false) good = false;
      const row = [
        what,
        size.toLocaleString("en"),
        figure,
        beside,
        must,
        holds === null ? "" : holds ? "holds" : "FAILS",
      ];
      rows.push(row);
      print(`  ${row.filter(Boolean).join(" · ")}`);
    },
    finish(): boolean {
      print("");
      for (const line of tableOf(rows)) print(line);
      return good;
    },
  };
}

/** Gives the desk's settings these people alone; nothing has the library open. */
export function setPeople({ library }: Place, names: readonly string[]): void {
  const file = path.join(library, "library.json");
  const { settings, ...rest } = JSON.parse(readFileSync(file, "utf8")) as { settings: object };
  writeFileSync(
    file,
    JSON.stringify({ ...rest, settings: { ...settings, people: names.map((lo) => ({ lo, en: lo })) } }),
  );
}

/**
 * Stories `from` to `to` as files; the library itself is made by opening it. It is as one that was
 * there before its log: else each new story would be another program's change, noted while one measures.
 */
export async function grow(
  place: Place,
  from: number,
  to: number,
  make: ReturnType<typeof storyMaker>,
): Promise<number> {
  if (from === 0) {
    const made = await openLibrary(place.library);
    if (!made.ok) throw new Error(made.error.message);
    await made.value.close();
  }
  rmSync(path.join(place.library, "log"), { recursive: true, force: true });
  mkdirSync(place.aside, { recursive: true });
  let bytes = 0;
  for (let at = from; at < to; at += 1) {
    const { article, json } = make(at);
    const file = articlePath(place.library, article.id);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, json);
    bytes += Buffer.byteLength(json);
  }
  return bytes / Math.max(1, to - from);
}
