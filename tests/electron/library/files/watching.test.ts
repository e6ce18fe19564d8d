import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { articlePath } from "../../../../electron/library/files/article-paths.ts";
import { canonicalJson } from "../../../../shared/article/canonical-json.ts";
import { must, newsroom, story, writer } from "../newsroom.ts";

const room = newsroom();

test("a story that another program brings, changes or takes away is in the list within moments", async () => {
  let changes = 0;
  const library = await room.open({ events: { changed: () => (changes += 1) } });
  const made = must(await library.create(story({ lo: { headline: "ຂ່າວເກົ່າ" } }), writer));
  const headlines = async () => (await library.list({ sort: "headline" })).items.map(({ headline }) => headline.lo);
  expect(await headlines()).toEqual(["ຂ່າວເກົ່າ"]);

  const brought = story({ lo: { headline: "ຂ່າວຈາກສາຂາ" } });
  const file = articlePath(room.folder, brought.id);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, canonicalJson(brought));
  await vi.waitFor(async () => expect(await headlines()).toContain("ຂ່າວຈາກສາຂາ"), 20_000);

  writeFileSync(file, canonicalJson(brought).replace("ຂ່າວຈາກສາຂາ", "ຂ່າວທີ່ແກ້ແລ້ວ"));
  await vi.waitFor(async () => expect(await headlines()).toContain("ຂ່າວທີ່ແກ້ແລ້ວ"), 20_000);

  const before = changes;
  rmSync(articlePath(room.folder, made.article.id));
  await vi.waitFor(async () => expect(await headlines()).toEqual(["ຂ່າວທີ່ແກ້ແລ້ວ"]), 20_000);
  expect(changes).toBeGreaterThan(before);
});
