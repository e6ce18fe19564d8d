import { rmSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { expect, test } from "vitest";
import { articlePath } from "../../../../electron/library/files/article-paths.ts";
import type { Library } from "../../../../electron/library/library.ts";
import { heavyRuns } from "../../../random.ts";
import { must, newsroom, story, writer } from "../newsroom.ts";

const room = newsroom();
const PLACES = ["ປາກເຊ", "ທ່າແຂກ", "ຊຳເໜືອ", "ຫຼວງພະບາງ"];

const madeAt = async (library: Library, place: string) =>
  must(await library.create(story({ lo: { headline: `ລະດັບນ້ຳຂອງຢູ່ ${place}` } }), writer)).article.id;

type Step =
  | { readonly does: "words" | "trash" | "ready" | "lost"; readonly at: number }
  | { readonly does: "new" | "nothing" | "elsewhere" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constantFrom("words", "trash", "ready", "lost"), at: fc.nat({ max: 5 }) }),
  fc.record({ does: fc.constantFrom("new", "nothing", "elsewhere") }),
);

async function take(library: Library, ids: string[], one: Step, count: number): Promise<void> {
  if (one.does === "new") ids.push(await madeAt(library, `ບ້ານ ${count}`));
  if (!("at" in one)) {
    if (one.does !== "elsewhere") return;
    // Another process wrote to the index: nobody here was told of what.
    const other = new DatabaseSync(path.join(room.cache, library.id, "index.sqlite"), { timeout: 10_000 });
    other.exec("UPDATE meta SET value = value; UPDATE stories SET facts = replace(facts, 'ລະດັບ', 'ຂັ້ນ') WHERE row = 1");
    other.close();
    return;
  }
  const id = ids[one.at % ids.length] ?? "";
  if (one.does === "words") {
    const { revs } = must(await library.open(id));
    must(await library.save({ id, base: { lo: revs.lo }, lo: { headline: `ຂ່າວທີ ${count}` } }, writer));
  } else if (one.does === "ready") await library.release(id, "lo", { stage: "ready" }, writer);
  else if (one.does === "trash")
    await library.change(id, writer, (article) => ({
      ok: true,
      value: { ...article, trashedAt: article.trashedAt === null ? "2026-11-24T02:00:00Z" : null },
    }));
  else {
    rmSync(articlePath(room.folder, id), { force: true });
    await library.open(id);
    ids.splice(ids.indexOf(id), 1);
    if (ids.length === 0) ids.push(await madeAt(library, "ປາກຊັນ"));
  }
}

test("the facts of all stories are those of each asked for by itself, and the same objects where nothing changed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const library = await room.open();
      await library.complete();
      const ids: string[] = [];
      for (const place of PLACES) ids.push(await madeAt(library, place));
      let before = await library.facts();
      for (const [count, one] of steps.entries()) {
        const changed = new Set("at" in one ? [ids[one.at % ids.length]] : []);
        await take(library, ids, one, count);
        const facts = await library.facts();
        const known = facts.map(({ id }) => id);
        expect(known).toEqual([...known].sort());
        expect(known).toEqual(expect.arrayContaining(ids));
        const alone = new Map((await library.facts(known)).map((story) => [story.id, story]));
        expect(facts).toEqual(known.map((id) => alone.get(id)));
        const were = new Map(before.map((story) => [story.id, story]));
        if (one.does !== "elsewhere")
          for (const story of facts)
            if (!changed.has(story.id) && were.has(story.id)) expect(story).toBe(were.get(story.id));
        before = facts;
      }
      await room.close(library);
    }),
    { numRuns: heavyRuns(6), examples: [[[{ does: "elsewhere" }, { does: "words", at: 2 }]]] },
  );
}, 60_000);
