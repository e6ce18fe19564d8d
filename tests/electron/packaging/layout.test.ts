import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { extractFile, getRawHeader } from "@electron/asar";
import { FuseState, FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { NtExecutable, NtExecutableResource, Resource } from "resedit";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROGRAM_FOLDER } from "../../../electron/disk/program-places.ts";
import { FUSES } from "../../../electron/packaging/fuses.ts";
import { archived, newFolder, type Packaged, packaged, tidyUp } from "./packaged.ts";

const run = promisify(execFile);
function isThere(program: string): boolean {
  const found = (process.env.PATH ?? "").split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));
  if (!found) process.stdout.write(`A part of the packages isn't tried: this machine has no ${program}.\n`);
  return found;
}
const [hasDpkg, hasDesktop, hasAppStream, hasMime] = [
  "dpkg-deb",
  "desktop-file-validate",
  "appstreamcli",
  "update-mime-database",
].map(isThere);

afterAll(tidyUp);

/** What belongs into the archive, name by name or by what it is. */
const NEEDED = [
  /^package\.json$/,
  /^LICENSE$/,
  /^out\/main\/[\w-]+\.js$/,
  /^out\/(main|renderer)\/licences\.md$/,
  /^out\/preload\/preload\.cjs$/,
  /^out\/renderer\/(index\.html|assets\/[\w.-]+\.(js|css|woff2|webp))$/,
  /^out\/site-program\.txt$/,
  /^resources\/icons\/songphasa\.png$/,
  /^resources\/lao-words\/LICENCE$/,
  /^resources\/updates\/public-key\.pem$/,
  /^resources\/site\/(\w+\.(css|js)|letters\.json|fonts\/[\w-]+\.(woff2|txt))$/,
  /^node_modules\/(sharp|detect-libc|semver|@img\/colour)\/(package\.json|LICENSE(\.md)?)$/,
  /^node_modules\/sharp\/dist\/\w+\.[cm]js$/,
  /^node_modules\/(detect-libc|semver|@img\/colour)\/(\w+\/)?[\w-]+\.c?js$/,
  /^node_modules\/semver\/range\.bnf$/,
  /^node_modules\/@img\/sharp-[\w-]+\//,
];
const OURS = [
  "package.json",
  "out/main/main.js",
  "out/main/index-worker.js",
  "out/main/index-reader.js",
  "out/main/intake-worker.js",
  "out/preload/preload.cjs",
  "out/renderer/index.html",
  "out/site-program.txt",
  "resources/site/letters.json",
  "resources/site/site.css",
  "resources/site/fonts/site-serif-lao.woff2",
];

