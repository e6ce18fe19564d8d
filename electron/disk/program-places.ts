/**
 * Where everything lies that came with the program: in the project's folder, in what is built of it, and in an app that
 * is installed. Nothing else asks where it stands itself, and nothing is ever written there: what is the user's, and
 * what can be made again, has its own places (`desk/user-folder.ts`).
 *
 *     the project                                     an app that is installed
 *     package.json                                    <resources>/app.asar/package.json
 *     out/main/ out/preload/ out/renderer/            <resources>/app.asar/out/…
 *     resources/site/ resources/icons/                <resources>/app.asar/resources/…
 *     resources/sample/                               <resources>/sample/
 *     out/songphasa-bundle.mjs                        <resources>/songphasa-bundle.mjs
 *
 * What a user may copy out as files stands beside the archive: a folder in it can be read, and not copied at once.
 */
import path from "node:path";

/**
 * The folder whose package.json names the app: the project's, or the archive of an app that is installed. This file is
 * `electron/disk/program-places.ts`, and built a part of `out/main/`: two folders below either way.
 */
export const PROGRAM_FOLDER = path.resolve(import.meta.dirname, "..", "..");
/** Whether what runs was built: the sources need nothing but Node. */
export const IS_BUILT = path.extname(import.meta.filename) === ".js";
/** Electron reads the archive as a folder of this name. */
const IS_INSTALLED = path.basename(PROGRAM_FOLDER) === "app.asar";

export const OUT_FOLDER = path.join(PROGRAM_FOLDER, "out");
export const PRELOAD = path.join(OUT_FOLDER, "preload", "preload.cjs");
export const RENDERER_FOLDER = path.join(OUT_FOLDER, "renderer");

/** The site's theme and the icons. */
export const RESOURCES_FOLDER = path.join(PROGRAM_FOLDER, "resources");
/** By what an update is checked; not there where whoever made the app has none. */
export const UPDATE_KEY = path.join(RESOURCES_FOLDER, "updates", "public-key.pem");
export const ICON = path.join(RESOURCES_FOLDER, "icons", "songphasa.png");

/** What is handed out as files. */
const beside = (name: string, folder: string): string =>
  path.join(IS_INSTALLED ? path.dirname(PROGRAM_FOLDER) : folder, name);
export const SAMPLE_FOLDER = beside("sample", RESOURCES_FOLDER);
export const BUNDLE_TOOL = beside("songphasa-bundle.mjs", OUT_FOLDER);

/**
 * A thread's file: `source` is the path of its source below `electron/`, without an ending. Built, the threads
 * stand beside the shell's entry.
 */
export const threadFile = (source: string): string =>
  IS_BUILT
    ? path.join(OUT_FOLDER, "main", `${path.basename(source)}.js`)
    : path.join(PROGRAM_FOLDER, "electron", `${source}.ts`);

/** Where the program was started: what somebody names on the command line is from there. */
export const startedIn = (): string => process.cwd();
