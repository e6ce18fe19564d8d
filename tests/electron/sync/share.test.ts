import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { articlePath } from "../../../electron/library/files/article-paths.ts";
import { addAsset, readAsset } from "../../../electron/library/files/assets/assets.ts";
import { beginSharing, joinSharing, makeHub, stopSharing, syncNow } from "../../../electron/sync/share.ts";
import { cardsOf } from "../../../shared/article/card.ts";
import { ownStop } from "../../../shared/checks/own-stops.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { must, story, storyWithText, writer } from "../library/stories.ts";
import { sharedNewsroom, wholeOf } from "./desks.ts";

const newsroom = sharedNewsroom();

const git = (...args: string[]): string =>
  execFileSync("git", ["--git-dir", newsroom.hub(), ...args], { encoding: "utf8" }).trim();

test("what one desk writes is on the other after each has spoken with the hub, with its date", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const pakse = await newsroom.desk("pakse");
  const { id } = must(await vientiane.library.create(storyWithText("ສະຫວັນນະເຂດ ສ້າງຂົວໃໝ່"), writer)).article;
  expect(await vientiane.sync()).toMatchObject({ sent: 1, received: 0, held: [] });
  expect(await pakse.sync()).toMatchObject({ sent: 0, received: 1, held: [] });
  expect(await pakse.story(id)).toEqual(await vientiane.story(id));
  const [kept] = must(await pakse.library.history(id));
  expect(kept).toMatchObject({ why: "received", by: vientiane.sharer.by });
});

test("two languages of a story that two desks wrote offline stand together on both, and a run with nothing new writes nothing", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const { id } = must(await vientiane.library.create(storyWithText("ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ"), writer)).article;
  await vientiane.sync();
  const pakse = await newsroom.desk("pakse");
  await vientiane.headline(id, "lo", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນໄວ");
  must(await pakse.library.save({ id, base: { en: null }, en: { headline: "Mekong rises" } }, writer));
  await vientiane.sync();
  expect(await pakse.sync()).toMatchObject({ merged: 1 });
  await vientiane.sync();
  expect(await wholeOf(vientiane)).toBe(await wholeOf(pakse));
  const { versions } = await vientiane.story(id);
  expect([versions.lo?.headline, versions.en?.headline]).toEqual(["ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນໄວ", "Mekong rises"]);
  for (const desk of [vientiane, pakse]) {
    await desk.sync();
    const state = path.join(desk.sharer.home, "shared", desk.library.id);
    const before = readdirSync(state, { recursive: true }).sort();
    const said = readFileSync(path.join(state, "state.json"), "utf8");
    const head = git("rev-parse", "main");
    expect(await desk.sync()).toEqual({ sent: 0, received: 0, merged: 0, held: [] });
    expect(readdirSync(state, { recursive: true }).sort()).toEqual(before);
    expect(readFileSync(path.join(state, "state.json"), "utf8")).toBe(said);
    expect(git("rev-parse", "main")).toBe(head);
  }
});

test("a picture comes after the words that name it, byte for byte, and once", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const pakse = await newsroom.desk("pakse");
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#1d4d8f" } })
    .jpeg()
    .toBuffer();
  const { asset } = must(await addAsset(vientiane.library.folder, "ຂົວ.jpg", bytes));
  const made = storyWithText("ເປີດຂົວມິດຕະພາບ");
  const words = { lo: "ຂົວ", en: "The bridge" };
  must(
    await vientiane.library.create(
      {
        ...made,
        details: { ...made.details, image: { asset, alt: words, caption: words, credit: { lo: "", en: "" } } },
      },
      writer,
    ),
  );
  await vientiane.sync();
  await pakse.sync();
  expect(Buffer.from((await readAsset(pakse.library.folder, asset)) ?? [])).toEqual(bytes);
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(asset.slice(0, 64));
  expect(git("ls-tree", "-r", "--name-only", "main")).not.toContain(asset);
  expect(git("branch", "--list", "assets/*")).toContain(`assets/${instantNow().slice(0, 7)}`);
  expect(await pakse.sync()).toEqual({ sent: 0, received: 0, merged: 0, held: [] });
});

