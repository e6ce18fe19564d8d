import { type ReactNode, useEffect, useState } from "react";

interface Props {
  /** What stands in the place until then. */
  readonly before: ReactNode;
  readonly children: ReactNode;
}

/** Draws its children once the frame before them is on the screen: the text that was asked for comes first. */
export function AfterPaint({ before, children }: Props) {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return painted ? children : before;
}
