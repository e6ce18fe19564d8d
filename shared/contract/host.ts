/** What the host keeps and can do for who sits here. */
import { z } from "zod";
import { Key, Lang } from "../article/article.ts";
import { Empty, LIMITS } from "./parts.ts";

/** Who sits here, where nobody has said a name. */
export const NO_NAME = "Desk";

/** How large the stories' text is set, smallest first. */
export const TEXT_SIZES = ["small", "usual", "large"] as const;
export const TextSize = z.enum(TEXT_SIZES);
export type TextSize = z.infer<typeof TextSize>;

export const PURPOSES = ["site", "bundle", "package", "library", "backup"] as const;
export const Purpose = z.enum(PURPOSES);
export type Purpose = z.infer<typeof Purpose>;

const Asked = z.string().max(200).optional();

/**
 * What the list is asked for, to be asked again. It is read as far as it is known: a stage, a category or a filter may
 * be one that this version or this library doesn't have.
 */
const Shown = z.looseObject({
  text: z.string().max(LIMITS.search).optional(),
  filter: Asked,
  stage: Asked,
  category: Asked,
  tag: Asked,
  person: Asked,
  assigned: Asked,
  days: Asked,
  sort: Asked,
});
export type Shown = z.infer<typeof Shown>;

/** The same under a name. */
export const KeptFilter = Shown.extend({ name: z.string().trim().min(1).max(80) });
export type KeptFilter = z.infer<typeof KeptFilter>;

/** What the host keeps for who sits here, outside any library. */
export const HostState = z.object({
  host: z.enum(["electron", "browser"]),
  version: z.string(),
  /** Whether this app checks and installs a newer one: it was installed with a key to check it by, without one, or not at all. */
  updates: z.enum(["offered", "no-key", "none"]),
  /** The version whose news were shown last; null where none were yet. */
  newsSeen: z.string().nullable(),
  by: z.string(),
  /** The key of the person of the settings who sits here; null where nobody has said. */
  person: Key.nullable(),
  language: Lang,
  theme: z.enum(["auto", "light", "dark"]),
  textSize: TextSize,
  /** Each name once. */
  filters: z.array(KeptFilter),
  /** Endings of the files that an import reads, without the dot. */
  imports: z.array(z.string()),
  folders: z.object({ site: z.string(), bundle: z.string(), package: z.string(), backup: z.string().nullable() }),
});
export type HostState = z.infer<typeof HostState>;

/** Where a story's page stands, from the site's root: `en/2024/12/slug/`. It leads nowhere else. */
const PageAddress = z.string().regex(/^(lo|en)\/\d{4}\/\d\d\/[a-z0-9-]{1,200}\/$/);

export const hostContract = {
  /** Electron asks with a dialog; the browser host checks the path that was typed. */
  "host.chooseFolder": {
    request: z.strictObject({ purpose: Purpose, path: z.string().optional() }),
    answer: z.object({ path: z.string().nullable() }),
  },
  "host.state": { request: Empty, answer: HostState },
  "host.remember": {
    request: z.strictObject({
      by: z.string().trim().min(1).max(80).optional(),
      person: Key.nullable().optional(),
      language: Lang.optional(),
      theme: z.enum(["auto", "light", "dark"]).optional(),
      textSize: TextSize.optional(),
      newsSeen: z.string().max(40).optional(),
      /** `keep` takes the place of the one that has its name, or that `drop` names; with `drop` alone that one goes. */
      filters: z.strictObject({ keep: KeptFilter.optional(), drop: z.string().optional() }).optional(),
    }),
    answer: HostState,
  },
  /** A page of the site's folder in the system's browser; `address` as a plan names it. `opened`: the system could. */
  "host.openPage": {
    request: z.strictObject({ address: PageAddress }),
    answer: z.object({ path: z.string(), opened: z.boolean() }),
  },
  "host.showFolder": {
    request: z.strictObject({ purpose: Purpose }),
    answer: z.object({ path: z.string(), shown: z.boolean() }),
  },
  "host.showLibrary": { request: Empty, answer: z.object({ path: z.string(), shown: z.boolean() }) },
} as const;
