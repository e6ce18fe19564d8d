/**
 * Debian's package by Debian's own `dpkg-deb`, in place of the tool that electron-builder fetches for it: of the very
 * list that it would give that tool.
 */
import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import { z } from "zod";

/** electron-builder's words to fpm. */
const FpmCall = z.tuple([z.array(z.string()), z.string()]);
const OPTIONS = {
  architecture: { type: "string" },
  "after-install": { type: "string" },
  "after-remove": { type: "string" },
  description: { type: "string" },
  version: { type: "string" },
  package: { type: "string" },
  name: { type: "string" },
  maintainer: { type: "string" },
  vendor: { type: "string" },
  url: { type: "string" },
  category: { type: "string" },
  "deb-priority": { type: "string" },
  license: { type: "string" },
  depends: { type: "string", multiple: true },
} as const;
const Given = z.object({
  architecture: z.string(),
  "after-install": z.string(),
  "after-remove": z.string(),
  description: z.string(),
  version: z.string(),
  package: z.string(),
  name: z.string(),
  maintainer: z.string(),
  url: z.string(),
  category: z.string(),
  "deb-priority": z.string(),
  depends: z.array(z.string()),
});
type Given = z.infer<typeof Given>;

function hasDpkg(): boolean {
  try {
    execFileSync("dpkg-deb", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** `from=to`; a folder's contents where `from` ends in a slash. */
async function lay(mapping: string, root: string): Promise<void> {
  const at = mapping.lastIndexOf("=");
  const [from, to] = [mapping.slice(0, at), path.join(root, mapping.slice(at + 1))];
  await mkdir(path.dirname(to), { recursive: true });
  await cp(from, to, { recursive: true });
}

/** Everything in it can be read by everyone, and written by root alone; what may be run stays so. */
async function settle(root: string): Promise<{ readonly bytes: number; readonly sums: string }> {
  let bytes = 0;
  const sums: string[] = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const place = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(place, 0o755);
    if (!entry.isFile()) continue;
    const { mode, size } = await stat(place);
    await chmod(place, mode & 0o111 ? 0o755 : 0o644);
    bytes += size;
    const sum = createHash("md5")
      .update(await readFile(place))
      .digest("hex");
    sums.push(`${sum}  ${path.relative(root, place)}\n`);
  }
  await chmod(root, 0o755);
  return { bytes, sums: sums.sort().join("") };
}

/** `.invalid` is no place (RFC 2606), and stands where electron-builder wants one and nobody has one. */
const isSomebodys = (url: string): boolean => !new URL(url).hostname.endsWith(".invalid");

function control(given: Given, bytes: number): string {
  const [synopsis = "", ...about] = given.description.split("\n").map((line) => line.trim());
  return `Package: ${given.name}
Version: ${given.version}
Architecture: ${given.architecture}
Maintainer: ${given.maintainer}
Installed-Size: ${Math.ceil(bytes / 1024)}
Depends: ${given.depends.join(", ")}
Section: ${given.category}
Priority: ${given["deb-priority"]}
${isSomebodys(given.url) ? `Homepage: ${given.url}\n` : ""}Description: ${synopsis}
${about.map((line) => ` ${line || "."}`).join("\n")}
`;
}

async function makeDeb(args: readonly string[], packing: readonly string[]): Promise<string> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const given = Given.parse(values);
  const root = await mkdtemp(path.join(tmpdir(), "songphasa-deb-"));
  try {
    for (const mapping of positionals) await lay(mapping, root);
    const { bytes, sums } = await settle(root);
    const about = path.join(root, "DEBIAN");
    await mkdir(about, { mode: 0o755 });
    await writeFile(path.join(about, "control"), control(given, bytes));
    await writeFile(path.join(about, "md5sums"), sums);
    for (const [name, source] of [
      ["postinst", given["after-install"]] as const,
      ["postrm", given["after-remove"]] as const,
    ])
      await writeFile(path.join(about, name), await readFile(source), { mode: 0o755 });
    await promisify(execFile)("dpkg-deb", ["--root-owner-group", ...packing, "--build", root, given.package]);
    return given.package;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

export interface DebInstead {
  /** electron-builder asks this before it runs another program; true: it needn't. */
  readonly instead: (call: unknown) => Promise<boolean>;
  readonly made: readonly string[];
}

/**
 * `packing` are options of `dpkg-deb`. Null where it isn't there: then electron-builder makes the package as it can.
 */
export function debInstead(packing: readonly string[]): DebInstead | null {
  if (!hasDpkg()) return null;
  const made: string[] = [];
  return {
    made,
    async instead(call) {
      const fpm = FpmCall.safeParse(call);
      if (!fpm.success || !fpm.data[0].some((word) => word.endsWith(".deb"))) return false;
      made.push(await makeDeb(fpm.data[0], packing));
      return true;
    },
  };
}