test("settings and templates travel, and a template that was removed goes on the other desk too", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const pakse = await newsroom.desk("pakse");
  must(
    await vientiane.library.changeSettings((now) => ({
      ...now,
      tags: [...now.tags, { key: "mekong", lo: "ແມ່ນ້ຳຂອງ", en: "Mekong" }],
    })),
  );
  const { details } = story("ອາກາດ");
  const { source, category, tags, bylines, place } = details;
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
  await pakse.sync();
  expect(pakse.library.settings().settings.tags).toContainEqual({ key: "mekong", lo: "ແມ່ນ້ຳຂອງ", en: "Mekong" });
  expect(must(await pakse.library.template(template.id)).template.name).toBe("ພະຍາກອນອາກາດ");
  must(await pakse.library.removeTemplate(template.id));
  await pakse.sync();
  await vientiane.sync();
  expect((await vientiane.library.template(template.id)).ok).toBe(false);
});

test("a story in the trash is so on both desks; one that is removed for good on one stays where another wrote in it", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const kept = must(await vientiane.library.create(storyWithText("ຂ່າວທີ່ຍັງໃຊ້"), writer)).article.id;
  const gone = must(await vientiane.library.create(storyWithText("ຂ່າວທີ່ຖິ້ມ"), writer)).article.id;
  await vientiane.sync();
  const pakse = await newsroom.desk("pakse");
  for (const id of [kept, gone])
    must(
      await vientiane.library.change(id, writer, (now) => ({ ok: true, value: { ...now, trashedAt: instantNow() } })),
    );
  await vientiane.sync();
  await pakse.sync();
  expect((await pakse.story(gone)).trashedAt).not.toBeNull();
  await pakse.headline(kept, "lo", "ຂ່າວທີ່ຍັງໃຊ້ຢູ່ ແລະ ເພີ່ມຄວາມ");
  must(await vientiane.library.emptyTrash(writer));
  await vientiane.sync();
  await pakse.sync();
  await vientiane.sync();
  for (const desk of [vientiane, pakse]) {
    expect(await desk.library.ids()).toEqual([kept]);
    expect((await desk.story(kept)).versions.lo?.headline).toBe("ຂ່າວທີ່ຍັງໃຊ້ຢູ່ ແລະ ເພີ່ມຄວາມ");
  }
});

test("a story of a newer desk waits by itself and is told, while the others come; it comes once it can be read", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const pakse = await newsroom.desk("pakse");
  const { id } = must(await vientiane.library.create(storyWithText("ຂ່າວຂອງລຸ້ນໃໝ່"), writer)).article;
  const other = must(await vientiane.library.create(storyWithText("ຂ່າວທົ່ວໄປ"), writer)).article.id;
  await vientiane.sync();
  await pakse.sync();
  const file = articlePath(vientiane.library.folder, id);
  const whole = readFileSync(file, "utf8");
  writeFileSync(file, whole.replace('"format": 1', '"format": 9'));
  await vientiane.library.open(id);
  await vientiane.headline(other, "lo", "ຂ່າວທົ່ວໄປ ສະບັບແກ້");
  await vientiane.sync();
  const waits = await pakse.sync();
  expect(waits.held.map(({ error }) => error.reason)).toEqual(["article-newer"]);
  expect((await pakse.story(other)).versions.lo?.headline).toBe("ຂ່າວທົ່ວໄປ ສະບັບແກ້");
  expect((await pakse.story(id)).format).toBe(1);
  writeFileSync(file, whole.replace("ຂ່າວຂອງລຸ້ນໃໝ່", "ຂ່າວຂອງລຸ້ນນີ້"));
  await vientiane.library.open(id);
  await vientiane.sync();
  expect((await pakse.sync()).held).toEqual([]);
  expect((await pakse.story(id)).versions.lo?.headline).toBe("ຂ່າວຂອງລຸ້ນນີ້");
});

