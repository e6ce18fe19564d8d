import fc from "fast-check";
import { expect, test } from "vitest";
import { remembering } from "../../../../electron/publish/pages/remembered.ts";

test("what was asked for last is made once, for each site by itself", () => {
  const most = 3;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (asked) => {
      const site = {};
      const parts = remembering<object, string>(most);
      const told: string[] = [];
      for (const number of asked) {
        let isMade = false;
        const make = () => {
          isMade = true;
          return `ຂ່າວ ${number}`;
        };
        expect(parts(site, String(number), make)).toBe(`ຂ່າວ ${number}`);
        if (told.slice(-most).includes(String(number))) expect(isMade).toBe(false);
        if (!told.includes(String(number))) expect(isMade).toBe(true);
        told.push(String(number));
      }
      expect(parts({}, "0", () => "another site's")).toBe("another site's");
    }),
  );
});

test("a part that was not asked for while twice as many others were is forgotten", () => {
  const site = {};
  const parts = remembering<object, string>(2);
  for (const key of ["bridge", "river", "rice", "school", "dam"]) parts(site, key, () => key);
  expect(parts(site, "bridge", () => "made anew")).toBe("made anew");
});
