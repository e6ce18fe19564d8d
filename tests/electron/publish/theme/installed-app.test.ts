/** An app that was installed brings what it needs to run, and no packages that are only for building it. */
import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";

const ROOT = path.resolve(import.meta.dirname, "../../../..");
const Package = z.object({ dependencies: z.record(z.string(), z.string()) });

let home: string;
let app: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), "songphasa-installed-"));
  app = path.join(home, "app");
  for (const part of ["electron", "shared", "resources", "package.json"])
    await cp(path.join(ROOT, part), path.join(app, part), { recursive: true });
  const { dependencies } = Package.parse(JSON.parse(await readFile(path.join(ROOT, "package.json"), "utf8")));
  await mkdir(path.join(app, "node_modules"));
  for (const name of Object.keys(dependencies)) {
    const place = path.join(app, "node_modules", name);
    await mkdir(path.dirname(place), { recursive: true });
    await symlink(path.join(ROOT, "node_modules", name), place, "junction");
  }
});
afterAll(() => rm(home, { recursive: true, force: true }));

it("publishes, with the fonts and their licences", async () => {
  const library = path.join(home, "library");
  await cp(path.join(ROOT, "resources", "sample"), library, { recursive: true });
  const site = path.join(home, "site");
  const args = ["publish", "--library", library, "--out", site];
  const published = spawnSync(process.execPath, [path.join(app, "electron", "cli", "cli.mjs"), ...args], {
    cwd: app,
    encoding: "utf8",
    env: { ...process.env, SONGPHASA_HOME: path.join(home, "user") },
  });
  expect(published.stderr).toBe("");
  expect(published.status).toBe(0);
  // The sample has no address, and whoever publishes is told in words what that costs.
  expect(published.stdout).toMatch(/^\d+ written, 0 removed: .*site$/m);
  expect(published.stdout).toMatch(/^ {2}without the site's address .*: .*feeds; sitemaps and robots\.txt; /m);
  const fonts = await readdir(path.join(site, "assets", "fonts"));
  const styles = await readFile(path.join(site, "assets", "site.css"), "utf8");
  const named = new Set([...styles.matchAll(/url\("?fonts\/([^")]+)"?\)/g)].map(([, name]) => name));
  expect(fonts.filter((name) => name.endsWith(".woff2")).sort()).toEqual([...named].sort());
  const licences = fonts.filter((name) => name.endsWith("-licence.txt"));
  expect(licences).toHaveLength(4);
  for (const name of licences)
    expect(await readFile(path.join(site, "assets", "fonts", name), "utf8")).toContain("SIL OPEN FONT LICENSE");
});
