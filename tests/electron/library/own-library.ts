/** A library in a folder of its own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach } from "vitest";
import { type Library, type OpenLibraryOptions, openLibrary } from "../../../electron/library/library.ts";
import { must } from "./stories.ts";

export { must, story, storyWithText, writer } from "./stories.ts";

export interface Newsroom {
  folder(): string;
  open(options?: OpenLibraryOptions): Promise<Library>;
  /** Closes whatever is open, as a desk that is left does. */
  close(): Promise<void>;
}

/** For the tests of one file: an empty folder before each, everything closed and gone after it. */
export function newsroom(): Newsroom {
  let room = "";
  const opened: Library[] = [];
  const close = async () => {
    for (const one of opened.splice(0)) await one.close();
  };
  beforeEach(async () => {
    room = await mkdtemp(path.join(tmpdir(), "songphasa-library-"));
  });
  afterEach(async () => {
    await close();
    await rm(room, { recursive: true, force: true });
  });
  return {
    folder: () => path.join(room, "library"),
    async open(options = {}) {
      const one = must(await openLibrary(path.join(room, "library"), options));
      opened.push(one);
      return one;
    },
    close,
  };
}