test("a file at the hub that is larger than any may be waits by itself and is told, while the others come", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const large = must(await vientiane.library.create(storyWithText("ຂ່າວທີ່ໃຫຍ່ເກີນໄປ"), writer)).article.id;
  await vientiane.sync();
  const pakse = await newsroom.desk("pakse");
  // Another program put something there that no desk can read.
  const file = `articles/${large.slice(-2)}/${large}.json`;
  const bytes = Buffer.alloc(65 * 1024 * 1024, 0x20);
  const blob = execFileSync("git", ["--git-dir", newsroom.hub(), "hash-object", "-w", "--stdin"], { input: bytes });
  const script = [
    "commit refs/heads/main",
    "committer x <x@x.invalid> 1700000000 +0000",
    "data 0",
    "",
    `from ${git("rev-parse", "main")}`,
    `M 100644 ${blob.toString().trim()} ${file}`,
    "",
  ].join("\n");
  execFileSync("git", ["--git-dir", newsroom.hub(), "fast-import", "--quiet"], { input: script });
  const small = must(await vientiane.library.create(storyWithText("ຂ່າວນ້ອຍ"), writer)).article.id;
  const held = [{ path: file, error: { reason: "file-too-large", values: { limit: "64 MiB" } } }];
  expect(await vientiane.sync()).toMatchObject({ sent: 1, held });
  expect(await pakse.sync()).toMatchObject({ received: 1, held });
  expect((await pakse.story(small)).id).toBe(small);
  // What stands here stays as it was, and is told again.
  for (const desk of [vientiane, pakse]) expect((await desk.story(large)).versions.lo?.headline).toBe("ຂ່າວທີ່ໃຫຍ່ເກີນໄປ");
  expect(await pakse.sync()).toMatchObject({ received: 0, held });
});

test("a hub that is gone, emptied, another's or not a library's is told in words, and the library stays whole", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const { id } = must(await vientiane.library.create(storyWithText("ຂ່າວດຽວ"), writer)).article;
  await vientiane.sync();
  const reason = async () => {
    const answer = await syncNow(vientiane.library, vientiane.sharer);
    return answer.ok ? "ok" : answer.error.reason;
  };
  const other = { home: path.join(newsroom.root(), "other-home"), desk: "01JDESKOTHER", by: "ນາງ ດວງຈັນ" };
  const taken = await beginSharing(vientiane.library, { address: newsroom.hub() }, other);
  expect(taken.ok).toBe(true);
  git("update-ref", "-d", "refs/heads/main");
  expect(await reason()).toBe("hub-empty");
  rmSync(newsroom.hub(), { recursive: true });
  expect(await reason()).toBe("hub-missing");
  must(await makeHub(newsroom.hub(), other.home));
  const work = path.join(newsroom.root(), "work");
  execFileSync("git", ["init", "-q", "-b", "main", work]);
  writeFileSync(path.join(work, "README"), "ບໍ່ແມ່ນຄັງຂ່າວ");
  const as = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-C", work];
  execFileSync("git", [...as, "add", "."]);
  execFileSync("git", [...as, "commit", "-qm", "x"]);
  execFileSync("git", [...as, "push", "-q", newsroom.hub(), "main"]);
  expect(await reason()).toBe("hub-foreign");
  expect(await joinSharing(path.join(newsroom.root(), "joined"), { address: newsroom.hub() }, other)).toMatchObject({
    ok: false,
    error: { reason: "hub-foreign" },
  });
  expect((await vientiane.story(id)).versions.lo?.headline).toBe("ຂ່າວດຽວ");
  must(await stopSharing(vientiane.library, vientiane.sharer));
  expect(await reason()).toBe("share-none");
});

test.each([
  ["file:///tmp/hub", false],
  ["ext::sh -c id", false],
  ["-oProxyCommand=id", false],
  ["https://songphasa:geheim@hub.kpl.gov.la/desk.git", false],
  ["git@hub.kpl.gov.la:-oProxyCommand=id", false],
  ["relative/hub", false],
])("%s is no address of a hub", async (address) => {
  const vientiane = await newsroom.desk("vientiane");
  must(await stopSharing(vientiane.library, vientiane.sharer));
  const answer = await beginSharing(vientiane.library, { address }, vientiane.sharer);
  expect(answer).toMatchObject({ ok: false, error: { reason: "hub-address" } });
});

