/** What the dialog of packages shows: one that is made, or those that come in. */
import type { Answer, TakenPackage } from "../../shared/contract.ts";
import type { DeskError } from "../../shared/errors.ts";
import { dialog } from "../base/layout-state.ts";
import { createStore } from "../base/store.ts";

/** A file that came in: what it brought, or why it was refused; null while it is being read. */
export interface CameIn {
  readonly name: string;
  readonly answer: { readonly taken: TakenPackage } | { readonly error: DeskError } | null;
}

export type PackageWork =
  | { readonly kind: "none" }
  | { readonly kind: "making" }
  | { readonly kind: "made"; readonly made: Answer<"package.make">; readonly ids: readonly string[] }
  | { readonly kind: "refused"; readonly error: DeskError; readonly ids: readonly string[] }
  | { readonly kind: "incoming"; readonly files: readonly CameIn[] };

export const packageWork = createStore<PackageWork>({ kind: "none" });

export function show(work: PackageWork): void {
  packageWork.set(work);
  dialog.set("package");
}
