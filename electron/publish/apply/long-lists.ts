/**
 * JSON with long lists, read and written element by element, so that neither its text nor its lists stand in memory.
 * It is read in the one form in which it is written: `canonicalJson`, a line for each value, whose indentation says
 * where an element begins and ends. Any other text is told as such, however good its JSON is: what one reader takes
 * for an element must be one for every reader.
 */
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { parseJson, type Unparsed } from "../../disk/json-text.ts";

/** The names of the lists: that of a field, or `field.inner` of a field within a field. */
type Names = ReadonlySet<string>;

/** Letters of all that stands beside the lists, and of one element. */
const [MOST_BESIDE, MOST_IN_ELEMENT] = [4 << 20, 1 << 16];
const TOO_LONG: Unparsed = { problem: "it says more beside its lists than there is to say" };

const LIST = /^( {2}| {4})"(\w+)": \[$/;
const EMPTY_LIST = /^( {2}| {4})"(\w+)": \[\](,?)$/;
const FIELD = /^ {2}"(\w+)": \{$/;
const FIELD_END = /^ {2}\},?$/;

/** Follows in which field the lines of a text are. */
function following() {
  let field = "";
  return {
    /** A list's name by its indentation and its own name. */
    name: (indent: string, name: string) => (indent.length === 2 ? name : `${field}.${name}`),
    see(line: string) {
      const [, opened] = FIELD.exec(line) ?? [];
      if (opened !== undefined) field = opened;
      else if (FIELD_END.test(line)) field = "";
    },
  };
}

/** A list that is being read. */
interface Open {
  readonly name: string;
  readonly indent: string;
  /** The place of its line among those beside the lists. */
  readonly at: number;
  element: string[] | null;
  /** Letters of the element. */
  length: number;
  count: number;
  /** The last element had a comma behind it, or there was none yet. */
  goesOn: boolean;
}

export type TakeElement = (list: string, element: unknown, index: number) => void;

/** Takes a text line by line. */
function lineReader(names: Names, take: TakeElement) {
  const beside: string[] = [];
  const fields = following();
  let [isOurs, length] = [true, 0];
  let open: Open | null = null;

  function takeElement(list: Open, lines: readonly string[]): void {
    const text = lines.join("\n");
    const read = parseJson(text);
    const value = "value" in read ? read.value : undefined;
    isOurs &&= "value" in read && canonicalJson(value) === `${text}\n`;
    take(list.name, value, list.count);
    list.count += 1;
  }

  /** Whether the line was one of the list's. */
  function within(list: Open, line: string): boolean {
    const inner = `${list.indent}  `;
    if (list.element) {
      const isEnd = line === `${inner}}` || line === `${inner}},`;
      list.element.push(isEnd ? "}" : line.slice(inner.length));
      list.length += line.length;
      if (!isEnd) return list.length <= MOST_IN_ELEMENT;
      list.goesOn = line.endsWith(",");
      takeElement(list, list.element);
      list.element = null;
      return true;
    }
    if (line === `${inner}{` && list.goesOn) {
      [list.element, list.length] = [["{"], 1];
      return true;
    }
    const isEnd = (line === `${list.indent}]` || line === `${list.indent}],`) && list.count > 0 && !list.goesOn;
    if (!isEnd) return false;
    beside[list.at] = `${beside[list.at]}${line.slice(list.indent.length)}`;
    open = null;
    return true;
  }

  return {
    /** False where there is too much of it. */
    line(line: string): boolean {
      if (open) {
        if (within(open, line)) return true;
        // What a list doesn't hold in our form stands beside it: another version may have meant it so.
        [isOurs, open] = [false, null];
      }
      const [, indent, name] = LIST.exec(line) ?? [];
      const list = indent !== undefined && name !== undefined ? fields.name(indent, name) : "";
      if (indent !== undefined && names.has(list))
        open = { name: list, indent, at: beside.length, element: null, length: 0, count: 0, goesOn: true };
      fields.see(line);
      beside.push(line);
      length += line.length + 1;
      return length <= MOST_BESIDE;
    },
    end(): { readonly value: unknown; readonly isOurs: boolean } | Unparsed {
      const text = beside.join("\n");
      const read = parseJson(text);
      return "problem" in read ? read : { value: read.value, isOurs: isOurs && canonicalJson(read.value) === text };
    },
  };
}

/**
 * The value of a text whose named lists are empty in it: their elements went to `take` one by one, in their order,
 * `undefined` for what is no JSON. `isOurs`: it is written as we write it; where it isn't, elements of the lists may
 * have been taken or not, and are no good.
 */
export async function readLongLists(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  names: Names,
  take: TakeElement,
): Promise<{ readonly value: unknown; readonly isOurs: boolean } | Unparsed> {
  const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
  const reader = lineReader(names, take);
  let waiting = "";
  for await (const piece of pieces) {
    const lines = (waiting + utf8.decode(piece, { stream: true })).split("\n");
    waiting = lines.pop() ?? "";
    for (const line of lines) if (!reader.line(line)) return TOO_LONG;
    if (waiting.length > MOST_BESIDE) return TOO_LONG;
  }
  return reader.line(waiting + utf8.decode()) ? reader.end() : TOO_LONG;
}

/** The text of a value whose named lists are empty in it, with these elements in their places, piece by piece. */
export function* longListPieces(value: unknown, lists: Readonly<Record<string, Iterable<unknown>>>): Generator<string> {
  const fields = following();
  const lines = canonicalJson(value).split("\n");
  for (const [at, line] of lines.entries()) {
    const last = at === lines.length - 1 ? "" : "\n";
    const [, indent = "", name = "", comma = ""] = EMPTY_LIST.exec(line) ?? [];
    const elements = name === "" ? undefined : lists[fields.name(indent, name)];
    fields.see(line);
    let before = "[";
    for (const element of elements ?? []) {
      const text = canonicalJson(element).trimEnd().replaceAll("\n", `\n${indent}  `);
      yield `${before === "[" ? `${indent}"${name}": [` : before}\n${indent}  ${text}`;
      before = ",";
    }
    yield before === "[" ? `${line}${last}` : `\n${indent}]${comma}${last}`;
  }
}
