import type { RunningDesk } from "../e2e/desk-in-browser.ts";

/** One screen that is looked at in both languages, by day and by night. */
export interface Screen {
  readonly name: string;
  /** Begins with an empty library. */
  readonly isEmpty?: boolean;
  /** One of those that are looked at on a large screen as well. */
  readonly isMain?: boolean;
  show(desk: RunningDesk): Promise<unknown>;
}
