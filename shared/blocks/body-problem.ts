/**
 * What is wrong with a version's body: a node, mark or attribute that format 1 doesn't know, or one out of its place.
 * The editor's schema is built to hold the same as the kinds say; a test keeps the two together.
 */
import type { Body, Mark, Node } from "../article/article.ts";
import { markRules } from "./kinds/marks.ts";
import { isBlockType, mayHold, ruleOf } from "./kinds.ts";
import { type AttributeRules, TOP_LEVEL } from "./node-attributes.ts";

const ownRule = (rules: AttributeRules, name: string) => (Object.hasOwn(rules, name) ? rules[name] : undefined);

/** Each of these says what is wrong after the words of where it is, or null. */
function attributeProblem(
  attrs: Readonly<Record<string, unknown>> | undefined,
  rules: AttributeRules,
  more: AttributeRules = {},
): string | null {
  for (const name in attrs) {
    const rule = ownRule(rules, name) ?? ownRule(more, name);
    const value = attrs[name];
    if (!rule) {
      if ((name === "id" || name === "row") && (value === null || value === undefined)) continue;
      return `: unknown attribute "${name}"`;
    }
    if (!rule.accepts(value)) return `: attribute "${name}" is not valid`;
  }
  for (const name in rules) if (!rules[name]?.accepts(attrs?.[name])) return `: attribute "${name}" is missing`;
  return null;
}

function markProblem(mark: Mark): string | null {
  const rules = markRules(mark.type);
  if (!rules) return `: unknown mark "${mark.type}"`;
  return unknownKeys(mark, ["type", "attrs"]) ?? after(` ${mark.type}`, attributeProblem(mark.attrs, rules));
}

function unknownKeys(value: object, known: readonly string[]): string | null {
  for (const key in value) if (!known.includes(key)) return `: unknown field "${key}"`;
  return null;
}

const after = (where: string, problem: string | null): string | null => (problem === null ? null : where + problem);

/** How deeply a node may stand within its block. */
export const DEEPEST_NODE = 40;

const NODE_FIELDS = ["type", "attrs", "content", "marks", "text"];

function nodeProblem(node: Node, depth: number): string | null {
  const rule = ruleOf(node.type);
  if (!rule) return `: unknown node "${node.type}"`;
  if (depth > DEEPEST_NODE) return ": nested too deeply";
  const problem =
    unknownKeys(node, NODE_FIELDS) ??
    after(` ${node.type}`, attributeProblem(node.attrs, rule.attrs, depth === 0 ? TOP_LEVEL : undefined));
  if (problem !== null) return problem;
  if (node.type === "text" && (typeof node.text !== "string" || node.text === "")) return ": empty text";
  if (node.type !== "text" && node.text !== undefined) return ` ${node.type}: unknown field "text"`;
  for (const mark of node.marks ?? []) {
    const inMark = markProblem(mark);
    if (inMark !== null) return inMark;
  }
  const children = node.content ?? [];
  if (children.length < (rule.min ?? 0)) return ` ${node.type}: empty`;
  const ofChildren = rule.childrenProblem?.(children) ?? null;
  if (ofChildren !== null) return ` ${node.type}: ${ofChildren}`;
  for (const [index, child] of children.entries()) {
    if (!mayHold(rule, child.type)) {
      return ruleOf(child.type)
        ? ` ${node.type}: "${child.type}" doesn't belong there`
        : ` ${node.type}: unknown node "${child.type}"`;
    }
    const inChild = nodeProblem(child, depth + 1);
    if (inChild !== null) return `.${index}${inChild}`;
  }
  return null;
}

export interface BodyProblem {
  /** The block's place in the body; null where it is the body itself. */
  readonly index: number | null;
  /** What is wrong and where, for logs and tests; the user is told in the locale's words. */
  readonly detail: string;
}

/** What is wrong with one block, after the words of where it is. */
function blockProblem(block: Node): string | null {
  if (isBlockType(block.type)) return nodeProblem(block, 0);
  return ruleOf(block.type) ? `: "${block.type}" is no block` : `: unknown node "${block.type}"`;
}

/**
 * The first reason why a body can't be edited by this version, or null where it can: a node, mark or
 * attribute that format 1 doesn't know, or a structure that it doesn't allow. Ids that lack or clash
 * are no reason: they are given anew (block-ids.ts).
 */
export function findBodyProblem(body: Body): BodyProblem | null {
  if (body.type !== "doc") return { index: null, detail: "the body is not a document" };
  const extra = unknownKeys(body, ["type", "content"]);
  if (extra !== null) return { index: null, detail: `body${extra}` };
  for (const [index, block] of (body.content ?? []).entries()) {
    const problem = blockProblem(block);
    if (problem !== null) return { index, detail: `block ${index}${problem}` };
  }
  return null;
}

/** The same in words alone. */
export const bodyProblem = (body: Body): string | null => findBodyProblem(body)?.detail ?? null;
