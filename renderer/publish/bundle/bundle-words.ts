/** A bundle in a few words. */
import type { TFunction } from "i18next";
import type { BundlePlan } from "../../../shared/contract.ts";

/** With a unit that fits: a few kilobytes are not "0.0 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

const KINDS = ["new", "changed", "moved", "withdrawn", "removed"] as const;

/** What became of the stories; empty where nothing did. */
export function storyWords(t: TFunction, { kind, stories }: Pick<BundlePlan, "kind" | "stories">): string[] {
  if (kind !== "delta") return [t("bundle.pages", { count: stories.new })];
  return KINDS.filter((one) => stories[one] > 0).map((one) => t(`bundle.stories.${one}`, { count: stories[one] }));
}

/** How many files it brings, and how many go. */
export function fileWords(t: TFunction, { files }: Pick<BundlePlan, "files">): string {
  const brings = files.added + files.changed + files.withdrawn;
  const removed = files.removed + files.moved;
  const some = t("bundle.files", { count: brings });
  return removed > 0 ? `${some}, ${t("bundle.filesGone", { count: removed })}` : some;
}

export const isEmpty = ({ kind, files }: Pick<BundlePlan, "kind" | "files">): boolean =>
  kind === "delta" && Object.values(files).every((count) => count === 0);
