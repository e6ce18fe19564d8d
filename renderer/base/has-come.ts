import { useEffect, useState } from "react";

/** A timer is set for no longer than this: a machine that slept looks at its clock again. */
const LONGEST = 60_000;

/** Whether an instant has come; told again at the moment when it comes. */
export function useHasCome(at: string | null): boolean {
  const [, look] = useState(0);
  const has = at !== null && Date.parse(at) <= Date.now();
  useEffect(() => {
    if (at === null || has) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      const left = Date.parse(at) - Date.now();
      if (left <= 0) look((now) => now + 1);
      else timer = setTimeout(wait, Math.min(left + 50, LONGEST));
    };
    wait();
    return () => clearTimeout(timer);
  }, [at, has]);
  return has;
}
