/** A painted icon can't take the page's colours, so it names them itself: those of the words beside it, in either look. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";

const LOOK = path.join(import.meta.dirname, "../../../renderer/base/look");
const [theme = "", icons = ""] = await Promise.all(
  ["theme.css", "painted-icons.css"].map((name) => readFile(path.join(LOOK, name), "utf8")),
);

/** What stands between the braces of a rule. */
const ruleOf = (css: string, selector: string): string => css.split(`\n${selector} {\n`)[1]?.split("\n}")[0] ?? "";

test.each([":root", '[data-mantine-color-scheme="dark"]'])("in %s every icon has the colour that it names", (look) => {
  const named = [
    ...ruleOf(icons, look).matchAll(/\/\* ([a-z-]+) \*\/\s*--icon-[a-z]+:[^;]*?stroke='%23([0-9a-f]{6})'/g),
  ];
  expect(named).toHaveLength(6);
  for (const [, colour, stroke] of named) expect(ruleOf(theme, look)).toContain(`--${colour}: #${stroke};`);
});
