/** How large the app may be: what it was when its size was last noted, and a tenth more. */
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { getRawHeader } from "@electron/asar";
import { z } from "zod";
import noted from "./sizes.json" with { type: "json" };

/** In bytes; `program` is all of ours but the libraries of the system, which differ from one to the other. */
export const Sizes = z.object({ program: z.number(), libraries: z.record(z.string(), z.number()) });
export type Sizes = z.infer<typeof Sizes>;

export interface Part {
  readonly name: string;
  readonly bytes: number;
}

const LIBRARIES = /^node_modules\/@img\/sharp-/;
const LEEWAY = 1.1;

const Entry: z.ZodType<{ size?: number | undefined; files?: Record<string, unknown> | undefined }> = z.object({
  size: z.number().optional(),
  files: z.record(z.string(), z.unknown()).optional(),
});

/** Every file in a folder of the archive's header. */
function entriesOf(header: unknown, at = ""): readonly Part[] {
  const { size, files } = Entry.parse(header);
  if (!files) return [{ name: at, bytes: size ?? 0 }];
  return Object.entries(files).flatMap(([name, entry]) => entriesOf(entry, at === "" ? name : `${at}/${name}`));
}

async function filesIn(folder: string, name: string): Promise<readonly Part[]> {
  const place = path.join(folder, name);
  const found = await stat(place);
  if (!found.isDirectory()) return [{ name, bytes: found.size }];
  return (await Promise.all((await readdir(place)).map((one) => filesIn(folder, `${name}/${one}`)))).flat();
}

/** Everything of ours in the app's resources, file by file; Electron's own files are not counted. */
export async function partsOf(resources: string): Promise<readonly Part[]> {
  const archived = entriesOf(getRawHeader(path.join(resources, "app.asar")).header);
  const beside = await Promise.all(["sample", "songphasa-bundle.mjs"].map((name) => filesIn(resources, name)));
  return [...archived, ...beside.flat()];
}

/** What people know a file as: a package, or what it belongs to. */
function partName(name: string): string {
  const [first = "", second = "", third = ""] = name.split("/");
  if (first === "node_modules") return second.startsWith("@") ? `${second}/${third}` : second;
  if (name.endsWith(".woff2")) return first === "out" ? "the window's fonts" : "the site's fonts";
  if (/\.(webp|png)$/.test(name) && first === "out") return "the guide's pictures";
  if (first === "sample") return "the sample";
  return name.replace(/-[\w-]{8}(?=\.\w+$)/, "");
}

/** Parts put together by what they are, largest first. */
export function largest(parts: readonly Part[], count: number): readonly Part[] {
  const sums = new Map<string, number>();
  for (const { name, bytes } of parts) sums.set(partName(name), (sums.get(partName(name)) ?? 0) + bytes);
  const all = [...sums].map(([name, bytes]) => ({ name, bytes }));
  return all.sort((a, b) => b.bytes - a.bytes).slice(0, count);
}

const sum = (parts: readonly Part[]): number => parts.reduce((total, { bytes }) => total + bytes, 0);

/** The sizes of an app for a target (`linux-x64`). */
export function sizesOf(parts: readonly Part[], target: string): Sizes {
  const libraries = parts.filter(({ name }) => LIBRARIES.test(name));
  const others = parts.filter(({ name }) => !LIBRARIES.test(name));
  return { program: sum(others), libraries: { [target]: sum(libraries) } };
}

/** What grew by more than a tenth since its size was noted, a sentence each; a size that nobody noted is no growth. */
export function overBudget(now: Sizes, before: Sizes = Sizes.parse(noted)): readonly string[] {
  const over = (name: string, bytes: number, was: number | undefined): readonly string[] =>
    was !== undefined && bytes > was * LEEWAY
      ? [
          `${name} grew from ${was} to ${bytes} bytes. If that is meant, note it in electron/packaging/sizes.json and say why.`,
        ]
      : [];
  return [
    ...over("The app", now.program, before.program),
    ...Object.entries(now.libraries).flatMap(([target, bytes]) =>
      over(`What ${target} brings of the system`, bytes, before.libraries[target]),
    ),
  ];
}

/** As it is printed. */
export function sizesTold(parts: readonly Part[]): string {
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2).padStart(7)} MB`;
  const rows = [...largest(parts, 10), { name: "all of ours", bytes: sum(parts) }];
  return rows.map(({ name, bytes }) => `${megabytes(bytes)}  ${name}\n`).join("");
}
