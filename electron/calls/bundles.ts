/** Bundles for the website: planned, made, listed, handed over. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Request } from "../../shared/contract.ts";
import { done, type Result, refuse } from "../../shared/errors.ts";
import { instantNow } from "../../shared/text/dates.ts";
import type { ChosenFolders } from "../desk/chosen-folders.ts";
import { madeBundles } from "../desk/made-bundles.ts";
import { misplaced } from "../desk/usable-folder.ts";
import { diskError, isDiskError, isMissing } from "../disk/disk-error.ts";
import type { HostPorts } from "../hosts/ports.ts";
import { lockedOut } from "../library/files/lock.ts";
import { bundlesMade, lookAhead, type MakeOptions, makeBundle } from "./publishing/make-bundle.ts";
import { publicationsUnderWay } from "./publishing/under-way.ts";
import type { Needs, Room } from "./room.ts";

export interface BundleNeeds extends Pick<Needs, "library" | "writer" | "progress"> {
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

export const bundleCalls = ({ library, writer, progress, folders, ports, home }: BundleNeeds) => {
  const underWay = publicationsUnderWay(progress);
  const made = () => madeBundles(home, library().id);

  /** What is asked for, with the list of the bundle that it follows. */
  async function wished(request: Request<"bundle.make">): Promise<Result<MakeOptions>> {
    const { since, articles, ...asked } = request;
    if (since === undefined) return done({ ...asked, chosen: articles });
    const base = (await made().all()).find(({ id }) => id === since);
    if (!base) return refuse("bundle-gone");
    const name = path.basename(base.path);
    if (base.list === null) return refuse("bundle-base-part", { name });
    return done({ ...asked, chosen: articles, since: { list: base.list, name } });
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
        const file = await bundleFile(folder, kind);
        return makeBundle(library(), home, file, writer("editor"), { ...wish.value, ...way });
      }),
    "bundle.cancel": async () => {
      underWay.cancel();
      return done({});
    },
    "bundle.list": async () => done({ bundles: await bundlesMade(library(), home) }),
    "bundle.handOver": async ({ id, to }) => {
      try {
        const bundle = await made().handOver(id, to === null ? null : { at: instantNow(), to });
        return bundle ? done(bundle) : refuse("bundle-gone");
      } catch (error) {
        if (isDiskError(error)) return { ok: false, error: diskError(error, home) };
        throw error;
      }
    },
    "bundle.show": async ({ id }) => {
      const bundle = (await made().all()).find((one) => one.id === id);
      if (!bundle) return refuse("bundle-gone");
      const folder = path.dirname(bundle.path);
      return done({ path: folder, shown: await ports.showFolder(folder) });
    },
  } satisfies Room;
};
