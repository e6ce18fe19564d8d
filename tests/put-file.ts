/** A file that another program puts into a library that is open. */
import { randomUUID } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** Whole at once, as a synced folder does it: no desk meets one that is only begun, however busy the machine. */
export async function putFile(file: string, bytes: string | Buffer): Promise<void> {
  // On the same disk: the libraries of tests stand there too.
  const aside = path.join(tmpdir(), `songphasa-put-${randomUUID()}`);
  await writeFile(aside, bytes);
  await rename(aside, file);
}
