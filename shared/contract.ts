/**
 * Every call between window and desk, once, with the schema of its request and of its answer: those of a room
 * stand in `contract/`, under the name of the room that answers them. Both hosts and the command line check
 * against these; types come from them.
 */
import type { z } from "zod";
import { backupContract } from "./contract/backup.ts";
import { boardContract } from "./contract/board.ts";
import { bundleContract } from "./contract/bundles.ts";
import { careContract } from "./contract/care.ts";
import { checksContract } from "./contract/checks.ts";
import type { DeskEvent } from "./contract/events.ts";
import { historyContract } from "./contract/history.ts";
import { hostContract } from "./contract/host.ts";
import { intakeContract } from "./contract/intake.ts";
import { libraryContract } from "./contract/library.ts";
import { openingContract } from "./contract/opening.ts";
import { packageContract } from "./contract/packages.ts";
import { publishingContract } from "./contract/publishing.ts";
import { settingsContract } from "./contract/settings.ts";
import { sharingContract } from "./contract/sharing.ts";
import { signingContract } from "./contract/signing.ts";
import { storyContract } from "./contract/stories.ts";
import { templateContract } from "./contract/templates.ts";
import { updatesContract } from "./contract/updates.ts";
import type { Result } from "./errors.ts";
import { joinTables } from "./join-tables.ts";

export * from "./contract/backup.ts";
export * from "./contract/board.ts";
export * from "./contract/bundles.ts";
export * from "./contract/care.ts";
export * from "./contract/checks.ts";
export * from "./contract/events.ts";
export * from "./contract/history.ts";
export * from "./contract/host.ts";
export * from "./contract/intake.ts";
export * from "./contract/library.ts";
export * from "./contract/opening.ts";
export * from "./contract/packages.ts";
export { type Langs, LIMITS, Revisions } from "./contract/parts.ts";
export * from "./contract/publishing.ts";
export * from "./contract/settings.ts";
export * from "./contract/sharing.ts";
export * from "./contract/signing.ts";
export * from "./contract/stories.ts";
export * from "./contract/templates.ts";
export * from "./contract/updates.ts";

export const calls = joinTables([
  libraryContract,
  storyContract,
  boardContract,
  historyContract,
  careContract,
  checksContract,
  intakeContract,
  publishingContract,
  bundleContract,
  packageContract,
  settingsContract,
  hostContract,
  openingContract,
  updatesContract,
  templateContract,
  backupContract,
  signingContract,
  sharingContract,
]);

export type CallName = keyof typeof calls;
export type Request<C extends CallName> = z.input<(typeof calls)[C]["request"]>;
export type Answer<C extends CallName> = z.output<(typeof calls)[C]["answer"]>;
export const isCallName = (name: string): name is CallName => Object.hasOwn(calls, name);

/** The desk as the window and the command line hold it, whichever host is behind. */
export interface Desk {
  call<C extends CallName>(name: C, request: Request<C>): Promise<Result<Answer<C>>>;
  subscribe(listener: (event: DeskEvent) => void): () => void;
}
