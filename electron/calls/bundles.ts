/** Bundles for the website: planned, made, listed, handed over. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { MadeBundle, Request } from "../../shared/contract.ts";
import { done, type Result, refuse } from "../../shared/errors.ts";
import { instantNow } from "../../shared/text/dates.ts";
import type { ChosenFolders } from "../desk/chosen-folders.ts";
import { madeBundles } from "../desk/made-bundles.ts";
import { misplaced } from "../desk/usable-folder.ts";
import { isMissing } from "../disk/disk-error.ts";
import type { HostPorts } from "../hosts/ports.ts";
import { lockedOut } from "../library/files/lock.ts";
import { bundlesMade, lookAhead, type MakeOptions, makeBundle, noted } from "./publishing/make-bundle.ts";
import { picturesFirst } from "./publishing/pictures-first.ts";
import { publicationsUnderWay } from "./publishing/under-way.ts";
import type { Needs, Room } from "./room.ts";

export interface BundleNeeds extends Pick<Needs, "library" | "pictures" | "writer" | "progress"> {
  readonly folders: ChosenFolders;
  readonly ports: HostPorts;
  /** The user's folder. */
  readonly home: string;
}

/** Seconds that were given in this process, with their folder: one that waits for its turn has no file yet. */
const given = new Set<string>();

/**
 * A file for a new bundle: by the second, so that their names stand in the order in which they are applied, and by what
 * it is. One of a second that has a bundle already gets the next: by any other ending it would sort before it.
 */
export async function bundleFile(folder: string, kind: "" | "-changes" | "-part" = ""): Promise<string> {
  const stands = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (let at = Date.parse(instantNow()); ; at += 1000) {
    const second = new Date(at)
      .toISOString()
      .replace(/[^0-9]/g, "")
      .slice(0, 14);
    const name = `songphasa-${second}`;
    const place = path.join(folder, name);
    if (given.has(place) || stands.some((one) => one.startsWith(name))) continue;
    given.add(place);
    return `${place}${kind}.zip`;
  }
}

export const bundleCalls = ({ library, pictures, writer, progress, folders, ports, home }: BundleNeeds) => {
  const underWay = publicationsUnderWay(progress);
  const made = () => madeBundles(home, library().id);
  /** The bundle of an id. Errors: `bundle-gone`, `disk-…`. */
  async function find(id: string): Promise<Result<MadeBundle>> {
    const all = await noted(home, () => made().all());
    if (!all.ok) return all;
    const found = all.value.find((one) => one.id === id);
    return found ? done(found) : refuse("bundle-gone");
  }

  /** What is asked for, with the list of the bundle that it follows. */
  async function wished(request: Request<"bundle.make">): Promise<Result<MakeOptions>> {
    const { since, articles, ...asked } = request;
    if (since === undefined) return done({ ...asked, chosen: articles });
    const base = await find(since);
    if (!base.ok) return base;
    const { path: file, list } = base.value;
    const name = path.basename(file);
    if (list === null) return refuse("bundle-base-part", { name });
    return done({ ...asked, chosen: articles, since: { list, name } });
  }

  return {
    "bundle.plan": (request) =>
      underWay.run(async (way) => {
        const wish = await wished(request);
        if (!wish.ok) return wish;
        const plan = await lookAhead(library(), home, writer("editor"), { ...wish.value, ...way });
        if (plan.ok) return done({ plan: plan.value });
        return plan.error.reason === "publish-cancelled" ? done({ plan: null }) : plan;
      }),
    "bundle.make": (request) =>
      underWay.run(async (way) => {
        if (library().readOnly) return { ok: false, error: lockedOut(library()) };
        const folder = folders.now().bundle;
        const problem = await misplaced(folder, "bundle", library().folder);
        if (problem) return { ok: false, error: problem };
        const wish = await wished(request);
        if (!wish.ok) return wish;
        const kind = request.part ? "-part" : request.since === undefined ? "" : "-changes";
        await picturesFirst(library(), pictures(), wish.value, way);
        const file = await bundleFile(folder, kind);
        return makeBundle(library(), home, file, writer("editor"), { ...wish.value, ...way });
      }),
    "bundle.cancel": async () => {
      underWay.cancel();
      return done({});
    },
    "bundle.list": () => noted(home, async () => ({ bundles: await bundlesMade(library(), home) })),
    "bundle.handOver": async ({ id, to }) => {
      const handed = to === null ? null : { at: instantNow(), to };
      const bundle = await noted(home, () => made().handOver(id, handed));
      if (!bundle.ok) return bundle;
      return bundle.value ? done(bundle.value) : refuse("bundle-gone");
    },
    "bundle.show": async ({ id }) => {
      const bundle = await find(id);
      if (!bundle.ok) return bundle;
      const folder = path.dirname(bundle.value.path);
      return done({ path: folder, shown: await ports.showFolder(folder) });
    },
  } satisfies Room;
};
