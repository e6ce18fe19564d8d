const forLists = new WeakSet<Event>();

// As the key is pressed: the list is closed, and its field says so, before anybody else hears of the key.
window.addEventListener(
  "keydown",
  (event) => {
    const { key, target } = event;
    if (key === "Escape" && target instanceof Element && target.getAttribute("aria-expanded") === "true")
      forLists.add(event);
  },
  { capture: true },
);

/** Whether this key closes the list that stood open below its field, and so does nothing else. */
export const closesList = (event: Event): boolean => forLists.has(event);
