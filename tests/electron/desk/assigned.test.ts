/** A story's language given to a person, as the window asks for it, through backups and publications. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type OpenedDesk, openDesk } from "../../../electron/desk/desk.ts";
import { body, must } from "../library/stories.ts";

let room = "";
let opened: OpenedDesk | null = null;

async function open() {
  await opened?.close();
  const ports = { host: "browser" as const, chooseFolder: async () => null, showFolder: async () => false };
  opened = await openDesk({ ports, home: path.join(room, "home"), library: path.join(room, "library") });
  return opened.desk;
}
beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-assigned-"));
});
afterEach(async () => {
  await opened?.close();
  opened = null;
  await rm(room, { recursive: true, force: true });
});

test("a language is given to somebody of the settings and taken back; a copy has nobody, and readers never see it", async () => {
  let desk = await open();
  const { settings, rev } = must(await desk.call("settings.read", {}));
  const people = [{ lo: "ນ້ອຍ ພົມມະຈັນ", en: "Noy Phommachan" }];
  const saved = must(await desk.call("settings.save", { base: rev, settings: { ...settings, people } }));
  expect(saved.settings.people).toEqual([{ key: "noy-phommachan", ...people[0] }]);
  const person = "noy-phommachan";
  const { article } = must(
    await desk.call("articles.create", {
      details: { category: "society" },
      lo: { headline: "ນ້ຳຂອງຂຶ້ນ", lead: "ລະດັບນ້ຳຂຶ້ນ.", body: body("ນ້ຳຂຶ້ນ 40 ຊັງຕີແມັດ.") },
    }),
  );
  const { id } = article;
  // Nobody has begun the English.
  const given = await desk.call("articles.release", {
    id,
    lang: "en",
    assigned: { person, due: "2026-11-30T10:00:00Z" },
  });
  expect(must(given).release.en).toMatchObject({
    stage: "draft",
    assigned: { person, due: "2026-11-30T17:00:00+07:00" },
  });
  const refused = await desk.call("articles.release", { id, lang: "lo", assigned: { person: "ghost", due: null } });
  expect(refused).toMatchObject({ ok: false, error: { code: "invalid", reason: "no-person" } });
  must(await desk.call("articles.release", { id, lang: "lo", assigned: { person, due: null } }));
  must(await desk.call("articles.release", { id, lang: "lo", stage: "ready" }));
  const copy = must(await desk.call("articles.duplicate", { id })).article;
  expect([copy.release.lo.assigned, copy.release.en.assigned]).toEqual([undefined, undefined]);

  must(await desk.call("host.remember", { person }));
  desk = await open();
  expect(must(await desk.call("host.state", {})).person).toBe(person);
  expect(must(await desk.call("articles.list", { assigned: person })).items.map((one) => one.id)).toEqual([id]);

  const { path: site } = must(await desk.call("publish.site", {}));
  const files = (await readdir(site, { recursive: true })).filter((name) => /\.(html|json|xml)$/.test(name));
  expect(files.length).toBeGreaterThan(5);
  for (const name of files) expect(await readFile(path.join(site, name), "utf8"), name).not.toContain(person);
  // The Lao is done, the English isn't.
  const { items } = must(await desk.call("articles.list", { assigned: person }));
  expect(items[0]?.assigned).toEqual({ lo: null, en: { person, due: "2026-11-30T17:00:00+07:00" } });
  must(await desk.call("articles.release", { id, lang: "en", assigned: null }));
  expect(must(await desk.call("articles.list", { assigned: person })).total).toBe(0);
});
