import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultSettings, Settings } from "../../shared/settings.ts";
import { DEFAULT_COLOURS, siteLook } from "../../shared/site-look.ts";

const settings = defaultSettings();
const withSite = (site: Record<string, unknown>) => siteLook({ ...settings, site });

describe("the look of the site", () => {
  test("is whole for a library that never said anything of it", () => {
    const look = siteLook(settings);
    expect(look).toMatchObject({ logo: null, colours: DEFAULT_COLOURS, lead: { lo: null, en: null }, css: "" });
    expect(look.sections).toEqual(settings.categories.map(({ key }) => key));
    expect([look.writesIndex, look.tellsEarlierText]).toEqual([false, false]);
  });

  test("takes each field by itself, so that one which can't be used spoils no other", () => {
    const look = withSite({
      colours: { accent: "red", tag: "#006B3F" },
      footer: "ຂປລ",
      css: "h1{}",
      writesIndex: true,
    });
    expect(look.colours).toEqual({ accent: DEFAULT_COLOURS.accent, tag: "#006b3f" });
    expect(look.footer).toEqual({ lo: "", en: "" });
    expect([look.css, look.writesIndex]).toEqual(["h1{}", true]);
  });

  test("names each chosen section once, in their order, and none that the desk no longer has", () => {
    expect(withSite({ sections: ["sport", "weather", "politics", "sport"] }).sections).toEqual(["sport", "politics"]);
    expect(withSite({ sections: [] }).sections).toEqual([]);
  });

  test("can be read whatever another desk wrote there", () => {
    const names = fc.constantFrom("logo", "colours", "lead", "front", "footer", "sections", "css", "writesIndex");
    fc.assert(
      fc.property(fc.dictionary(names, fc.anything()), (site) => {
        const look = siteLook(Settings.parse({ ...settings, site }));
        expect(look.front.latest).toBeLessThanOrEqual(30);
        expect(Object.values(look.colours).every((colour) => /^#[0-9a-f]{6}$/.test(colour))).toBe(true);
      }),
    );
  });
});
