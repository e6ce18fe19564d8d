import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { addAsset, assetSize } from "../../../electron/library/files/assets/assets.ts";
import { openHub } from "../../../electron/sync/hub.ts";
import { syncNow, testHub } from "../../../electron/sync/share.ts";
import { readShareState, shareFolder, writeShareState, writeToken } from "../../../electron/sync/share-state.ts";
import { someOf } from "../../random.ts";
import { must, storyWithText, writer } from "../library/stories.ts";
import { NO_GIT, type SharingDesk, sharedNewsroom, wholeOf } from "./desks.ts";
import { canServe, servedHub } from "./hub-server.ts";

const newsroom = sharedNewsroom();
const hubServer = servedHub(newsroom.root, "a desk without git");

const git = (...args: string[]): string =>
  execFileSync("git", ["--git-dir", newsroom.hub(), ...args], { encoding: "utf8", stdio: "pipe" }).trim();

/** A word at the end of each paragraph of a story, and a story of its own. */
async function write(desk: SharingDesk, id: string, word: string): Promise<void> {
  const by = { origin: "editor" as const, by: desk.sharer.by };
  must(await desk.library.create(storyWithText(`ຂ່າວ ${word}`), by));
  const { revs, article } = must(await desk.library.open(id));
  const content = (article.versions.lo?.body.content ?? []).map((block) => ({
    ...block,
    content: [...(block.content ?? []), { type: "text", text: ` ${word}` }],
  }));
  must(await desk.library.save({ id, base: { lo: revs.lo }, lo: { body: { type: "doc", content } } }, by));
}

test.skipIf(!canServe)(
  "desks with git and without it write and merge on one hub over HTTPS, one that gets git later goes on, and every word is there",
  async () => {
    const { given } = await hubServer();
    const vientiane = await newsroom.desk("vientiane", given, true);
    const { id } = must(await vientiane.library.create(storyWithText("ລະດັບນ້ຳຂອງ"), writer)).article;
    await vientiane.sync();
    const pakse = await newsroom.desk("pakse", given);
    const savannakhet = await newsroom.desk("savannakhet", given, true);
    const words: string[] = [];
    for (let turn = 1; turn <= 3; turn += 1) {
      for (const desk of [vientiane, pakse, savannakhet]) {
        const word = `ຄຳ${words.length + 1}`;
        words.push(word);
        await write(desk, id, word);
      }
      for (const desk of [vientiane, savannakhet, pakse, savannakhet, vientiane]) await desk.sync();
    }
    const whole = await wholeOf(vientiane);
    expect(await wholeOf(pakse)).toBe(whole);
    expect(await wholeOf(savannakhet)).toBe(whole);
    for (const word of words) expect(whole.split(new RegExp(`${word}(?!\\d)`)).length - 1, word).toBe(2);
    // Git is installed on one machine and goes from another: each goes on with the copy that it has.
    const { lookForGit: _none, ...withGit } = savannakhet.sharer;
    const swapped = [
      { library: savannakhet.library, sharer: withGit },
      { library: pakse.library, sharer: { ...pakse.sharer, ...NO_GIT } },
    ];
    await write(vientiane, id, "ຕໍ່ໄປ");
    await write(savannakhet, id, "ຕິດຕັ້ງແລ້ວ");
    await write(pakse, id, "ຖອນອອກແລ້ວ");
    await vientiane.sync();
    for (const { library, sharer } of [...swapped, ...swapped]) must(await syncNow(library, sharer));
    await vientiane.sync();
    const after = await wholeOf(vientiane);
    for (const desk of [pakse, savannakhet]) expect(await wholeOf(desk)).toBe(after);
    for (const word of ["ຕໍ່ໄປ", "ຕິດຕັ້ງແລ້ວ", "ຖອນອອກແລ້ວ"]) expect(after.split(word).length - 1, word).toBe(2);
    // Git itself finds nothing amiss in what was put.
    expect(git("fsck", "--strict", "--full")).not.toMatch(/error|missing|broken/);
    expect(git("log", "--merges", "--format=%cn", "main").split("\n")).toContain(savannakhet.sharer.by);
    expect(git("for-each-ref", "--format=%(refname)")).toContain(`refs/heads/desk/${vientiane.sharer.desk}`);
  },
);

const reason = async ({ library, sharer }: SharingDesk): Promise<string> => {
  const answer = await syncNow(library, sharer);
  return answer.ok ? "ok" : answer.error.reason;
};

