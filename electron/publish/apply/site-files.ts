/** A list of a site's files, held as the very lines that its hash is of. */
import { createHash } from "node:crypto";
import { type ListedFile, lineOf } from "../../../shared/bundle/site-list.ts";
import { Damage } from "../../disk/archives/archive-damage.ts";
import { type PackedRows, type RowForm, type RowPacker, rowPacker } from "./packed-rows.ts";

/** Sorted by path, each path once. */
export interface SiteFiles extends PackedRows<ListedFile> {
  /** `listHash` of them. */
  readonly hash: string;
  /** The place of a path; -1 where it isn't among them. Quickest for paths that are asked for in their order. */
  indexOf(path: string): number;
  paths(): Iterable<string>;
}

const FORM: RowForm<ListedFile> = {
  write: (file) => lineOf(file).slice(0, -1),
  read(line) {
    const [sha256 = "", size = "", type = "", state = "", path = ""] = line.split(" ");
    const file = { path, size: Number(size), type, sha256 };
    return state === "withdrawn" ? { ...file, withdrawn: true } : file;
  },
};

/** The place among `count` sorted names of the one that is asked for. */
function placeOf(path: string, count: number, nameAt: (index: number) => string): number {
  let [from, to] = [0, count];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (nameAt(middle) < path) from = middle + 1;
    else to = middle;
  }
  return from < count && nameAt(from) === path ? from : -1;
}

function* pathsOf(rows: PackedRows<ListedFile>): Generator<string> {
  for (const { path } of rows) yield path;
}

function searched(rows: PackedRows<ListedFile>): SiteFiles {
  let next = 0;
  return {
    ...rows,
    hash: createHash("sha256").update(rows.bytes).digest("hex"),
    indexOf(path) {
      const isNext = next < rows.count && rows.at(next).path === path;
      const found = isNext ? next : placeOf(path, rows.count, (index) => rows.at(index).path);
      if (found >= 0) next = found + 1;
      return found;
    },
    paths: () => pathsOf(rows),
  };
}

/** Bytes of a file's line, about. */
const LINE = 160;

/** Takes files, about `count`, in the order of their paths; throws `Damage` where they come in another. */
export function siteFilePacker(count = 0): Omit<RowPacker<ListedFile>, "rows"> & { files(): SiteFiles } {
  const packer = rowPacker(FORM, count > 0 ? count * LINE : undefined);
  let last = "";
  return {
    add(file) {
      if (file.path <= last)
        throw new Damage(`its list has ${file.path} twice, or in another order than that of the paths`);
      last = file.path;
      packer.add(file);
    },
    files: () => searched(packer.rows()),
  };
}

export function siteFiles(files: Iterable<ListedFile>, count?: number): SiteFiles {
  const packer = siteFilePacker(count);
  for (const file of files) packer.add(file);
  return packer.files();
}

/** Several sorted lists as one. Where a path stands in two of them, its files follow each other. */
export function* merged(...lists: readonly Iterable<ListedFile>[]): Generator<ListedFile> {
  const heads = lists.map((list) => list[Symbol.iterator]()).map((iterator) => ({ iterator, step: iterator.next() }));
  for (;;) {
    let first: (typeof heads)[number] | null = null;
    for (const head of heads)
      if (!head.step.done && (!first || first.step.done || head.step.value.path < first.step.value.path)) first = head;
    if (!first || first.step.done) return;
    yield first.step.value;
    first.step = first.iterator.next();
  }
}
