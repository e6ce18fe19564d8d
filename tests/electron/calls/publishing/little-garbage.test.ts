import { beforeEach, describe, expect, it, vi } from "vitest";

const seen = vi.hoisted(() => ({ did: [] as string[], used: 0 }));
vi.mock("node:v8", () => ({
  setFlagsFromString: (flag: string) => seen.did.push(flag),
  getHeapStatistics: () => ({ used_heap_size: seen.used }),
}));
vi.mock("node:vm", () => ({ runInNewContext: () => () => seen.did.push("collected") }));

const { withLittleGarbage } = await import("../../../../electron/calls/publishing/little-garbage.ts");

const [LITTLE, ITS_OWN] = ["--heap-growing-percent=30", "--heap-growing-percent=0"];
const [ALONE, SHARED] = ["--no-parallel-scavenge", "--parallel-scavenge"];
const waitFor = (what: string) => () => expect.poll(() => seen.did.includes(what), { timeout: 60_000 }).toBe(true);

describe("a publication's garbage", () => {
  beforeEach(() => {
    seen.did.splice(0);
    seen.used = 0;
  });

  it("is collected when V8 finds it best where the work is short, and by one thread", async () => {
    seen.used = 2 ** 30;
    await withLittleGarbage(async () => undefined);
    expect(seen.did).toEqual([ALONE, ITS_OWN, SHARED]);
  });

  it("is kept little in long work, and collected at once where there is much", async () => {
    seen.used = 2 ** 30;
    await withLittleGarbage(waitFor("collected"), 0);
    expect(seen.did).toEqual([ALONE, LITTLE, "--expose-gc", "--no-expose-gc", "collected", ITS_OWN, SHARED]);
  }, 90_000);

  it("isn't collected at once where there is little", async () => {
    await withLittleGarbage(waitFor(LITTLE), 0);
    expect(seen.did).toEqual([ALONE, LITTLE, ITS_OWN, SHARED]);
  }, 90_000);
});
