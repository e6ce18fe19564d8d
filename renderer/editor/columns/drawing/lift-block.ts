/**
 * While one types, the block under the caret stands free of the grid, and a stand-in of its height
 * keeps its place: a letter then lays out that block alone and not every row of the story. A browser
 * begins at a block only where its place follows from no grid, so the block gets the place in numbers
 * that its stand-in has in the grid. Nothing moves when it is lifted or put back. It is put back when
 * the typing rests, before any key that isn't text, and when anything else in the columns moves.
 */
import type { BlockType } from "../../../../shared/blocks/kinds.ts";
import { pauseOf } from "../../../base/pause.ts";
import { type Lift, lifts } from "./lifted.ts";

/** How long typing rests until the block is put back, in milliseconds. */
const REST = 1000;

/** What can be lifted, by its elements: blocks of text alone; a table or a figure has boxes of its own. */
const ELEMENTS: Readonly<Record<BlockType, string | null>> = {
  paragraph: "p",
  heading: "h2, h3, h4",
  bulletList: "ul",
  orderedList: "ol",
  blockquote: "blockquote",
  figure: null,
  table: null,
  horizontalRule: null,
};
const LIFTED = Object.values(ELEMENTS)
  .filter((elements) => elements !== null)
  .join();

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);

/** A browser lays out in 64ths of a pixel. */
const wholeUnits = (length: number): number => Math.floor(length * 64) / 64;

interface Lifted {
  readonly block: HTMLElement;
  /** Its place in the grid. */
  readonly row: string;
  /** How high it would be by itself, how high a line of it is, and where its text ends below its top. */
  readonly height: number;
  readonly line: number;
  readonly end: number;
}

/** The block of text that holds the caret. */
function typedBlock(): HTMLElement | null {
  const node = getSelection()?.anchorNode;
  let element = node instanceof HTMLElement ? node : node?.parentElement;
  while (element && !element.parentElement?.matches(".ProseMirror")) element = element.parentElement;
  return element?.matches(LIFTED) && element.dataset.id ? element : null;
}

/** The line of a block that the grid places in its turn. */
const inTurn = (block: HTMLElement): string =>
  `${[...(block.parentElement?.querySelectorAll(":scope > :not(.ProseMirror-widget)") ?? [])].indexOf(block) + 1} / span 1`;

const range = document.createRange();

/** Where the last line ends. To ask where the whole text stands would look at all of its lines. */
function endOf(block: HTMLElement): number {
  let last: Node = block;
  while (last.lastChild) last = last.lastChild;
  let bottom = 0;
  if (last instanceof Text) {
    range.setStart(last, Math.max(0, last.length - 1));
    range.setEnd(last, last.length);
    bottom = range.getBoundingClientRect().bottom;
  } else if (last instanceof Element) bottom = last.getBoundingClientRect().bottom;
  return bottom - block.getBoundingClientRect().top;
}

/** Keys that put text in or take it out; every other may look at where lines stand. */
const isTyping = (event: KeyboardEvent): boolean =>
  event.isComposing ||
  event.key === "Process" ||
  event.key === "Shift" ||
  ((event.key.length === 1 || event.key === "Backspace" || event.key === "Delete") &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey);

/** What is put in or taken out a letter at a time, so that more is likely to follow. */
const LIFTING = new Set(["insertText", "insertCompositionText", "deleteContentBackward", "deleteContentForward"]);

const isBody = ({ target }: Event): boolean => target instanceof HTMLElement && target.classList.contains("body");

