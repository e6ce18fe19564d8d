/** Desks that share a library through a hub in a folder, each with a user's folder of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach } from "vitest";
import { type Library, openLibrary } from "../../../electron/library/library.ts";
import {
  beginSharing,
  type GivenHub,
  joinSharing,
  makeHub,
  type Sharer,
  type Synced,
  syncNow,
} from "../../../electron/sync/share.ts";
import type { Article, Lang } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { must } from "../library/stories.ts";

export interface SharingDesk {
  readonly library: Library;
  readonly sharer: Sharer;
  sync(): Promise<Synced>;
  /** A story as it stands on this desk. */
  story(id: string): Promise<Article>;
  headline(id: string, lang: Lang, text: string): Promise<void>;
}

export interface SharedNewsroom {
  readonly root: () => string;
  readonly hub: () => string;
  /** The first one shares, the others join. `gitless`: its machine has no git. */
  desk(name: string, hub?: GivenHub, gitless?: boolean): Promise<SharingDesk>;
}

/** What speaks with a hub over HTTPS: git, or, where a machine has none, the app itself. */
export const CARRIERS = [
  { carrier: "git", gitless: false },
  { carrier: "own", gitless: true },
] as const;
/** Of a desk whose machine has no git. */
export const NO_GIT = { lookForGit: async () => ({ version: null, isReady: false }) };

const WORDS = ["ນາງ ຄຳຫລ້າ", "ທ້າວ ສົມສັກ", "ນາງ ມະນີວອນ", "ທ້າວ ບຸນມີ"];

export function sharedNewsroom(): SharedNewsroom {
  let root = "";
  let count = 0;
  const open: Library[] = [];
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "songphasa-desks-"));
    count = 0;
  });
  afterEach(async () => {
    for (const library of open.splice(0)) await library.close();
    rmSync(root, { recursive: true, force: true });
  });
  const hub = () => path.join(root, "hub");
  return {
    root: () => root,
    hub,
    async desk(name, given = { address: hub() }, gitless = false) {
      const folder = path.join(root, name);
      const sharer = {
        home: path.join(root, `${name}-home`),
        desk: `01JDESK${name.toUpperCase()}`,
        by: WORDS[count] ?? name,
        ...(gitless && NO_GIT),
      };
      count += 1;
      if (count === 1 && given.address === hub()) must(await makeHub(hub(), sharer.home));
      if (count > 1) must(await joinSharing(folder, given, sharer));
      const library = must(await openLibrary(folder, { desk: sharer.desk, pause: 60_000 }));
      open.push(library);
      const sync = async () => must(await syncNow(library, sharer));
      if (count === 1) must(await beginSharing(library, given, sharer));
      else await sync();
      const story = async (id: string) => must(await library.open(id)).article;
      return {
        library,
        sharer,
        sync,
        story,
        async headline(id, lang, text) {
          const { revs } = must(await library.open(id));
          const writer = { origin: "editor" as const, by: sharer.by };
          must(await library.save({ id, base: { [lang]: revs[lang] }, [lang]: { headline: text } }, writer));
        },
      };
    },
  };
}

/** Every story of a desk, as one text: equal where desks have the same. */
export async function wholeOf({ library }: SharingDesk): Promise<string> {
  const stories: unknown[] = [];
  for (const id of await library.ids()) stories.push(must(await library.read(id)).article);
  return canonicalJson(stories);
}
