/** Which kinds of package are made where nobody named one. */
import { execFileSync } from "node:child_process";
import type { System } from "./make-packages.ts";

function runs(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export interface KindsHere {
  /** None: all of the settings. */
  readonly kinds: readonly string[];
  /** Said before anything is made. */
  readonly words?: string;
}

/** All but the rpm where its tool, which electron-builder doesn't fetch, is not on this machine. */
export function kindsHere(system: System, hasTool: (program: string) => boolean = runs): KindsHere {
  if (system !== "linux" || hasTool("rpmbuild")) return { kinds: [] };
  return {
    kinds: ["deb", "AppImage"],
    words: "No .rpm is made: this machine has no rpmbuild (on Debian and Ubuntu: sudo apt install rpm).",
  };
}