test.skipIf(!canServe)(
  "without git a test of a hub says what it holds, and of the key, the right to write and the certificate what is amiss",
  async () => {
    const { given } = await hubServer();
    const sharer = { home: path.join(newsroom.root(), "tester"), desk: "01JDESKTESTER", by: "ນາງ ມະນີວອນ", ...NO_GIT };
    const ask = async (more: object = {}) => {
      const hub = { ...given, ...more };
      const answer = await testHub(hub, { id: "01JNOLIBRARY00000000000000" }, sharer);
      return answer.ok ? answer.value : answer.error.reason;
    };
    expect(await ask()).toEqual({ library: null, name: null, carrier: "own" });
    const vientiane = await newsroom.desk("vientiane", given);
    const { settings } = vientiane.library.settings();
    for (const filter of ["true", "false"]) {
      git("config", "uploadpack.allowFilter", filter);
      expect(await ask()).toEqual({ library: vientiane.library.id, name: settings.name, carrier: "own" });
    }
    expect(await ask({ token: "wrong" })).toBe("hub-denied");
    expect(await ask({ caFile: undefined })).toBe("hub-certificate");
    expect(await ask({ address: given.address.replace(/hub$/, "nothing") })).toBe("hub-missing");
    git("config", "http.receivepack", "false");
    expect(await ask()).toBe("hub-read-only");
    for (const other of [newsroom.hub(), "ssh://git@127.0.0.1/hub"])
      expect(await ask({ address: other })).toBe("carrier-missing");
    const old = { ...sharer, lookForGit: async () => ({ version: "2.25.1", isReady: false }) };
    const answer = await testHub({ address: newsroom.hub() }, { id: "01JNOLIBRARY00000000000000" }, old);
    expect(answer).toMatchObject({ ok: false, error: { reason: "carrier-old", values: { version: "2.25.1" } } });
  },
);

test.skipIf(!canServe)(
  "without git a wrong token, an untrusted certificate, a line that breaks anywhere and a server that is off are told; then it goes on",
  async () => {
    const { given, server } = await hubServer();
    const vientiane = await newsroom.desk("vientiane", given, true);
    const pakse = await newsroom.desk("pakse", given);
    const { id } = must(await vientiane.library.create(storyWithText("ລະດັບນ້ຳຂອງ"), writer)).article;
    await vientiane.sync();
    await pakse.sync();
    const { sharer, library } = vientiane;
    const folder = shareFolder(sharer.home, library.id);
    await writeToken(folder, "wrong", undefined);
    expect(await reason(vientiane)).toBe("hub-denied");
    await writeToken(folder, given.token, undefined);
    const state = await readShareState(folder);
    if (!state) throw new Error("not shared");
    const { caFile: _ca, ...untrusting } = state;
    await writeShareState(folder, untrusting);
    expect(await reason(vientiane)).toBe("hub-certificate");
    await writeShareState(folder, state);
    // In the list of branches, in the pack, and in what is said of the push.
    const words: string[] = [];
    for (const [turn, cutAfter] of [40, 700, 900, 1400].entries()) {
      const [mine, theirs] = [`ວຽງຈັນ${turn}`, `ປາກເຊ${turn}`];
      words.push(mine, theirs);
      await write(pakse, id, theirs);
      await pakse.sync();
      await write(vientiane, id, mine);
      server.cutAfter = cutAfter;
      expect(["ok", "hub-away"]).toContain(await reason(vientiane));
      server.cutAfter = null;
      expect(await reason(vientiane)).toBe("ok");
      await pakse.sync();
      expect(await wholeOf(pakse)).toBe(await wholeOf(vientiane));
    }
    const whole = await wholeOf(vientiane);
    for (const word of words) expect(whole.split(word).length - 1, word).toBe(2);
    await server.close();
    expect(await reason(vientiane)).toBe("hub-away");
  },
);

test.skipIf(!canServe)(
  "what desks of both kinds say about themselves is heard by the others, newest word alone",
  async () => {
    const { given } = await hubServer();
    const at = (name: string) => path.join(newsroom.root(), `${name}-signs`);
    const signsOf = async (name: string, more: object = {}) => {
      const sharer = { home: at(name), desk: `01JDESK${name.toUpperCase()}`, by: name, ...more };
      return (await openHub(at(name), given, sharer)).signs ?? expect.fail("no signs");
    };
    const [own, theirs] = [await signsOf("own", NO_GIT), await signsOf("git")];
    await own.say("ເປີດຂ່າວ", 1_760_000_000);
    const first = await own.say("ປິດຂ່າວ", 1_760_000_060);
    const second = await theirs.say("ກຳລັງແປ", 1_760_000_120);
    const heard = new Map([
      ["01JDESKOWN", { mark: first, word: "ປິດຂ່າວ" }],
      ["01JDESKGIT", { mark: second, word: "ກຳລັງແປ" }],
    ]);
    expect(await (await signsOf("own", NO_GIT)).hear(new Map())).toEqual(heard);
    expect(await (await signsOf("git")).hear(new Map())).toEqual(heard);
    const known = await own.hear(new Map([["01JDESKGIT", second]]));
    expect(known.get("01JDESKGIT")).toEqual({ mark: second, word: null });
  },
);

