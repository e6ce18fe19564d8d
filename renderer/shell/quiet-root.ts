/**
 * React listens at its root to every kind of event, twice, and looks for handlers on the way to it.
 * What is typed in the story's text is the editors' business alone, and a key shouldn't pay for that.
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

/** The element for React's root, deaf to what is typed in an editor. Before `createRoot` alone. */
export function quietRoot(element: HTMLElement): HTMLElement {
  const listen = element.addEventListener.bind(element);
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
