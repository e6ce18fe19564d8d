/** The thread that reads what is long, so that the window goes on: it is sent one source, and says how far it is, then what it read. */
import { type ReadSource, readSourceSteps, type Source } from "./read-source.ts";

export type Told =
  | { readonly kind: "progress"; readonly part: number }
  | { readonly kind: "read"; readonly read: ReadSource };

const tell = (told: Told): void => self.postMessage(told);

self.addEventListener("message", ({ data }: MessageEvent<Source>) => {
  const steps = readSourceSteps(data);
  for (;;) {
    const step = steps.next();
    if (step.done) {
      tell({ kind: "read", read: step.value });
      return;
    }
    tell({ kind: "progress", part: step.value });
  }
});
