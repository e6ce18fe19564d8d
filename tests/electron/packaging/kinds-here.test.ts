import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { PROGRAM_FOLDER } from "../../../electron/disk/program-places.ts";
import { kindsHere } from "../../../electron/packaging/kinds-here.ts";

it("a machine without the tool for an rpm makes what else the settings name, and says so", () => {
  const settings = readFileSync(path.join(PROGRAM_FOLDER, "electron-builder.yml"), "utf8");
  const linux = settings.slice(settings.indexOf("\nlinux:"), settings.indexOf("\ndeb:"));
  const named = [...linux.matchAll(/- \{ target: (\w+), /g)].map(([, kind]) => kind);
  const { kinds, words } = kindsHere("linux", () => false);
  expect(kinds).toEqual(named.filter((kind) => kind !== "rpm"));
  expect(words).toContain("rpmbuild");
  // None named is all of them.
  expect(kindsHere("linux", () => true)).toEqual({ kinds: [] });
  for (const system of ["win", "mac"] as const) expect(kindsHere(system, () => false)).toEqual({ kinds: [] });
});