test("what two desks wrote in the same place stands on one card on both, with who wrote what, and keeps the story at home", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const { id } = must(await vientiane.library.create(storyWithText("ລາຄາຄຳ 100 ກີບ"), writer)).article;
  await vientiane.sync();
  const pakse = await newsroom.desk("pakse");
  const place = (lo: string, en: string) => ({ details: { place: { lo, en } } });
  for (const [desk, words] of [
    [vientiane, place("ວຽງຈັນ", "Vientiane")],
    [pakse, place("ປາກເຊ", "Pakse")],
  ] as const) {
    const { revs } = must(await desk.library.open(id));
    must(await desk.library.save({ id, base: { details: revs.details }, ...words }, writer));
  }
  await vientiane.sync();
  await pakse.sync();
  await vientiane.sync();
  expect(await wholeOf(vientiane)).toBe(await wholeOf(pakse));
  const article = await vientiane.story(id);
  const cards = cardsOf(article);
  expect(new Set(cards.flatMap(({ sides }) => sides.map(({ by }) => by)))).toEqual(
    new Set([vientiane.sharer.by, pakse.sharer.by]),
  );
  expect(JSON.stringify(cards)).toContain("ວຽງຈັນ");
  expect(JSON.stringify(cards)).toContain("ປາກເຊ");
  expect(ownStop(article, "lo")).toBe("conflict");
  // On the command line, in a copy: this process has the library itself.
  const copy = path.join(newsroom.root(), "copy");
  cpSync(vientiane.library.folder, copy, { recursive: true, filter: (file) => !file.endsWith(".lock") });
  const settle = (...args: string[]): { cards: { id: string; sides: { value: unknown }[] }[] } => {
    const cli = path.join(import.meta.dirname, "../../../electron/cli/cli.mjs");
    const env = { ...process.env, SONGPHASA_HOME: path.join(newsroom.root(), "settler") };
    return JSON.parse(
      execFileSync(process.execPath, [cli, "settle", ...args, "--library", copy, "--json"], { encoding: "utf8", env }),
    );
  };
  for (const { id: card, sides } of settle(id).cards) {
    const isPakse = sides.findIndex(({ value }) => value === "ປາກເຊ" || value === "Pakse");
    settle(id, card.slice(0, 12), "--take", String(isPakse + 1));
  }
  const settled = JSON.parse(readFileSync(articlePath(copy, id), "utf8"));
  expect(settled).toMatchObject({ conflicts: [], details: { place: { lo: "ປາກເຊ", en: "Pakse" } } });
  expect(settled.settled).toHaveLength(cards.length);
});

test("what a hub's folder would have run is not run: hooks, commands in its settings", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const traces = path.join(newsroom.root(), "traces");
  const script = `#!/bin/sh\necho ran >> "${traces}"\n`;
  for (const hook of ["pre-receive", "update", "post-receive", "post-update", "reference-transaction"])
    writeFileSync(path.join(newsroom.hub(), "hooks", hook), script, { mode: 0o755 });
  const command = path.join(newsroom.root(), "command");
  writeFileSync(command, script, { mode: 0o755 });
  const other = path.join(newsroom.root(), "other.git");
  execFileSync("git", ["init", "-q", "--bare", other]);
  writeFileSync(path.join(newsroom.hub(), "objects", "info", "alternates"), `${other}/objects\n`);
  for (const setting of ["core.alternateRefsCommand", "gc.recentObjectsHook", "core.fsmonitor"])
    git("config", setting, command);
  must(await vientiane.library.create(storyWithText("ຂ່າວໃນດິສຂອງຄົນອື່ນ"), writer));
  expect(await vientiane.sync()).toMatchObject({ sent: 1, held: [] });
  const pakse = await newsroom.desk("pakse");
  expect(await pakse.library.ids()).toHaveLength(1);
  expect(existsSync(traces)).toBe(false);
});
