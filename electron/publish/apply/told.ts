/** What came of a bundle, in lines for a terminal. */
import type { BundledPublication } from "../../../shared/bundle/bundle-manifest.ts";
import type { Applied, RolledBack } from "./apply-bundle.ts";
import type { BundleTold } from "./open-bundle.ts";

/** Paths that are named of those which are told. */
const NAMED = 20;

const named = (paths: readonly string[]): string[] =>
  paths.length > NAMED ? [...paths.slice(0, NAMED), `… and ${paths.length - NAMED} more`] : [...paths];

const publicationWords = (publication: BundledPublication | null | undefined): string =>
  publication ? `publication ${publication.sequence} of ${publication.at}` : "no publication";

function kindWords({ kind, publication, follows }: BundleTold): string {
  if (kind === "delta")
    return `what changed since ${publicationWords(follows)}, up to ${publicationWords(publication)}`;
  return kind === "whole"
    ? `a whole site, ${publicationWords(publication)}`
    : `chosen stories alone, which is never applied as a site`;
}

function signatureWords({ signed }: BundleTold): string {
  if (!signed) return "not signed";
  return signed.isChecked
    ? `signed by the key that was given, ${signed.by}`
    : `signed by ${signed.by}; not checked against a key (--key FILE)`;
}

export function bundleLines(bundle: BundleTold): string[] {
  const { changes, files, size } = bundle;
  const counts = changes
    ? Object.entries(changes)
        .map(([kind, count]) => `${count} ${kind}`)
        .join(", ")
    : `${files} files`;
  return [`Whole and unharmed: ${kindWords(bundle)}`, `  ${counts}; ${size} bytes; ${signatureWords(bundle)}`];
}

const recoveredLines = ({ recovered }: Pick<Applied, "recovered">): string[] =>
  recovered ? [`An earlier run that was cut short was ${recovered} first.`] : [];

const byHandLines = ({ byHand }: Pick<Applied, "byHand">): string[] =>
  byHand.map(({ path, kept }) => `  changed by hand: ${path}, kept as ${kept}`);

export function appliedLines(applied: Applied): string[] {
  const { bundle, already, written, removed, left, differing, path } = applied;
  return [
    ...recoveredLines(applied),
    already
      ? `Nothing to do: ${path} stands at ${publicationWords(bundle.publication)} already`
      : `${written} written, ${removed} removed: ${path} stands at ${publicationWords(bundle.publication)}`,
    ...byHandLines(applied),
    ...left.map((one) => `  left as its owner has it: ${one}`),
    ...named(differing).map((one) => `  gone or changed, and not in this bundle (a whole one mends it): ${one}`),
  ];
}

export function rolledBackLines(rolledBack: RolledBack): string[] {
  const { publication, written, removed, path } = rolledBack;
  return [
    ...recoveredLines(rolledBack),
    `${written} written, ${removed} removed: ${path} ${publication ? `stands at ${publicationWords(publication)} again` : "is as it was before the first bundle"}`,
    ...byHandLines(rolledBack),
  ];
}
