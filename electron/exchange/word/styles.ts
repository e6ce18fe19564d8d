/** What Word's styles and a run's own formatting say, as far as a story can hold it. */
import {
  alignByPlace,
  headingRole,
  namedRole,
  type ParagraphRole,
  type RunFormat,
  TOGGLES,
} from "../documents/looks.ts";
import { attributeOf, childOf, childrenOf, childValue, wholeOf, type XmlElement } from "../documents/xml.ts";

export interface NumberPlace {
  readonly list: string;
  /** From 0. */
  readonly level: number | null;
}

interface Style {
  readonly id: string;
  readonly name: string;
  readonly basedOn: string | null;
  readonly run: RunFormat;
  readonly paragraph: XmlElement | null;
}

export interface Styles {
  /** The role of a paragraph of this style, or of none that is named. */
  readonly roleOf: (style: string | null) => ParagraphRole;
  readonly numberOf: (style: string | null) => NumberPlace | null;
  readonly startsPage: (style: string | null) => boolean;
  /** A run's formatting from all that has a say in it; a paragraph with a role has its look for itself. */
  readonly format: (paragraph: string | null, run: XmlElement | null) => RunFormat;
}

/** Whether a switch is on, by its element; undefined where there is none. */
export function switched(properties: XmlElement | null, name: string): boolean | undefined {
  const element = childOf(properties, name);
  return element ? !/^(?:0|false|off|none)$/i.test(attributeOf(element) ?? "1") : undefined;
}

export function runFormat(properties: XmlElement | null): RunFormat {
  if (!properties) return {};
  const fonts = childOf(properties, "w:rFonts");
  const toggles = TOGGLES.flatMap((name) => {
    const value = switched(properties, `w:${name}`);
    return value === undefined ? [] : [[name, value] as const];
  });
  const strike = switched(properties, "w:strike") ?? switched(properties, "w:dstrike");
  const align = childValue(properties, "w:vertAlign");
  const position = wholeOf(childValue(properties, "w:position"));
  const size = wholeOf(childValue(properties, "w:sz"));
  const isComplex = switched(properties, "w:cs") ?? switched(properties, "w:rtl");
  const font = attributeOf(fonts, "ascii") ?? attributeOf(fonts, "hAnsi");
  const complexFont = attributeOf(fonts, "cs");
  return {
    ...Object.fromEntries(toggles),
    ...(strike === undefined ? {} : { strike }),
    ...(align === null ? {} : { align }),
    ...(position === null ? {} : { position }),
    ...(size === null ? {} : { size }),
    ...(isComplex === undefined ? {} : { isComplex }),
    ...(font === null ? {} : { font }),
    ...(complexFont === null ? {} : { complexFont }),
  };
}

export const outlineRole = (properties: XmlElement | null): ParagraphRole | undefined => {
  const level = wholeOf(childValue(properties, "w:outlineLvl"));
  return level === null ? undefined : headingRole(level);
};

export function numberPlace(properties: XmlElement | null): NumberPlace | null {
  const element = childOf(properties, "w:numPr");
  const list = childValue(element, "w:numId");
  return list === null ? null : { list, level: wholeOf(childValue(element, "w:ilvl")) };
}

const LONGEST_CHAIN = 30;

export function readStyles(root: XmlElement | null): Styles {
  const styles = new Map<string, Style>();
  const defaults = new Map<string, string>();
  for (const element of childrenOf(root, "w:style")) {
    const id = attributeOf(element, "styleId") ?? "";
    styles.set(id, {
      id,
      name: (childValue(element, "w:name") ?? id).trim().toLowerCase(),
      basedOn: childValue(element, "w:basedOn"),
      run: runFormat(childOf(element, "w:rPr")),
      paragraph: childOf(element, "w:pPr"),
    });
    if (/^(?:1|true|on)$/.test(attributeOf(element, "default") ?? ""))
      defaults.set(attributeOf(element, "type") ?? "", id);
  }
  const base = runFormat(childOf(childOf(childOf(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr"));

  /** A style and those it is based on, the nearest first. */
  function chain(id: string | null): Style[] {
    const found: Style[] = [];
    for (let style = id === null ? undefined : styles.get(id); style; style = styles.get(style.basedOn ?? "")) {
      if (found.includes(style) || found.length > LONGEST_CHAIN) break;
      found.push(style);
    }
    return found;
  }
  const paragraphChain = (id: string | null) =>
    chain(id !== null && styles.has(id) ? id : (defaults.get("paragraph") ?? null));

  const formats = new Map<string, RunFormat>();
  function chainFormat(id: string | null, isParagraph: boolean): RunFormat {
    const key = `${isParagraph ? "p" : "r"} ${id ?? ""}`;
    const known = formats.get(key);
    if (known) return known;
    const found = isParagraph ? paragraphChain(id) : chain(id);
    const made: RunFormat = Object.assign({}, ...found.map(({ run }) => run).reverse());
    formats.set(key, made);
    return made;
  }

  const roles = new Map<string | null, ParagraphRole>();
  function roleOf(id: string | null): ParagraphRole {
    const known = roles.get(id);
    if (known !== undefined) return known;
    let role: ParagraphRole | undefined;
    for (const { name, paragraph } of paragraphChain(id)) {
      role = outlineRole(paragraph) ?? namedRole(name);
      if (role !== undefined || childOf(paragraph, "w:outlineLvl")) break;
    }
    roles.set(id, role ?? null);
    return role ?? null;
  }

  return {
    roleOf,
    numberOf(id) {
      let level: number | null = null;
      for (const { paragraph } of paragraphChain(id)) {
        const place = childOf(paragraph, "w:numPr");
        level ??= wholeOf(childValue(place, "w:ilvl"));
        const found = numberPlace(paragraph);
        if (found) return { list: found.list, level };
      }
      return null;
    },
    startsPage: (id) =>
      paragraphChain(id)
        .map(({ paragraph }) => switched(paragraph, "w:pageBreakBefore"))
        .find((one) => one !== undefined) ?? false,
    format(paragraph, properties) {
      const direct = runFormat(properties);
      const letters = chainFormat(childValue(properties, "w:rStyle"), false);
      const whole = chainFormat(paragraph, true);
      // The look of a heading, a caption or a quotation is its own: only what stands out in it counts.
      const around: RunFormat =
        roleOf(paragraph) === null ? whole : { ...whole, b: false, bCs: false, i: false, iCs: false };
      const toggles = TOGGLES.map((name) => {
        const byStyle = (around[name] ?? false) !== (letters[name] ?? false);
        return [name, direct[name] ?? (byStyle || (base[name] ?? false))] as const;
      });
      const outer: RunFormat = { ...base, ...around };
      const inner: RunFormat = { ...outer, ...letters, ...direct };
      return { ...inner, ...Object.fromEntries(toggles), align: inner.align ?? alignByPlace(inner, outer) };
    },
  };
}
