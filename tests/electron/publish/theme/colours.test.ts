import fc from "fast-check";
import { expect, test } from "vitest";
import { colourStyles, contrast, legible } from "../../../../electron/publish/theme/colours.ts";
import { styleSheet } from "../../../../electron/publish/theme/theme.ts";
import { defaultSettings } from "../../../../shared/settings.ts";
import { DEFAULT_COLOURS, siteLook } from "../../../../shared/site-look.ts";
import { theme } from "../newsroom.ts";

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

test("contrast is as WCAG counts it", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

test("any colour becomes legible in the light and in the dark, and one that is stays as it is", () => {
  fc.assert(
    fc.property(colour, (one) => {
      expect(contrast(legible(one, "light"), "#fffefb")).toBeGreaterThanOrEqual(4.5);
      expect(contrast(legible(one, "dark"), "#14161a")).toBeGreaterThanOrEqual(4.5);
    }),
  );
  expect(legible("#006b3f", "light")).toBe("#006b3f");
  expect(legible(DEFAULT_COLOURS.accent, "light")).toBe(DEFAULT_COLOURS.accent);
});

test("a desk's colours and style come after the theme's, and a desk without any has the theme's alone", async () => {
  const made = await theme();
  const settings = defaultSettings();
  expect(colourStyles(siteLook(settings))).toBe("");
  const plain = styleSheet(made, settings);
  const css = "main { outline: 1px solid }";
  const own = styleSheet(made, { ...settings, site: { colours: { accent: "#006b3f" }, css } });
  expect(own.startsWith(plain)).toBe(true);
  expect(own.indexOf("--accent: #006b3f")).toBeGreaterThan(plain.length - 1);
  expect(own.trimEnd().endsWith(css)).toBe(true);
});
