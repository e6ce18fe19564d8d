/** electron-builder's hook: the app's folder is complete, and not yet signed. */
import path from "node:path";
import { flipFuses } from "@electron/fuses";
import type { AfterPackContext } from "electron-builder";
import { FUSES } from "./fuses.ts";

/** The file that holds the fuses, or leads to it. */
export function programOf({ appOutDir, electronPlatformName, packager }: AfterPackContext): string {
  const { productFilename } = packager.appInfo;
  const names: Readonly<Record<string, string>> = {
    darwin: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
    linux: "songphasa",
  };
  const name = names[electronPlatformName];
  if (name === undefined) throw new Error(`Nothing is packaged for ${electronPlatformName}.`);
  return path.join(appOutDir, name);
}

export default async function afterPack(context: AfterPackContext): Promise<void> {
  // A changed program is no longer what its maker signed, and an Apple processor runs none without a signature.
  const isOnMac = process.platform === "darwin" && context.electronPlatformName === "darwin";
  await flipFuses(programOf(context), { ...FUSES, resetAdHocDarwinSignature: isOnMac });
}
