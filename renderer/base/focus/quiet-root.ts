/**
 * React listens at its root to every kind of event, twice, and looks for handlers on the way to it;
 * whatever may open something listens at the document for Escape. What is typed in the story's text is
 * the editors' business alone, and a key shouldn't pay for that: while the caret is in it, React hears
 * none of it.
 */
const TYPED = new Set([
  "beforeinput",
  "compositionend",
  "compositionstart",
  "compositionupdate",
  "input",
  "keydown",
  "keypress",
  "keyup",
  "selectionchange",
  "textInput",
]);

const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.isContentEditable && target.closest(".ProseMirror") !== null;

/** A letter alone: nothing outside the text is meant by it. */
const isLetter = (event: KeyboardEvent): boolean =>
  event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;

type Listen = typeof EventTarget.prototype.addEventListener;

/** The element for React's root, deaf to what is typed in an editor. Before `createRoot` alone. */
export function quietRoot(element: HTMLElement): HTMLElement {
  const kept: { readonly at: EventTarget; readonly listening: Parameters<Listen> }[] = [];
  let isDeaf = false;
  const hear = (deaf: boolean) => {
    if (deaf === isDeaf) return;
    isDeaf = deaf;
    for (const { at, listening } of kept)
      if (deaf) EventTarget.prototype.removeEventListener.apply(at, listening);
      else EventTarget.prototype.addEventListener.apply(at, listening);
  };
  element.addEventListener("focusin", ({ target }) => hear(isText(target)), true);
  element.addEventListener("focusout", () => hear(false), true);
  element.addEventListener("keydown", (event) => {
    if (isLetter(event) && isText(event.target)) event.stopPropagation();
  });

  const keeping = (at: EventTarget): Listen =>
    function listen(...listening: Parameters<Listen>) {
      const [type, listener] = listening;
      if (TYPED.has(type) && listener) kept.push({ at, listening });
      if (!isDeaf || !TYPED.has(type)) EventTarget.prototype.addEventListener.apply(at, listening);
    };
  element.addEventListener = keeping(element);
  // What React asks of the document, once, as its root is made: it serves `onSelect`, and an editor has none.
  const listenAtDocument = keeping(document);
  document.addEventListener = (...listening: Parameters<Listen>) => {
    if (listening[0] !== "selectionchange") {
      EventTarget.prototype.addEventListener.apply(document, listening);
      return;
    }
    Reflect.deleteProperty(document, "addEventListener");
    listenAtDocument(...listening);
  };
  return element;
}
