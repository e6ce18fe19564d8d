/** Colleagues' packages among the files that come in; whoever takes them follows the store. */
import { PACKAGE_ENDING } from "../../shared/contract.ts";
import { createStore } from "./store.ts";

/** Those that wait to be taken. */
export const packageFiles = createStore<readonly File[]>([]);

/** By its name, as the system tells its kinds of files apart. */
const isPackage = ({ name }: { readonly name: string }): boolean => name.toLowerCase().endsWith(`.${PACKAGE_ENDING}`);

/** Takes packages out of the files of a drop or a choice; the others are returned. */
export function withoutPackages(files: readonly File[]): readonly File[] {
  const packages = files.filter(isPackage);
  if (packages.length > 0) packageFiles.set([...packageFiles.get(), ...packages]);
  return files.filter((file) => !isPackage(file));
}
