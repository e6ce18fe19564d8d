/**
 * What desks say about themselves, a branch a desk (`here/<desk>`): one moment that follows none and holds no files, with
 * the word as its message, and the next takes its place. Whoever asks where a hub stands hears of all of them at once.
 */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Sign, Signs } from "../remote.ts";
import { fail, TooMuch } from "../sync-error.ts";
import { headInFolder } from "./folder-head.ts";
import { isMoment, must } from "./git-files.ts";
import type { HubAddress } from "./hub-address.ts";
import { hubReason } from "./hub-words.ts";
import type { Git } from "./run-git.ts";

export const SIGN_PLACE = "refs/heads/here/";
/** Which branches they are, as `ls-remote` is asked. */
export const SIGNS = `${SIGN_PLACE}*`;
const DESK = /^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$/;
export const isSignDesk = (desk: string): boolean => DESK.test(desk);
/** Desks that are listened to; what a hub names beyond them is left. */
export const MOST_SIGNS = 200;
/** Bytes that a word may have. */
export const SIGN_LIMIT = 8 * 1024;
const WITHOUT_HISTORY = ["--quiet", "--no-tags", "--no-write-fetch-head", "--depth=1"];

/** Where each desk's word stands, of lines as `ls-remote` says them. */
function placesIn(said: string): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const line of said.split("\n")) {
    const [mark = "", ref = ""] = line.split("\t");
    const desk = ref.startsWith(SIGN_PLACE) ? ref.slice(SIGN_PLACE.length) : "";
    if (isMoment(mark) && DESK.test(desk) && places.size < MOST_SIGNS) places.set(desk, mark);
  }
  return places;
}

/** The same of a hub in a folder, from its files; null where they don't tell, and git is to be asked. */
export async function signsInFolder(folder: string): Promise<ReadonlyMap<string, string> | null> {
  // Where git keeps its branches otherwise, it doesn't tell of this one either.
  if ((await headInFolder(folder, "refs/heads/main")) === null) return null;
  const packed = await readFile(path.join(folder, "packed-refs"), "latin1").catch(() => "");
  const places = new Map(placesIn(packed.replaceAll(" ", "\t")));
  const names = await readdir(path.join(folder, SIGN_PLACE)).catch(() => []);
  for (const desk of names.filter((name) => DESK.test(name)).sort()) {
    const mark =
      places.has(desk) || places.size < MOST_SIGNS ? await headInFolder(folder, `${SIGN_PLACE}${desk}`) : null;
    if (mark !== null) places.set(desk, mark);
  }
  return places;
}

/** `git`: a repository whose remote `hub` is set, and which `ready` makes; `desk`: this one. */
export function gitSigns(
  git: Git,
  ready: () => Promise<void>,
  { kind, url }: HubAddress,
  desk: string,
): Signs & { heard(said: string): void } {
  let places: ReadonlyMap<string, string> | null = null;
  const speak = async (args: readonly string[]): Promise<string> => {
    const { code, out, complaint } = await git.run(args);
    if (code !== 0) fail(hubReason(complaint), { hub: url });
    return out.toString("utf8");
  };
  const word = async (mark: string): Promise<string | null> => {
    try {
      const { code, out } = await git.run(["cat-file", "commit", mark], { limit: SIGN_LIMIT });
      const text = out.toString("utf8");
      const head = text.indexOf("\n\n");
      return code === 0 && head >= 0 ? text.slice(head + 2) : null;
    } catch (error) {
      if (error instanceof TooMuch) return null;
      throw error;
    }
  };
  return {
    heard(said) {
      places = placesIn(said);
    },
    async hear(known) {
      places ??= kind === "folder" ? await signsInFolder(url) : null;
      if (places === null) {
        await ready();
        places = placesIn(await speak(["ls-remote", "hub", SIGNS]));
      }
      const fresh = [...places].filter(([one, mark]) => known.get(one) !== mark);
      if (fresh.length > 0) {
        await ready();
        await speak(["fetch", ...WITHOUT_HISTORY, "hub", ...fresh.map(([one]) => SIGN_PLACE + one)]);
      }
      const signs = new Map<string, Sign>();
      for (const [one, mark] of places)
        signs.set(one, { mark, word: known.get(one) === mark ? null : await word(mark) });
      return signs;
    },
    async say(text, at) {
      await ready();
      const nothing = (await must(git, ["mktree"])).toString("latin1").trim();
      const dated = `@${at} +0000`;
      const env = {
        // No two desks' words are the same moment: one that was fetched alone can't be put there again.
        GIT_AUTHOR_NAME: desk,
        GIT_COMMITTER_NAME: desk,
        GIT_AUTHOR_DATE: dated,
        GIT_COMMITTER_DATE: dated,
      };
      const made = await must(git, ["commit-tree", nothing], { input: [text], env });
      const mark = made.toString("latin1").trim();
      await speak(["push", "--quiet", "--no-verify", "hub", `+${mark}:${SIGN_PLACE}${desk}`]);
      return mark;
    },
  };
}
