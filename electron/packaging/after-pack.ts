/** electron-builder's hook: the app's folder is complete, and not yet signed. */
import path from "node:path";
import { flipFuses } from "@electron/fuses";
import { type AfterPackContext, Arch } from "electron-builder";
import { FUSES } from "./fuses.ts";
import { overBudget, partsOf, sizesOf, sizesTold } from "./size-budget.ts";

/** The file that holds the fuses, or leads to it. */
function programOf({ appOutDir, electronPlatformName, packager }: AfterPackContext): string {
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

/** Sets the fuses, prints what is large, and throws where the app grew beyond its budget. */
export default async function afterPack(context: AfterPackContext): Promise<void> {
  // A changed program is no longer what its maker signed, and an Apple processor runs none without a signature.
  const isOnMac = process.platform === "darwin" && context.electronPlatformName === "darwin";
  await flipFuses(programOf(context), { ...FUSES, resetAdHocDarwinSignature: isOnMac });
  const { packager, appOutDir, arch } = context;
  // The two halves of a universal app were measured already.
  if (arch === Arch.universal) return;
  const parts = await partsOf(packager.getResourcesDir(appOutDir));
  const target = `${packager.platform.buildConfigurationKey}-${Arch[arch]}`;
  process.stdout.write(`The largest parts for ${target}:\n${sizesTold(parts)}`);
  const over = overBudget(sizesOf(parts, target));
  if (over.length > 0) throw new Error(over.join("\n"));
}
