/**
 * A desk that does everything but type, until it is killed: saves stories of an older format, puts others
 * in the trash and empties it, takes backups. It says on standard output what is done, a line each:
 * `stays <id>`, `migrated <id>`, `emptied <id>`, `backup`. Arguments: the library, the backup's file,
 * a folder for what is under way.
 */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { ulid } from "ulid";
import { backUp } from "../../electron/library/backup/backup.ts";
import { articlePath } from "../../electron/library/files/article-paths.ts";
import { openLibrary } from "../../electron/library/library.ts";
import { FIXTURE, ID, ladder } from "../electron/library/files/format-zero.ts";
import { must, story, writer } from "../electron/library/stories.ts";

const [folder = "", file = "", aside = ""] = process.argv.slice(2);
const say = (words: string) => void process.stdout.write(`${words}\n`);

const library = must(await openLibrary(folder, { ladder }));
const old = await readFile(FIXTURE, "utf8");
say("open");
for (;;) {
  const id = ulid();
  await mkdir(path.dirname(articlePath(folder, id)), { recursive: true });
  await writeFile(path.join(aside, id), old.replace(ID, id));
  await rename(path.join(aside, id), articlePath(folder, id));
  const { revs } = must(await library.open(id));
  must(await library.save({ id, base: { en: revs.en }, en: { lead: "Both sides agreed." } }, writer));
  say(`migrated ${id}`);

  const kept = must(await library.create(story("ນ້ຳຖ້ວມ ໃນ ຫຼວງພະບາງ"), writer)).article.id;
  say(`stays ${kept}`);
  const gone = must(await library.create(story("ຂ່າວ ທີ່ ຖືກ ຍົກເລີກ"), writer)).article.id;
  must(await library.release(gone, "lo", { stage: "review" }, writer));
  must(
    await library.change(gone, writer, (article) => ({
      ok: true,
      value: { ...article, trashedAt: article.updatedAt },
    })),
  );
  must(await library.emptyTrash(writer));
  say(`emptied ${gone}`);
  must(await backUp(folder, file));
  say("backup");
}
