/** The last moment that something waited for and that has come: whoever says “until then” looks at the clock again. */
import { instantNow } from "../../shared/text/dates.ts";
import { createStore } from "./store.ts";

/** An instant. */
export const timeCame = createStore(instantNow());
