import { beforeEach, describe, expect, it, vi } from "vitest";

const flags = vi.hoisted(() => [] as string[]);
vi.mock("node:v8", () => ({ setFlagsFromString: (flag: string) => flags.push(flag) }));

const { withLittleCompiling } = await import("../../../../electron/calls/publishing/little-compiling.ts");

/** Keeps the processor at work, with a breath now and then, for so many milliseconds of its time. */
async function busyFor(milliseconds: number): Promise<void> {
  const since = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(since);
    if ((user + system) / 1000 >= milliseconds) return;
    const until = performance.now() + 20;
    while (performance.now() < until) Math.sqrt(until);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

describe("a publication's code", () => {
  beforeEach(() => void flags.splice(0));

  it("isn't compiled to the last where the work is short, and is again afterwards", async () => {
    expect(await withLittleCompiling(async () => [...flags])).toEqual(["--no-turbofan"]);
    expect(flags).toEqual(["--no-turbofan", "--turbofan"]);
  });

  it("is, once the work takes long", async () => {
    await withLittleCompiling(async () => {
      expect(flags).toEqual(["--no-turbofan"]);
      await busyFor(3300);
      await expect.poll(() => flags).toEqual(["--no-turbofan", "--turbofan"]);
    });
  });

  it("is again after work that failed", async () => {
    await expect(withLittleCompiling(() => Promise.reject(new Error("ດິສເຕັມ")))).rejects.toThrow("ດິສເຕັມ");
    expect(flags.at(-1)).toBe("--turbofan");
  });

  it("isn't while other work goes on", async () => {
    let finish = () => {};
    const long = withLittleCompiling(() => new Promise<void>((resolve) => (finish = resolve)));
    await withLittleCompiling(async () => undefined);
    expect(flags).toEqual(["--no-turbofan"]);
    finish();
    await long;
    expect(flags.at(-1)).toBe("--turbofan");
  });
});
