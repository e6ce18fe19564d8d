import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { readArticleText } from "../../../../electron/library/files/article-file.ts";
import { articlePath } from "../../../../electron/library/files/article-paths.ts";
import { type Ladder, migrate, type Step } from "../../../../electron/library/files/migrations.ts";
import { must, newsroom, writer } from "../own-library.ts";
import { FIXTURE, ID, ladder } from "./format-zero.ts";

const { folder, open, close } = newsroom();

test("an older format is read in today's, and what nobody knows is carried along", async () => {
  const read = readArticleText(await readFile(FIXTURE, "utf8"), ID, ladder);
  expect(read).toMatchObject({ kind: "article", readOnly: undefined, migratedFrom: 0 });
  if (read.kind !== "article") throw new Error("unreadable");
  expect(read.article.format).toBe(1);
  expect(read.article.versions.lo?.headline).toBe("ລາວ ແລະ ກຳປູເຈຍ ເພີ່ມທະວີການຮ່ວມມື");
  expect(read.article).toMatchObject({ desk: { kept: true } });
});

test("steps are climbed one at a time, and a step that is missing leaves the file alone", () => {
  const seen: number[] = [];
  const step =
    (from: number): Step =>
    (raw) => {
      seen.push(from);
      expect(raw.format).toBe(from);
      return { ...raw, [`from${from}`]: true };
    };
  const all: Ladder = { 0: step(0), 1: step(1), 2: step(2) };
  expect(migrate({ format: 0 }, 3, all)).toEqual({
    raw: { format: 3, from0: true, from1: true, from2: true },
    from: 0,
  });
  expect(seen).toEqual([0, 1, 2]);
  expect(migrate({ format: 0 }, 3, { 0: step(0), 2: step(2) })).toEqual({ raw: { format: 0 }, from: null });
  expect(migrate({ format: 4 }, 3, all)).toEqual({ raw: { format: 4 }, from: null });
  expect(migrate("no story", 3, all)).toEqual({ raw: "no story", from: null });
});

test("an old file stays as it is until it is saved, and then its original is kept", async () => {
  await open();
  await close();
  const original = await readFile(FIXTURE);
  await mkdir(path.dirname(articlePath(folder(), ID)), { recursive: true });
  await writeFile(articlePath(folder(), ID), original);
  const desk = await open({ ladder });
  const { article, revs } = must(await desk.open(ID));
  expect(article.versions.en?.headline).toBe("Laos and Cambodia Strengthen Cooperation");
  expect(await readFile(articlePath(folder(), ID))).toEqual(original);
  must(await desk.save({ id: ID, base: { en: revs.en }, en: { lead: "Both sides agreed." } }, writer));
  const stored = JSON.parse(await readFile(articlePath(folder(), ID), "utf8"));
  expect([stored.format, stored.versions.en.lead, stored.desk]).toEqual([1, "Both sides agreed.", { kept: true }]);
  expect(await readFile(path.join(folder(), "history", ID, "original-format-0.json"))).toEqual(original);
  expect(await readdir(folder())).not.toContain("quarantine");
});
