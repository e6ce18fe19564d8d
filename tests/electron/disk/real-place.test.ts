import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { isWithin } from "../../../electron/disk/real-place.ts";

/** A disk that knows no capitals. */
vi.mock("node:fs/promises", async (importOriginal) => {
  const whole = await importOriginal<typeof import("node:fs/promises")>();
  const stat = (file: string, options: { readonly bigint: true }) =>
    whole.stat(file.replace("LIBRARY", "library"), options);
  return { ...whole, stat };
});

test("a second name for a folder is the same folder, for what isn't there yet too", async () => {
  const room = await mkdtemp(path.join(tmpdir(), "songphasa-place-"));
  try {
    const library = path.join(room, "library");
    await mkdir(library);
    for (const place of ["LIBRARY", "LIBRARY/backups", "library/backups"])
      expect(await isWithin(path.join(room, place), library), place).toBe(true);
    for (const place of ["libraries", ".", "library/../backups"])
      expect(await isWithin(path.join(room, place), library), place).toBe(false);
  } finally {
    await rm(room, { recursive: true, force: true });
  }
});
