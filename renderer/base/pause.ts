/** Something that is done once a time has passed without another call for it. */
export interface Pause {
  /** Not before `wait` from now. */
  put(): void;
  stop(): void;
}

/** `wait` in milliseconds. One timer serves many calls: it looks when the last one was. */
export function pauseOf(wait: number, work: () => void): Pause {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  const look = () => {
    const left = last + wait - performance.now();
    timer = left > 0 ? setTimeout(look, left) : undefined;
    if (left <= 0) work();
  };
  return {
    put() {
      last = performance.now();
      timer ??= setTimeout(look, wait);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