/** The same on every system. */
function sameEverywhere(app: () => Packaged): void {
  it("holds everything that it needs, and nothing of its making", () => {
    const names = archived(app());
    expect(names).toEqual(expect.arrayContaining(OURS));
    expect(names.filter((name) => !NEEDED.some((needed) => needed.test(name)))).toEqual([]);
    expect(names.filter((name) => /\.(map|tsx?|mts|cts)$|(^|\/)tests?\//.test(name))).toEqual([]);
  });

  it("has the libraries of the system as files beside the archive, and in it the sum of everything", async () => {
    const { header } = getRawHeader(path.join(app().resources, "app.asar"));
    const entries: { unpacked?: boolean; integrity?: unknown; link?: string }[] = [];
    const walk = (node: object) => {
      if ("files" in node) for (const one of Object.values(node.files as object)) walk(one);
      else entries.push(node);
    };
    walk(header);
    expect(entries.filter(({ unpacked }) => unpacked).length).toBeGreaterThan(0);
    expect(entries.filter(({ integrity }) => !integrity)).toEqual([]);
    const beside = await readdir(path.join(app().resources, "app.asar.unpacked"), { recursive: true });
    const natives = beside.filter((name) => name.endsWith(".node"));
    expect(natives.length).toBeGreaterThan(0);
    expect(beside.filter((name) => !/^node_modules(.@img(.sharp-.*)?)?$/.test(name))).toEqual([]);
  });

  it("hands out the sample and the tool for web servers as files", () => {
    for (const name of ["sample/library.json", "songphasa-bundle.mjs"])
      expect(existsSync(path.join(app().resources, name)), name).toBe(true);
  });

  it("names itself, and nothing that only builds it", async () => {
    const about: unknown = JSON.parse(
      extractFile(path.join(app().resources, "app.asar"), "package.json").toString("utf8"),
    );
    expect(about).toMatchObject({ name: "songphasa", productName: "Songphasa", main: "out/main/main.js" });
    expect(about).not.toHaveProperty("devDependencies");
    expect(about).not.toHaveProperty("scripts");
  });
}

async function fusesOf(program: string): Promise<Readonly<Record<string, boolean>>> {
  const { version: _version, ...wire } = await getCurrentFuseWire(program);
  return Object.fromEntries(
    Object.entries(wire).map(([fuse, state]) => [
      FuseV1Options[Number(fuse)] ?? fuse,
      state === (FuseState.ENABLE as number),
    ]),
  );
}
const WANTED = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
};

it("a fuse that nobody thought about stops the packaging", () => expect(FUSES.strictlyRequireAllFuses).toBe(true));

describe("the app for Linux", () => {
  let app: Packaged;
  /** Debian's package, unpacked. */
  let root = "";
  beforeAll(async () => {
    app = await packaged("linux", { kinds: hasDpkg ? ["dir", "deb"] : ["dir"] });
    root = await newFolder();
    for (const file of app.made) await run("dpkg-deb", ["--raw-extract", file, root]);
  });
  sameEverywhere(() => app);

  it("has its fuses set", async () => expect(await fusesOf(path.join(app.app, "songphasa"))).toEqual(WANTED));

  it("has the command line beside it, to be run", async () => {
    const command = path.join(app.resources, "bin", "songphasa");
    expect((await stat(command)).mode & 0o111).toBe(0o111);
    expect(await readFile(command, "utf8")).toContain('--cli -- "$@"');
  });

  describe.runIf(hasDpkg)("as Debian's package", () => {
    const inRoot = (...names: readonly string[]) => path.join(root, ...names);

    it("says what it is, what it needs and who made it", async () => {
      const control = await readFile(inRoot("DEBIAN", "control"), "utf8");
      expect(control).toMatch(/^Package: songphasa$/m);
      expect(control).toMatch(/^Architecture: amd64$/m);
      // Nobody said whose it is.
      expect(control).toMatch(/^Maintainer: The Songphasa authors <nobody@songphasa\.invalid>$/m);
      expect(control).not.toMatch(/^Homepage/m);
      expect(control).toMatch(/^Depends: .*libgtk-3-0 \| libgtk-3-0t64.*libnss3/m);
      expect(control).toMatch(/^Description: Write news in Lao and English, side by side$/m);
    });

    it("puts the app, its icons, its licence and its data where the system looks for them", async () => {
      const there = [
        "opt/Songphasa/songphasa",
        "opt/Songphasa/resources/app.asar",
        "opt/Songphasa/resources/bin/songphasa",
        "usr/share/applications/songphasa.desktop",
        "usr/share/doc/songphasa/copyright",
        "usr/share/metainfo/la.songphasa.desk.metainfo.xml",
      ];
      for (const name of there) expect(existsSync(inRoot(name)), name).toBe(true);
      for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
        const icon = inRoot(`usr/share/icons/hicolor/${size}x${size}/apps/songphasa.png`);
        expect(await sharp(icon).metadata()).toMatchObject({
          format: "png",
          width: size,
          height: size,
          hasAlpha: true,
        });
      }
    });

    it.runIf(hasDesktop)("has a desktop entry in both languages that holds", async () => {
      const file = inRoot("usr/share/applications/songphasa.desktop");
      const { stdout } = await run("desktop-file-validate", [file]);
      expect(stdout).toBe("");
      const entry = await readFile(file, "utf8");
      expect(entry).toContain("\nName[lo]=Songphasa · ສອງພາສາ\n");
      expect(entry).toContain("\nComment[lo]=ຂຽນຂ່າວພາສາລາວ");
      expect(entry).toContain("\nExec=/opt/Songphasa/songphasa --js-flags=--max-semi-space-size=8 %F\n");
      expect(entry).toContain("\nMimeType=application/x-songphasa;inode/directory;\n");
      // What a window is known by, so that it has the entry's name and picture.
      expect(entry).toContain("\nStartupWMClass=songphasa\n");
    });

    it.runIf(hasMime)(
      "tells the system what a .songphasa file is, in both languages, and gives it a picture",
      async () => {
        const share = await newFolder();
        await cp(inRoot("usr/share/mime/packages/songphasa.xml"), path.join(share, "packages/songphasa.xml"));
        await run("update-mime-database", [share]);
        expect(await readFile(path.join(share, "globs2"), "utf8")).toContain(":application/x-songphasa:*.songphasa\n");
        const type = await readFile(path.join(share, "application/x-songphasa.xml"), "utf8");
        expect(type).toContain("<comment>Songphasa story</comment>");
        expect(type).toContain('<comment xml:lang="lo">ຂ່າວຂອງ Songphasa</comment>');
        for (const size of [16, 32, 48, 64, 128, 256]) {
          const icon = inRoot(`usr/share/icons/hicolor/${size}x${size}/mimetypes/application-x-songphasa.png`);
          expect(await sharp(icon).metadata()).toMatchObject({ width: size, height: size });
        }
      },
    );

    it.runIf(hasAppStream)("has data for software centres that hold", async () => {
      const file = inRoot("usr/share/metainfo/la.songphasa.desk.metainfo.xml");
      await expect(run("appstreamcli", ["validate", "--no-net", file])).resolves.toBeDefined();
    });

    it("brings the profile that gives its sandbox room, and links the command", async () => {
      const profile = await readFile(inRoot("opt/Songphasa/resources/apparmor-profile"), "utf8");
      expect(profile).toMatch(/profile "songphasa" "\/opt\/Songphasa\/songphasa" flags=\(unconfined\) \{\s+userns,/);
      const after = await readFile(inRoot("DEBIAN/postinst"), "utf8");
      expect(after).toContain("/etc/apparmor.d/songphasa");
      expect(after).toContain("'/opt/Songphasa/resources/bin/songphasa'");
      expect(after + (await readFile(inRoot("DEBIAN/postrm"), "utf8"))).not.toMatch(/\$\{\w/);
      for (const script of ["postinst", "postrm"]) await run("sh", ["-n", inRoot("DEBIAN", script)]);
    });

    it("can be written by root alone", async () => {
      for (const name of await readdir(root, { recursive: true })) {
        const { mode } = await stat(inRoot(name));
        expect(mode & 0o022, name).toBe(0);
        expect(mode & 0o044, name).toBe(0o044);
      }
    });
  });
});

describe("the app for Windows", () => {
  let app: Packaged;
  beforeAll(async () => {
    app = await packaged("win");
  });
  sameEverywhere(() => app);

  it("has its fuses set", async () => expect(await fusesOf(path.join(app.app, "Songphasa.exe"))).toEqual(WANTED));

  it("has its name, its icon and the sum of its archive in the program", async () => {
    const program = NtExecutable.from(await readFile(path.join(app.app, "Songphasa.exe")));
    const { entries } = NtExecutableResource.from(program);
    const [about] = Resource.VersionInfo.fromEntries(entries);
    const [language] = about?.getAllLanguagesForStringValues() ?? [];
    expect(language && about?.getStringValues(language)).toMatchObject({
      ProductName: "Songphasa",
      LegalCopyright: "Copyright © 2026 The Songphasa authors",
      FileVersion: "0.1.0",
    });
    const icons = Resource.IconGroupEntry.fromEntries(entries).flatMap((group) => group.icons);
    expect(icons.map(({ width }) => width || 256)).toEqual([16, 24, 32, 48, 64, 128, 256]);
    const integrity = entries.find(({ type }) => type === "INTEGRITY");
    expect(Buffer.from(integrity?.bin ?? new ArrayBuffer()).toString("utf8")).toContain("app.asar");
  });

  it("has the command line beside it", async () => {
    const command = await readFile(path.join(app.resources, "bin", "songphasa.cmd"), "utf8");
    expect(command).toContain('Songphasa.exe" --js-flags=--max-semi-space-size=8 --cli -- %*\r\n');
  });
});

describe("the app for macOS", () => {
  let app: Packaged;
  let about: string;
  beforeAll(async () => {
    app = await packaged("mac");
    about = await readFile(path.join(app.app, "Contents", "Info.plist"), "utf8");
  });
  sameEverywhere(() => app);

  it("has its fuses set", async () => expect(await fusesOf(app.app)).toEqual(WANTED));

  it("says what it is, and the sum of its archive", () => {
    const said = (key: string) => new RegExp(`<key>${key}</key>\\s*<string>([^<]*)</string>`).exec(about)?.[1];
    expect(said("CFBundleIdentifier")).toBe("la.songphasa.desk");
    expect(said("CFBundleShortVersionString")).toBe("0.1.0");
    expect(said("LSApplicationCategoryType")).toBe("public.app-category.news");
    expect(about).toContain("<key>ElectronAsarIntegrity</key>");
  });

  it("opens .songphasa files as their owner, and folders where one asks for it", async () => {
    const array = about.slice(about.indexOf("<key>CFBundleDocumentTypes</key>"));
    const types = array.slice(0, array.indexOf("</dict>\n    </array>"));
    expect(types.match(/<dict>/g)).toHaveLength(2);
    expect(types).toMatch(/<string>songphasa<\/string>/);
    expect(types).toMatch(/<key>LSHandlerRank<\/key>\s*<string>Owner<\/string>/);
    expect(types).toMatch(/<key>CFBundleTypeIconFile<\/key>\s*<string>story\.icns<\/string>/);
    expect(types).toMatch(/<key>LSItemContentTypes<\/key>\s*<array>\s*<string>public\.folder<\/string>/);
    expect(types).toMatch(/<key>LSHandlerRank<\/key>\s*<string>Alternate<\/string>/);
    const words = await readFile(path.join(app.resources, "lo.lproj", "InfoPlist.strings"), "utf8");
    for (const [, name] of types.matchAll(/<key>CFBundleTypeName<\/key>\s*<string>([^<]+)<\/string>/g))
      expect(words).toContain(`"${name}" = `);
    const icon = await readFile(path.join(app.resources, "story.icns"));
    expect(icon.equals(await readFile(path.join(PROGRAM_FOLDER, "resources/icons/story.icns")))).toBe(true);
  });

  it("has its icon and its Lao name", async () => {
    const icon = await readFile(path.join(app.resources, "icon.icns"));
    expect(icon.equals(await readFile(path.join(PROGRAM_FOLDER, "resources/icons/songphasa.icns")))).toBe(true);
    expect(await readFile(path.join(app.resources, "lo.lproj", "InfoPlist.strings"), "utf8")).toContain("ສອງພາສາ");
  });
});
