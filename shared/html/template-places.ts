/** Where the values of an HTML template stand, read off its literal parts. */

/**
 * `text` between tags; `plain` in an element that holds text and no elements (`title`); `attribute` between an
 * attribute's double quotes; `attributes` within a tag, where a whole attribute could stand.
 */
export type Place = "text" | "plain" | "attribute" | "attributes";

/** What these hold is not text to a browser: no way of escaping fits them. */
const RAW_ELEMENTS = new Set(["script", "style", "iframe", "xmp", "noembed", "noframes", "noscript", "plaintext"]);
const PLAIN_ELEMENTS = new Set(["title", "textarea"]);

/** Whether what stands in this attribute, escaped or not, could be run or read as markup. */
export const isActiveAttribute = (name: string): boolean => /^(?:on.*|style|srcdoc)$/i.test(name);

type State =
  | { readonly at: "text" }
  /** In an element of text alone, up to its own end tag. */
  | { readonly at: "plain" | "raw"; readonly element: string }
  | { readonly at: "comment" }
  | { readonly at: "declaration" }
  /** In a tag: `read` is what was written since its last space, `name` the attribute whose value follows. */
  | { readonly at: "tag"; readonly element: string; readonly read: "name" | "space" | "value" | "hole" | "word" }
  | { readonly at: "value"; readonly element: string; readonly name: string; readonly quote: '"' | "'" };

const TEXT: State = { at: "text" };

/** What a tag's end leads to; `element` is empty for an end tag. */
function afterTag(element: string): State {
  if (RAW_ELEMENTS.has(element)) return { at: "raw", element };
  return PLAIN_ELEMENTS.has(element) ? { at: "plain", element } : TEXT;
}

/** The next step in a literal part: how many characters it takes, and where it leads. */
function step(state: State, rest: string): readonly [number, State] {
  const until = (end: string, next: State): readonly [number, State] => {
    const at = rest.indexOf(end);
    return at === -1 ? [rest.length, state] : [at + end.length, next];
  };
  switch (state.at) {
    case "text": {
      const open = rest.indexOf("<");
      if (open === -1) return [rest.length, state];
      const tag = rest.slice(open);
      if (tag.startsWith("<!--")) return [open + 4, { at: "comment" }];
      if (tag.startsWith("<!")) return [open + 2, { at: "declaration" }];
      const [all, end, element = ""] = /^<(\/?)([a-z][a-z0-9:_-]*)/i.exec(tag) ?? [];
      if (all === undefined) throw new Error(`"${tag.slice(0, 20)}" opens no tag`);
      return [open + all.length, { at: "tag", element: end ? "" : element.toLowerCase(), read: "name" }];
    }
    case "plain":
    case "raw":
      return until(`</${state.element}>`, TEXT);
    case "comment":
      return until("-->", TEXT);
    case "declaration":
      return until(">", TEXT);
    case "value":
      return until(state.quote, { at: "tag", element: state.element, read: "value" });
    case "tag": {
      const { element } = state;
      const close = /^\/?>/.exec(rest);
      if (close) return [close[0].length, afterTag(element)];
      const space = /^\s+/.exec(rest);
      if (space) return [space[0].length, { at: "tag", element, read: "space" }];
      const [word, name = "", value, quote] = /^([a-z][a-z0-9:-]*)(=(["']?))?/i.exec(rest) ?? [];
      if (word === undefined || state.read !== "space") throw new Error(`"${rest.slice(0, 20)}" can't stand in a tag`);
      if (value === undefined) return [word.length, { at: "tag", element, read: "word" }];
      if (quote !== '"' && quote !== "'") throw new Error(`the value of "${name}" has no quotes`);
      return [word.length, { at: "value", element, name, quote }];
    }
  }
}

function placeIn(state: State): Place {
  switch (state.at) {
    case "text":
    case "plain":
      return state.at;
    case "tag":
      if (state.read === "word" || state.element === "") break;
      return "attributes";
    case "value":
      if (state.quote === "'" || isActiveAttribute(state.name)) break;
      return "attribute";
    default:
      break;
  }
  const where = "name" in state ? state.name : "element" in state ? state.element : "";
  throw new Error(`no value is safe here: ${state.at} ${where}`);
}

/**
 * The places of the values between the literal parts of a template. Throws where no value could be safe (an
 * attribute's name, a value without double quotes, an attribute that can be run, a script, a style sheet, a
 * comment) and where the parts as a whole leave a tag, an attribute or such an element open.
 */
export function placesIn(literals: readonly string[]): readonly Place[] {
  const places: Place[] = [];
  let state: State = TEXT;
  for (const [index, literal] of literals.entries()) {
    for (let read = 0; read < literal.length; ) {
      const [length, next] = step(state, literal.slice(read));
      read += length;
      state = next;
    }
    if (index === literals.length - 1) break;
    if (/&[#\w]*$/.test(literal)) throw new Error("a value would end the character reference before it");
    places.push(placeIn(state));
    if (state.at === "tag") state = { ...state, read: "hole" };
  }
  if (state.at !== "text") throw new Error(`the template ends within: ${state.at}`);
  return places;
}
