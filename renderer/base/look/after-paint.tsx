import { type ReactNode, useEffect, useState } from "react";

/** At the latest, in milliseconds: a window that is never idle gets its tools all the same. */
const LATEST = 600;

interface Props {
  /** What stands in the place until then. */
  readonly before: ReactNode;
  readonly children: ReactNode;
}

/** Draws its children once the frame before them is painted and the window idle: the text that was asked for comes first. */
export function AfterPaint({ before, children }: Props) {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        idle = requestIdleCallback(() => setPainted(true), { timeout: LATEST });
      });
    });
    let idle = 0;
    return () => {
      cancelAnimationFrame(frame);
      cancelIdleCallback(idle);
    };
  }, []);
  return painted ? children : before;
}
