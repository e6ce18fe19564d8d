/** How often is looked, in milliseconds. */
const OFTEN = 250;

const usedMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Calls `then` once the process has worked for so many milliseconds of the processor from now on, unless it is taken back. */
export function whenLong(long: number, then: () => void): () => void {
  const since = usedMs();
  const looking = setInterval(() => {
    if (usedMs() - since < long) return;
    clearInterval(looking);
    then();
  }, OFTEN);
  looking.unref();
  return () => clearInterval(looking);
}
