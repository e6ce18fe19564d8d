/** Packages that come in: dropped, chosen, or handed over by the system. */
import { LIMITS, PACKAGE_PART } from "../../shared/contract.ts";
import { deskError, done, type Result } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { type PackageFile, packageFiles } from "../base/package-files.ts";
import { base64Of, storyNow } from "../editor/door.ts";
import { type CameIn, packageWork, show } from "./package-work.ts";

/** Sends a file to the desk part by part; the token that it waits under. */
async function bring(file: File): Promise<Result<string>> {
  let token: string | null = null;
  for (let at = 0; at === 0 || at < file.size; at += PACKAGE_PART) {
    let data: string;
    try {
      data = await base64Of(file.slice(at, at + PACKAGE_PART));
    } catch {
      // It went away since.
      return { ok: false, error: deskError("file-missing", { name: file.name }) };
    }
    const added: Result<{ token: string }> = await desk.call("package.add", { token, data });
    if (!added.ok) return added;
    token = added.value.token;
  }
  return token === null
    ? { ok: false, error: deskError("file-empty", { name: file.name }) }
    : { ok: true, value: token };
}

async function take(name: string, token: Result<string>): Promise<CameIn["answer"]> {
  if (!token.ok) return { error: token.error };
  // What is typed just now is merged too.
  await storyNow()?.session.flush();
  const taken = await desk.call("package.take", { token: token.value, name: name.slice(-LIMITS.fileName) });
  return taken.ok ? { taken: taken.value } : { error: taken.error };
}

async function takeAll(coming: readonly PackageFile[]): Promise<void> {
  const before = packageWork.get();
  const shown = before.kind === "incoming" ? before.files : [];
  const files: CameIn[] = [...shown, ...coming.map(({ name }) => ({ name, answer: null }))];
  show({ kind: "incoming", files });
  for (const [index, file] of coming.entries()) {
    const token = file instanceof File ? await bring(file) : done(file.token);
    const answer = await take(file.name, token);
    files[shown.length + index] = { name: file.name, answer };
    // Closed meanwhile, it goes on, and nobody is called back to it.
    if (packageWork.get().kind === "incoming") packageWork.set({ kind: "incoming", files: [...files] });
  }
}

/** Takes what is dropped, chosen or handed over by the system, one after the other. */
export function followPackages(): void {
  let working: Promise<void> = Promise.resolve();
  packageFiles.subscribe(() => {
    const files = packageFiles.get();
    if (files.length === 0) return;
    packageFiles.set([]);
    working = working.then(() => takeAll(files));
  });
}
