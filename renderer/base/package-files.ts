/** Colleagues' packages among what comes in; whoever takes them follows the store. */
import { PACKAGE_ENDING } from "../../shared/contract.ts";
import { createStore } from "./store.ts";

/** A file that the window was given, or one that the desk has under a token. */
export type PackageFile = File | { readonly name: string; readonly token: string };

/** Those that wait to be taken. */
export const packageFiles = createStore<readonly PackageFile[]>([]);

export function bringPackages(packages: readonly PackageFile[]): void {
  if (packages.length > 0) packageFiles.set([...packageFiles.get(), ...packages]);
}

/** By its name, as the system tells its kinds of files apart. */
const isPackage = ({ name }: { readonly name: string }): boolean => name.toLowerCase().endsWith(PACKAGE_ENDING);

/** Takes packages out of the files of a drop or a choice; the others are returned. */
export function withoutPackages(files: readonly File[]): readonly File[] {
  bringPackages(files.filter(isPackage));
  return files.filter((file) => !isPackage(file));
}
