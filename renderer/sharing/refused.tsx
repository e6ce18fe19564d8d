import { useEffect, useRef } from "react";
import type { DeskError } from "../../shared/errors.ts";
import { errorWords } from "../locale/index.ts";

/** Why something could not be, brought into view: these dialogs are longer than a small window. */
export function Refused({ error }: { readonly error: DeskError }) {
  const line = useRef<HTMLParagraphElement>(null);
  const words = errorWords(error);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another refusal is to be seen as well
  useEffect(() => {
    // A newer Chromium answers with a promise, which an effect may not.
    void line.current?.scrollIntoView({ block: "nearest" });
  }, [words]);
  return (
    <p ref={line} role="alert" className="refused sharing-refused">
      {words}
    </p>
  );
}