test.skipIf(!canServe)("pictures come by themselves or with their month, to desks of both kinds", async () => {
  const { given, server } = await hubServer();
  const vientiane = await newsroom.desk("vientiane", given, true);
  const put = async (desk: SharingDesk, shade: number) => {
    const picture = await sharp({
      create: { width: 40, height: 30, channels: 3, background: { r: shade, g: 90, b: 40 } },
    })
      .jpeg()
      .toBuffer();
    const { asset } = must(await addAsset(desk.library.folder, `${shade}.jpg`, picture));
    const words = { lo: "ຂົວຂ້າມແມ່ນ້ຳຂອງ", en: "A bridge over the Mekong" };
    const image = { asset, alt: words, caption: words, credit: { lo: "", en: "" } };
    const made = storyWithText(`ຂ່າວມີຮູບ ${shade}`);
    must(await desk.library.create({ ...made, details: { ...made.details, image } }, writer));
    await desk.sync();
    return asset;
  };
  const first = await put(vientiane, 10);
  const pakse = await newsroom.desk("pakse", given);
  const second = await put(pakse, 60);
  // Whether the hub gives single files or not.
  const savannakhet = await newsroom.desk("savannakhet", given, true);
  git("config", "uploadpack.allowFilter", "false");
  server.onlyOldest = true;
  const champasak = await newsroom.desk("champasak", given, true);
  const third = await put(champasak, 120);
  const fourth = await put(vientiane, 180);
  for (const desk of [vientiane, pakse, savannakhet, champasak]) {
    await desk.sync();
    await desk.sync();
    for (const asset of [first, second, third, fourth])
      expect(await assetSize(desk.library.folder, asset), desk.sharer.desk).toBeGreaterThan(100);
  }
  expect(git("fsck", "--strict", "--full")).not.toMatch(/error|missing|broken/);
});

test.skipIf(!canServe)(
  "a desk without git that is killed while it asks or sends loses no word and doubles none",
  async () => {
    const { given, server } = await hubServer();
    const at = (name: string) => path.join(newsroom.root(), name);
    const token = at("token.txt");
    writeFileSync(token, given.token);
    mkdirSync(at("no-programs"));
    /** The child ends by itself, or is killed at the n-th question. */
    const cli = (args: readonly string[], kill?: { readonly n: number; readonly when: "before" | "after" }) =>
      new Promise<{ readonly said: string; readonly killed: boolean }>((resolve) => {
        const env = { ...process.env, PATH: at("no-programs"), SONGPHASA_HOME: at("pakse-home") };
        const child = execFile(
          process.execPath,
          [path.join(import.meta.dirname, "../../../electron/cli/cli.mjs"), ...args, "--json"],
          { env },
          (error, said) => resolve({ said, killed: error?.signal === "SIGKILL" }),
        );
        let count = 0;
        server.told = (when) => {
          if (when !== kill?.when) return;
          count += 1;
          if (count === kill.n) child.kill("SIGKILL");
        };
      });
    const vientiane = await newsroom.desk("vientiane", given);
    const { id } = must(await vientiane.library.create(storyWithText("ລະດັບນ້ຳຂອງ"), writer)).article;
    await vientiane.sync();
    const access = ["--token-file", token, "--ca", given.caFile];
    const joined = await cli(["share", "join", given.address, at("pakse"), ...access]);
    expect(JSON.parse(joined.said)).toMatchObject({ held: [] });
    const headlines = new Set<string>();
    let killed = 0;
    // Once it was told what is new, before it puts its own there, and with the answer to that on its way.
    const turns = someOf(
      [
        { n: 2, when: "after" },
        { n: 4, when: "before" },
        { n: 4, when: "after" },
      ] as const,
      3,
    );
    for (const { n, when } of turns) {
      const headline = `ຂ່າວຈາກປາກເຊ ${n} ${when === "before" ? "ກ່ອນ" : "ຫຼັງ"}`;
      headlines.add(headline);
      writeFileSync(at("story.txt"), `${headline}\n\nຂປລ. ທີ່ນະຄອນຫຼວງວຽງຈັນ ໄດ້ມີພິທີເປີດ.\n`);
      await cli(["import", at("story.txt"), "--library", at("pakse")]);
      await write(vientiane, id, `ວຽງຈັນ${n}${when}`);
      await vientiane.sync();
      if ((await cli(["sync", "--library", at("pakse")], { n, when })).killed) killed += 1;
      expect(JSON.parse((await cli(["sync", "--library", at("pakse")])).said)).toMatchObject({ held: [] });
    }
    await vientiane.sync();
    const whole = await wholeOf(vientiane);
    for (const headline of headlines) expect(whole.split(headline).length - 1, headline).toBe(1);
    const { said } = await cli(["list", "--library", at("pakse")]);
    expect(JSON.parse(said).total ?? JSON.parse(said).items.length).toBe((await vientiane.library.ids()).length);
    expect(killed).toBe(turns.length);
    expect(git("fsck", "--strict", "--full")).not.toMatch(/error|missing|broken/);
  },
);