/** Lifts what is typed in within `columns`; `standIn` is an empty element of its grid. */
export function liftWhileTyping(columns: HTMLElement, standIn: HTMLElement): Lift {
  let lifted: Lifted | null = null;
  let frame = 0;
  /** Something but letters was put in since it was measured. */
  let shrinking = false;

  const putBack = () => {
    rest.stop();
    cancelAnimationFrame(frame);
    frame = 0;
    if (!lifted) return;
    moved.disconnect();
    lifted = null;
    sheet.replaceSync("");
    standIn.style.display = "none";
  };
  const lift = (block: HTMLElement) => {
    const editor = block.parentElement;
    const scroller = block.closest(".scroller");
    const { lineHeight, marginBottom } = getComputedStyle(block);
    const line = wholeUnits(Number.parseFloat(lineHeight));
    if (!editor || !scroller || Number.isNaN(line)) return;
    const field = editor.dataset.field ?? "";
    const [place, around, end] = [block.getBoundingClientRect(), scroller.getBoundingClientRect(), endOf(block)];
    const left = place.left - around.left - scroller.clientLeft + scroller.scrollLeft;
    const top = place.top - around.top - scroller.clientTop + scroller.scrollTop;
    // The block counts the lines of its editor, the stand-in those of the columns.
    const row = block.style.gridRow;
    const [from = "1", to = "span 1"] = (row || inTurn(block)).split(" / ");
    const [above = "1"] = editor.style.gridRow.split(" / ");
    standIn.style.display = "block";
    standIn.style.gridRow = `${Number(from) + Number(above) - 1} / ${to}`;
    standIn.style.gridColumn = field === "body.lo" ? "1" : "3";
    standIn.style.minHeight = `${place.height}px`;
    // The shelf of the row's band stands below it.
    standIn.toggleAttribute("data-band", Number.parseFloat(marginBottom) > 0);
    // An empty box of the editor's own keeps the line, or the next block would be placed in it.
    sheet.replaceSync(`[data-field="${field}"] > [data-id="${CSS.escape(block.dataset.id ?? "")}"] {
      position: absolute; box-sizing: border-box; left: ${left}px; top: ${top}px; width: ${place.width}px }
      [data-field="${field}"].ProseMirror { position: static }
      [data-field="${field}"].ProseMirror::before { grid-row: ${from} / ${to}; content: "" }`);
    // Each look at the grid lays out all of it, so its own height is taken where it stands already.
    const { height } = block.getBoundingClientRect();
    const rule = sheet.cssRules[0];
    if (rule instanceof CSSStyleRule) rule.style.cssText += `contain: size layout; height: ${place.height}px`;
    standIn.style.minHeight = `${height}px`;
    lifted = { block, row, height, line, end };
    for (const one of [scroller, columns, ...columns.querySelectorAll(".cell, .ProseMirror")]) moved.observe(one);
    settle();
  };
  /** The place in the grid may be another one now, and in a page that is drawn larger the numbers mean another one. */
  const settle = () => {
    if (!lifted) return;
    const [now, then] = [standIn.getBoundingClientRect(), lifted.block.getBoundingClientRect()];
    const rule = sheet.cssRules[0];
    const isBeside = Math.abs(now.top - then.top) > 0.5 || Math.abs(now.left - then.left) > 0.5;
    if (isBeside || now.width !== then.width || !(rule instanceof CSSStyleRule)) putBack();
    else if (now.height !== then.height) rule.style.height = `${now.height}px`;
  };
  const look = () => {
    frame = 0;
    const block = typedBlock();
    if (lifted && (lifted.block !== block || lifted.row !== block.style.gridRow)) putBack();
    if (!lifted) return;
    // Text that is put in only makes it higher than its place; how much shorter it became is seen where some was taken out.
    const isOver = lifted.block.scrollHeight > lifted.block.clientHeight + 1;
    if (!shrinking && !isOver) return;
    shrinking = false;
    const { height, line, end } = lifted;
    const lines = Math.round((endOf(lifted.block) - end) / line);
    if (lines !== 0) {
      lifted = { ...lifted, height: height + lines * line, end: end + lines * line };
      standIn.style.minHeight = `${lifted.height}px`;
      const rule = sheet.cssRules[0];
      // Higher than its place, so its place grows with it; how high that is after it shrank, the grid says.
      if (isOver && lines > 0 && rule instanceof CSSStyleRule) rule.style.height = `${lifted.height}px`;
      else settle();
    }
    // What is no matter of lines is left to the grid.
    if (lifted.block.scrollHeight > lifted.block.clientHeight + 1) putBack();
  };
  const rest = pauseOf(REST, putBack);
  /** Before the text is put in, where everything stands is known; to ask afterwards would lay out the grid once more. */
  const onBeforeInput = (event: InputEvent) => {
    const block = isBody(event) && LIFTING.has(event.inputType) && getSelection()?.isCollapsed ? typedBlock() : null;
    if (block && lifted?.block !== block) {
      putBack();
      lift(block);
    }
  };
  const onInput = (event: Event) => {
    if (!isBody(event)) return;
    rest.put();
    if (!(event instanceof InputEvent && event.inputType === "insertText")) shrinking = true;
    if (frame === 0) frame = requestAnimationFrame(look);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isTyping(event)) putBack();
    // A letter that takes the place of many.
    else if (!getSelection()?.isCollapsed) shrinking = true;
    // Two paragraphs that become one are the editor's own work, of which no input is told.
    else if (lifted && (event.key === "Backspace" || event.key === "Delete")) {
      shrinking = true;
      if (frame === 0) frame = requestAnimationFrame(look);
    }
  };
  /** A longer headline, a wider window, a picture that came, another window's text: whatever moves the place in the grid. */
  const moved = new ResizeObserver(settle);
  columns.addEventListener("beforeinput", onBeforeInput, true);
  columns.addEventListener("input", onInput, true);
  columns.addEventListener("keydown", onKeyDown, true);
  columns.addEventListener("focusout", putBack, true);
  addEventListener("pointerdown", putBack, true);
  document.fonts.addEventListener("loadingdone", putBack);
  const lifting: Lift = {
    putBack,
    stop() {
      putBack();
      lifts.delete(lifting);
      columns.removeEventListener("beforeinput", onBeforeInput, true);
      columns.removeEventListener("input", onInput, true);
      columns.removeEventListener("keydown", onKeyDown, true);
      columns.removeEventListener("focusout", putBack, true);
      removeEventListener("pointerdown", putBack, true);
      document.fonts.removeEventListener("loadingdone", putBack);
    },
  };
  lifts.add(lifting);
  return lifting;
}
