/** A folder that stands in for Electron's distribution: the usual files, empty, and a program that bears the fuses. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createPackageWithOptions } from "@electron/asar";
import { NtExecutable, NtExecutableResource, Resource } from "resedit";
import type { System } from "../../../electron/packaging/make-packages.ts";

/** What @electron/fuses looks for, then the version, the number of fuses, and how Electron is built with them. */
const FUSES = Buffer.concat([
  Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
  Buffer.from([1, 9]),
  Buffer.from("101100011"),
]);
const ENGLISH = { lang: 1033, codepage: 1200 };

async function write(place: string, bytes: string | Buffer = "", mode = 0o644): Promise<void> {
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, bytes, { mode });
}

/** A program of Windows with nothing in it but who made it, which electron-builder replaces. */
function windowsProgram(): Buffer {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const about = Resource.VersionInfo.createEmpty();
  about.setFileVersion(45, 4, 1, 0, ENGLISH.lang);
  about.setStringValues(ENGLISH, { FileDescription: "Electron", ProductName: "Electron" });
  about.outputToResourceEntries(resources.entries);
  // Where the program keeps its data is a section of its own.
  resources.entries.push({ type: "FUSES", id: 1, bin: new Uint8Array(FUSES).buffer, ...ENGLISH });
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

const plist = (keys: Readonly<Record<string, string>>): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>${Object.entries(keys)
  .map(([key, value]) => `<key>${key}</key><string>${value}</string>`)
  .join("")}</dict></plist>
`;

async function defaultApp(folder: string): Promise<void> {
  const aside = await mkdtemp(path.join(tmpdir(), "songphasa-default-"));
  await write(path.join(aside, "main.js"), "// Electron's own page\n");
  await mkdir(folder, { recursive: true });
  await createPackageWithOptions(aside, path.join(folder, "default_app.asar"), {});
  await rm(aside, { recursive: true });
}

async function macApp(folder: string): Promise<string> {
  const contents = path.join(folder, "Electron.app", "Contents");
  const app = (name: string, place: string) =>
    Promise.all([
      write(path.join(place, "Info.plist"), plist({ CFBundleExecutable: name, CFBundleName: name })),
      write(path.join(place, "MacOS", name), "", 0o755),
    ]);
  await app("Electron", contents);
  for (const kind of ["", " (GPU)", " (Plugin)", " (Renderer)"]) {
    const name = `Electron Helper${kind}`;
    await app(name, path.join(contents, "Frameworks", `${name}.app`, "Contents"));
  }
  const framework = path.join(contents, "Frameworks", "Electron Framework.framework");
  await write(path.join(framework, "Versions", "A", "Electron Framework"), FUSES, 0o755);
  await symlink("A", path.join(framework, "Versions", "Current"));
  for (const name of ["Electron Framework", "Resources"])
    await symlink(path.join("Versions", "Current", name), path.join(framework, name));
  for (const resources of [path.join(contents, "Resources"), path.join(framework, "Versions", "A", "Resources")])
    for (const language of ["en", "de"]) await write(path.join(resources, `${language}.lproj`, "locale.pak"));
  return path.join(contents, "Resources");
}

/** Makes the distribution for a system in a folder. */
export async function standInElectron(system: System, folder: string): Promise<void> {
  for (const name of ["LICENSE", "LICENSES.chromium.html", "version"]) await write(path.join(folder, name), "45.4.1");
  let resources = path.join(folder, "resources");
  if (system === "mac") resources = await macApp(folder);
  else {
    const files = [
      "chrome_100_percent.pak",
      "icudtl.dat",
      "resources.pak",
      "snapshot_blob.bin",
      "v8_context_snapshot.bin",
    ];
    for (const name of [...files, "locales/en-US.pak", "locales/de.pak"]) await write(path.join(folder, name));
  }
  if (system === "linux") {
    await write(path.join(folder, "electron"), Buffer.concat([Buffer.from("\x7fELF"), FUSES]), 0o755);
    for (const name of ["chrome-sandbox", "chrome_crashpad_handler", "libffmpeg.so"])
      await write(path.join(folder, name), "", 0o755);
  }
  if (system === "win") await write(path.join(folder, "electron.exe"), windowsProgram());
  await defaultApp(resources);
}
