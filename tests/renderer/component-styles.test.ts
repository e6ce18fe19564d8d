/** The window loads the styles of the components it uses and of no other; none of them may be forgotten. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.join(import.meta.dirname, "../..");

async function textOf(files: readonly string[]): Promise<string> {
  return (await Promise.all(files.map((file) => readFile(file, "utf8")))).join("\n");
}

/** The class names that Mantine's components give themselves. */
const classesIn = (text: string): Set<string> => new Set(text.match(/\bm_[0-9a-f]{6,8}\b/g) ?? []);

test("every component in the window's script has its styles in the window's style sheet", async () => {
  const assets = path.join(ROOT, "out/renderer/assets");
  const built = (await readdir(assets)).map((name) => path.join(assets, name));
  const packages = ["core", "dates", "notifications", "spotlight"];
  const known = classesIn(await textOf(packages.map((name) => `${ROOT}/node_modules/@mantine/${name}/styles.css`)));
  const used = [...classesIn(await textOf(built.filter((name) => name.endsWith(".js"))))].filter((one) =>
    known.has(one),
  );
  const styled = classesIn(await textOf(built.filter((name) => name.endsWith(".css"))));
  expect(used.length).toBeGreaterThan(50);
  expect(used.filter((one) => !styled.has(one))).toEqual([]);
});
