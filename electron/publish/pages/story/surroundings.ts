/** How a page reaches what isn't in it. */
import type { Settings } from "../../../../shared/settings.ts";
import { siteLook } from "../../../../shared/site-look.ts";

export interface Surroundings {
  /** From the page to the site's root: `../../../../`; empty at the root. */
  readonly root: string;
  /** Whether an address names the file, for a site that is read from a disk. */
  readonly writesIndex: boolean;
  /** The whole style sheet, for a page that must stand alone: it then has no script either. */
  readonly styles?: string;
  /** The address of an image, given its path from the site's root. */
  readonly imageAddress: (path: string) => string;
}

/** Those of a page that reaches the site's root by this address, which is empty or ends in a slash. */
export const surroundingsFrom = (root: string, settings: Settings): Surroundings => ({
  root,
  writesIndex: siteLook(settings).writesIndex,
  imageAddress: (path) => `${root}${path}`,
});

/** Those of a page so many folders below the site's root. */
export const surroundingsAt = (depth: number, settings: Settings): Surroundings =>
  surroundingsFrom("../".repeat(depth), settings);

/** The address of a folder's page as a link on this page; the root's folder is empty. */
export function pageAddress({ root, writesIndex }: Surroundings, folder: string): string {
  const address = folder === "" ? root : `${root}${folder}/`;
  if (writesIndex) return `${address}index.html`;
  return address === "" ? "./" : address;
}

/** A folder's public address under the site's. */
export const publicAddress = (baseUrl: string, folder: string): string =>
  folder === "" ? baseUrl : `${baseUrl}${folder}/`;
