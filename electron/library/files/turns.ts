/** Work on one file, one after the other; work on different files side by side. */
export interface Turns {
  inTurn<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Waits until nothing is under way. */
  idle(): Promise<void>;
}

export function createTurns(): Turns {
  const queues = new Map<string, Promise<unknown>>();
  return {
    inTurn(key, work) {
      const turn = (queues.get(key) ?? Promise.resolve()).then(work, work);
      const settled = turn.catch(() => undefined);
      queues.set(key, settled);
      void settled.then(() => {
        if (queues.get(key) === settled) queues.delete(key);
      });
      return turn;
    },
    async idle() {
      while (queues.size > 0) await Promise.all(queues.values());
    },
  };
}
