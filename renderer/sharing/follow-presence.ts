/** Tells the desk which story this window has open, and hears from it which are open elsewhere. */
import { desk } from "../base/desk-client.ts";
import { inOrder } from "../base/in-order.ts";
import { elsewhere } from "../base/presence/elsewhere.ts";
import { currentStory } from "../editor/door.ts";
import { sharing } from "./sharing-state.ts";

/** How often a window says again what it has open, in milliseconds; the desk forgets one that doesn't. */
const AGAIN = 60_000;

/** This window, among those of the desk. */
const WINDOW = crypto.randomUUID();

const read = inOrder(
  () => desk.call("sharing.presence", {}),
  (answer) => {
    if (answer.ok) elsewhere.set(answer.value.elsewhere);
  },
);

/** Follows the desk and the open story from now on. */
export function followPresence(): void {
  let said: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = (story: string | null): void => {
    clearTimeout(timer);
    said = story;
    void desk.call("sharing.opened", { window: WINDOW, story });
    if (story !== null) timer = setTimeout(() => say(story), AGAIN);
  };
  const look = (): void => {
    const now = currentStory.get();
    const story = now.kind === "open" && sharing.get()?.hub ? now.id : null;
    if (story !== said) say(story);
  };
  look();
  currentStory.subscribe(look);
  sharing.subscribe(look);
  void read();
  desk.subscribe((event) => {
    if (event.event === "sharing.presence" || event.event === "library.changed") void read();
  });
  addEventListener("online", () => void desk.call("sharing.online", {}));
  addEventListener("pagehide", () => {
    if (said !== null) say(null);
  });
  // A page that comes back as it was has its story open still.
  addEventListener("pageshow", look);
}
