import { expect, test } from "vitest";
import { setApart, settleApart } from "../../../electron/sync/set-apart.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { must, story } from "../library/stories.ts";
import { type SharingDesk, sharedNewsroom } from "./desks.ts";

const newsroom = sharedNewsroom();

const everybody = async (desks: readonly SharingDesk[]): Promise<void> => {
  for (let round = 0; round < 3; round += 1) for (const desk of desks) await desk.sync();
};
const nameOf = ({ library }: SharingDesk): string => library.settings().settings.name;
const rename = async ({ library }: SharingDesk, name: string): Promise<void> =>
  void must(await library.changeSettings((now) => ({ ...now, name })));

test("a setting that two desks set differently is seen on both with who set what; taking one side settles it for all", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const pakse = await newsroom.desk("pakse");
  await rename(vientiane, "ຫ້ອງຂ່າວ ວຽງຈັນ");
  await rename(pakse, "ຫ້ອງຂ່າວ ປາກເຊ");
  await everybody([vientiane, pakse]);
  expect(nameOf(vientiane)).toBe(nameOf(pakse));
  const seen = await setApart(vientiane.library);
  expect(seen).toEqual(await setApart(pakse.library));
  expect(seen).toHaveLength(1);
  const [one] = seen;
  if (!one) throw new Error("nothing is set apart");
  expect(one).toMatchObject({ template: null, card: { part: "name" } });
  expect(one.card.sides.map(({ value, by }) => [value, by]).sort()).toEqual(
    [
      ["ຫ້ອງຂ່າວ ວຽງຈັນ", vientiane.sharer.by],
      ["ຫ້ອງຂ່າວ ປາກເຊ", pakse.sharer.by],
    ].sort(),
  );
  expect(one.card.sides[one.stands]?.value).toBe(nameOf(pakse));
  const other = 1 - one.stands;
  must(await settleApart(pakse.library, { template: null, card: one.card.id, side: other }));
  // Another setting that is changed meanwhile doesn't bring it back.
  must(await vientiane.library.changeSettings((now) => ({ ...now, siteUrl: "https://kpl.gov.la" })));
  await everybody([vientiane, pakse]);
  for (const desk of [vientiane, pakse]) {
    expect(nameOf(desk)).toBe(one.card.sides[other]?.value);
    expect(desk.library.settings().settings.siteUrl).toBe("https://kpl.gov.la");
    expect(await setApart(desk.library)).toEqual([]);
    expect(await desk.sync()).toEqual({ sent: 0, received: 0, merged: 0, held: [] });
  }
  expect(await settleApart(pakse.library, { template: null, card: one.card.id, side: 0 })).toMatchObject({
    ok: false,
    error: { reason: "no-card" },
  });
});

test("a template that two desks named differently has both names to choose from, and its date is no conflict", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const { source, category, tags, bylines, place } = story("ອາກາດ").details;
  const template = {
    format: 1,
    id: "01K0ZWEATHER00000000000001",
    name: "ພະຍາກອນອາກາດ",
    updatedAt: instantNow(),
    details: { source, category, tags, bylines, place },
    versions: { lo: null, en: null },
    rows: {},
  };
  must(await vientiane.library.saveTemplate(template, null));
  await vientiane.sync();
  const pakse = await newsroom.desk("pakse");
  for (const [desk, name, updatedAt] of [
    [vientiane, "ອາກາດມື້ນີ້", "2026-11-28T02:00:00Z"],
    [pakse, "ອາກາດພາກໃຕ້", "2026-11-28T03:00:00Z"],
  ] as const) {
    const { rev } = must(await desk.library.template(template.id));
    must(await desk.library.saveTemplate({ ...template, name, updatedAt }, rev));
  }
  await everybody([vientiane, pakse]);
  const [one, ...more] = await setApart(vientiane.library);
  if (!one) throw new Error("nothing is set apart");
  expect(more).toEqual([]);
  expect(one.card.part).toBe("name");
  expect(one.card.sides.map(({ value }) => value).sort()).toEqual(["ອາກາດພາກໃຕ້", "ອາກາດມື້ນີ້"].sort());
  must(await settleApart(vientiane.library, { template: template.id, card: one.card.id, side: 1 - one.stands }));
  await everybody([vientiane, pakse]);
  for (const desk of [vientiane, pakse]) {
    expect(must(await desk.library.template(template.id)).template.name).toBe(one.card.sides[1 - one.stands]?.value);
    expect(await setApart(desk.library)).toEqual([]);
  }
});
