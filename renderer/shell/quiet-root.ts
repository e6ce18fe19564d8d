/**
 * React listens at its root to every kind of event, twice, and looks for handlers on the way to it;
 * whatever may open something listens at the document for Escape. What is typed in the story's text is
 * the editors' business alone, and a key shouldn't pay for that.
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
  "textInput",
]);

const isInText = (event: Event): boolean =>
  event.target instanceof HTMLElement &&
  event.target.isContentEditable &&
  event.target.closest(".ProseMirror") !== null;

/** A letter alone: nothing outside the text is meant by it. */
const isLetter = (event: KeyboardEvent): boolean =>
  event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;

/** React asks the document for this once, as its root is made; it serves `onSelect`, which an editor has none of. */
function quietSelection(): void {
  const listen = document.addEventListener.bind(document);
  document.addEventListener = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ) => {
    if (type !== "selectionchange" || typeof listener !== "function") {
      listen(type, listener, options);
      return;
    }
    document.addEventListener = listen;
    listen(
      type,
      (event) => {
        if (!document.activeElement?.classList.contains("ProseMirror")) listener.call(document, event);
      },
      options,
    );
  };
}

/** The element for React's root, deaf to what is typed in an editor. Before `createRoot` alone. */
export function quietRoot(element: HTMLElement): HTMLElement {
  const listen = element.addEventListener.bind(element);
  listen("keydown", (event) => {
    if (event instanceof KeyboardEvent && isLetter(event) && isInText(event)) event.stopPropagation();
  });
  quietSelection();
  element.addEventListener = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ) => {
    if (!TYPED.has(type) || typeof listener !== "function") {
      listen(type, listener, options);
      return;
    }
    listen(
      type,
      (event) => {
        if (!isInText(event)) listener.call(element, event);
      },
      options,
    );
  };
  return element;
}
