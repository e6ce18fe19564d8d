/** Why there is no window of Electron's, and what to do about it: one sentence. */
import path from "node:path";

export type NoWindow =
  | { readonly why: "no-display" | "silent" | "root" }
  | { readonly why: "sandbox" | "unstartable"; readonly binary: string }
  | { readonly why: "no-library"; readonly library: string }
  | { readonly why: "died"; readonly how: string };

/** On Linux a window needs a display server, which a desktop session names in the environment. */
export const hasDisplay = (
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): boolean => platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);

/** Reads the reason out of what Electron printed before it ended. */
export function whyItDied(printed: string, how: string, binary: string): NoWindow {
  if (/Running as root without --no-sandbox/.test(printed)) return { why: "root" };
  const library = /error while loading shared libraries: ([^:\s]+)/.exec(printed)?.[1];
  if (library) return { why: "no-library", library };
  if (/SUID sandbox|No usable sandbox|setuid_sandbox|move to new namespace|zygote_host_impl_linux/.test(printed))
    return { why: "sandbox", binary };
  if (/Missing X server|cannot open display|Unable to open X display|Failed to connect to Wayland/i.test(printed))
    return { why: "no-display" };
  return { why: "died", how };
}

function partsOf(problem: NoWindow): readonly [reason: string, remedy: string] {
  switch (problem.why) {
    case "no-display":
      return [
        "This session has no screen that Electron could open a window on (DISPLAY and WAYLAND_DISPLAY name none)",
        "for a window of its own, start it in a desktop session",
      ];
    case "root":
      return ["Electron doesn't run as root", "for a window of its own, start it as an ordinary user"];
    case "sandbox": {
      const helper = path.join(path.dirname(problem.binary), "chrome-sandbox");
      return [
        "This system (Ubuntu's AppArmor, for one) stops the sandbox that Electron needs",
        `for a window of its own, allow it once: sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
      ];
    }
    case "no-library":
      return [
        `Electron needs ${problem.library}, which this system doesn't have`,
        "for a window of its own, install that library",
      ];
    case "unstartable":
      return [
        "Electron's program can't be started",
        `for a window of its own, delete ${path.dirname(problem.binary)} and start again`,
      ];
    case "silent":
      return ["Electron gave no sign of life for 20 seconds and was ended", "the next start tries its window again"];
    case "died":
      return [
        `Electron ended before its window was there (${problem.how})`,
        "its own words above may say why, and the next start tries its window again",
      ];
  }
}

/** With `insist` no browser follows: the sentence says how to get one. */
export function noWindowSentence(problem: NoWindow, insist: boolean): string {
  const [reason, remedy] = partsOf(problem);
  return insist
    ? `${reason}; ${remedy}, or start with "--host browser".`
    : `${reason}, so the desk opens in the browser; ${remedy}.`;
}
