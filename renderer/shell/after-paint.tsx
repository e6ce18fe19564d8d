import { type ReactNode, useEffect, useState } from "react";

/** Long enough for the caret to stand in the text, too short to be waited for; in milliseconds. */
const REST_MS = 150;

interface Props {
  /** What stands in the place until then. */
  readonly before: ReactNode;
  readonly children: ReactNode;
}

/** Draws its children a moment after the frame before them: the text that was asked for comes first. */
export function AfterPaint({ before, children }: Props) {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(true), REST_MS);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return painted ? children : before;
}
