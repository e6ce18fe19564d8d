/** XML read by a parser that is not ours, as a tree. Throws where it isn't well-formed, or a prefix is bound to nothing. */
import { SaxesParser } from "saxes";

export interface Element {
  /** With its prefix. */
  readonly name: string;
  /** Of its name. */
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Its own and its children's. */
  readonly text: string;
}

interface Open extends Element {
  text: string;
  readonly children: Element[];
}

export function xmlTree(text: string): Element {
  const parser = new SaxesParser({ xmlns: true });
  const open: Open[] = [];
  let root: Element | null = null;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    const attributes = Object.fromEntries(Object.entries(tag.attributes).map(([name, { value }]) => [name, value]));
    const element: Open = { name: tag.name, namespace: tag.uri, attributes, children: [], text: "" };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on("text", (part) => {
    for (const element of open) element.text += part;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(text).close();
  if (!root) throw new Error("no root");
  return root;
}

export const all = ({ children }: Element, name: string): readonly Element[] =>
  children.filter((child) => child.name === name);

/** The text of the one child of this name. Throws where there is none, or more. */
export function only(element: Element, name: string): string {
  const [first, second] = all(element, name);
  if (!first || second) throw new Error(`${element.name} has ${second ? "several" : "no"} ${name}`);
  return first.text;
}
