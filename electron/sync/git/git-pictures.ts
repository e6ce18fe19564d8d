/**
 * Pictures, apart from the stories and their history: a branch a month (`assets/2026-11`), fetched without its files,
 * so that each picture costs its own size when it is asked for. Where a hub can't give one alone, its month comes whole.
 */
import type { PictureFile, Pictures } from "../remote.ts";
import { fail } from "../sync-error.ts";
import { isMoment, must, type Signed, writeMoment } from "./git-files.ts";
import { hubReason } from "./hub-words.ts";
import type { Git } from "./run-git.ts";

/** Bytes that a picture may have. */
export const PICTURE_LIMIT = 32 * 1024 * 1024;
/** How often a branch is tried where another desk was quicker. */
export const PICTURE_TRIES = 10;

const MONTH = /^\d{4}-\d{2}$/;

/** Where the pictures of a month stand at the hub. */
export const branchOfMonth = (month: string): string =>
  MONTH.test(month) ? `refs/heads/assets/${month}` : fail("share-store", { detail: month });

/** `git`: a repository of its own, whose remote `hub` is set, and which `ready` makes where it isn't there. */
export function gitPictures(git: Git, ready: () => Promise<void>, url: string, signed: () => Signed): Pictures {
  const speak = async (args: readonly string[], limit?: number): Promise<Buffer> => {
    const { code, out, complaint } = await git.run(args, limit === undefined ? {} : { limit });
    if (code !== 0) fail(hubReason(complaint), { hub: url });
    return out;
  };
  const seenOf = (month: string): string => `refs/songphasa/assets/${month}`;

  /** Where a month stands at the hub, without its files; null where it has none. */
  const headOf = async (month: string): Promise<string | null> => {
    const [moment = ""] = (await speak(["ls-remote", "hub", branchOfMonth(month)])).toString("latin1").split("\t");
    if (!isMoment(moment)) return null;
    if ((await git.run(["cat-file", "-e", `${moment}^{commit}`])).code !== 0)
      await speak([
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-write-fetch-head",
        "--filter=blob:none",
        "hub",
        `+${branchOfMonth(month)}:${seenOf(month)}`,
      ]);
    return moment;
  };

  return {
    async put(month, pictures) {
      await ready();
      for (let tries = 0; tries < PICTURE_TRIES; tries += 1) {
        const head = await headOf(month);
        const files = pictures.map(({ name, bytes }) => ({ path: name, content: bytes }));
        const made = await writeMoment(git, files, head === null ? [] : [head], signed());
        const { code, out, complaint } = await git.run([
          "push",
          "--porcelain",
          "--no-verify",
          `--force-with-lease=${branchOfMonth(month)}:${head ?? ""}`,
          "hub",
          `${made}:${branchOfMonth(month)}`,
        ]);
        if (code === 0) {
          const listed = (await must(git, ["ls-tree", "-z", made])).toString("utf8").split("\0");
          const hashes = new Map(
            listed.flatMap((line) => {
              const [, hash, name] = /^100644 blob ([0-9a-f]{40,64})\t(.+)$/.exec(line) ?? [];
              return hash && name ? [[name, hash] as const] : [];
            }),
          );
          return pictures.map(({ name, bytes }) => ({
            name,
            month,
            hash: hashes.get(name) ?? fail("share-store", { detail: name }),
            size: bytes.length,
          }));
        }
        if (!/^!/m.test(out.toString("utf8"))) fail(hubReason(complaint), { hub: url });
      }
      return fail("hub-busy", { hub: url });
    },
    async get({ month, hash, size }: PictureFile) {
      if (!isMoment(hash) || size > PICTURE_LIMIT) return null;
      await ready();
      const alone = await git.run(["cat-file", "blob", hash], { limit: PICTURE_LIMIT + 1 });
      if (alone.code === 0) return alone.out;
      // The hub doesn't give files alone: the month comes whole, once.
      await speak([
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-write-fetch-head",
        "--refetch",
        "hub",
        `+${branchOfMonth(month)}:${seenOf(month)}`,
      ]);
      const whole = await git.run(["cat-file", "blob", hash], { limit: PICTURE_LIMIT + 1 });
      return whole.code === 0 ? whole.out : null;
    },
  };
}
