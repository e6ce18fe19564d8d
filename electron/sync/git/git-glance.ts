/** A hub looked at before anything is shared there: the few files that say what it is, and whether it may be written. */
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import type { Remote } from "../remote.ts";
import { fail } from "../sync-error.ts";
import { isMoment, type Signed, writeMoment } from "./git-files.ts";
import type { HubAddress } from "./hub-address.ts";
import { hubReason } from "./hub-words.ts";
import type { Git } from "./run-git.ts";
import { storedFiles } from "./store/stored-files.ts";

const SEEN = "refs/songphasa/glance";

/** `git`: a repository whose remote `hub` is set and keeps its files until they are asked for; `ready` makes it. */
export function gitGlance(
  git: Git,
  ready: () => Promise<void>,
  { kind, url }: HubAddress,
  main: string,
  signed: () => Signed,
): Pick<Remote, "glance" | "mayWrite"> {
  const speak = async (args: readonly string[]): Promise<Buffer> => {
    const { code, out, complaint } = await git.run(args);
    if (code !== 0) fail(hubReason(complaint), { hub: url });
    return out;
  };
  return {
    async glance(paths) {
      await ready();
      const [head = ""] = (await speak(["ls-remote", "hub", main])).toString("latin1").split("\t");
      if (!isMoment(head)) {
        // One that holds something else than a library is not empty.
        const refs = (await speak(["ls-remote", "hub", "refs/heads/*"])).toString("latin1").split("\n");
        return refs.some((line) => line !== "" && !/\trefs\/heads\/(?:desk|here|assets)\//.test(line))
          ? paths.map(() => null)
          : null;
      }
      const newest = ["--depth=1", "--filter=blob:none", "--quiet", "--no-tags", "--no-write-fetch-head"];
      await speak(["fetch", ...newest, "hub", `+${main}:${SEEN}`]);
      const files = storedFiles(git);
      try {
        return await files.get(paths.map((path) => ({ at: head, path })));
      } finally {
        await files.close();
      }
    },
    async mayWrite() {
      await ready();
      if (kind === "folder")
        for (const part of ["objects", "refs"])
          await access(path.join(url, part), constants.W_OK).catch(() => fail("hub-read-only", { hub: url }));
      const { desk } = signed();
      const nothing = await writeMoment(git, [], [], signed());
      const to = `+${nothing}:refs/heads/desk/${desk}`;
      const { code, complaint } = await git.run(["push", "--dry-run", "--porcelain", "--no-verify", "hub", to]);
      if (code === 0) return;
      const reason = hubReason(complaint);
      // It was read just now, so it is the right to write that is lacking.
      fail(reason === "hub-denied" || reason === "hub-full" ? "hub-read-only" : reason, { hub: url });
    },
  };
}
