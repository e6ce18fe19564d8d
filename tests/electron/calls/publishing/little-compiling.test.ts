import { beforeEach, describe, expect, it, vi } from "vitest";

const flags = vi.hoisted(() => [] as string[]);
vi.mock("node:v8", () => ({ setFlagsFromString: (flag: string) => flags.push(flag) }));

const { withLittleCompiling } = await import("../../../../electron/calls/publishing/little-compiling.ts");

describe("a publication's code", () => {
  beforeEach(() => void flags.splice(0));

  it("isn't compiled to the last where the work is short, and is again afterwards", async () => {
    expect(await withLittleCompiling(async () => [...flags])).toEqual(["--no-turbofan"]);
    expect(flags).toEqual(["--no-turbofan", "--turbofan"]);
  });

  it("is, once the work takes long", async () => {
    const isAll = () => flags.includes("--turbofan");
    await withLittleCompiling(() => expect.poll(isAll, { timeout: 60_000 }).toBe(true), 0);
    expect(flags).toEqual(["--no-turbofan", "--turbofan", "--turbofan"]);
  }, 90_000);

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
