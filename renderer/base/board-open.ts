import { createStore } from "./store.ts";

/** The board stands in the story's place. */
export const boardOpen = createStore(false);
