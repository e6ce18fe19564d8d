/** A desk that shares its library: what its window asks and is told, and what it does by itself. */
import { existsSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { expect, test, vi } from "vitest";
import { WAITS } from "../../../electron/sync/in-step/schedule.ts";
import type { Vault } from "../../../electron/sync/share-state.ts";
import { must } from "../library/stories.ts";
import { settled, sharingDesks, type TestDesk, write } from "./sharing-desks.ts";

const { room, hub, start, two, close } = sharingDesks();

test("a library that is shared by its window is joined by another's, with all its stories", async () => {
  const [vientiane, pakse] = await two();
  expect(pakse.opened.library().id).toBe(vientiane.opened.library().id);
  const { items } = must(await pakse.opened.desk.call("articles.list", {}));
  expect(items.map(({ headline }) => headline.lo)).toEqual(["ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ"]);
  expect(await pakse.state()).toMatchObject({ hub: { address: hub(), token: false }, problem: null, waiting: 0 });
  // Its folder is not empty any more.
  const again = await pakse.opened.desk.call("sharing.join", { hub: { address: hub() }, path: path.join(room(), "x") });
  expect(again).toMatchObject({ ok: false, error: { reason: "folder-not-chosen" } });
});

test("what is written goes by itself once it has rested, and comes to the other desk by its own timer", async () => {
  const [vientiane, pakse] = await two();
  await settled(vientiane);
  const id = await write(vientiane, "ສະຫວັນນະເຂດ ສ້າງຂົວໃໝ່");
  expect(await vientiane.state()).toMatchObject({ waiting: 1 });
  vientiane.clock.pass(WAITS.rest);
  expect(await settled(vientiane)).toMatchObject({ sent: { count: 1 } });
  pakse.heard.length = 0;
  pakse.clock.pass(WAITS.idle * 1.25);
  await vi.waitFor(async () => {
    const changed = pakse.heard.find((event) => event.event === "article.changed");
    expect(changed).toMatchObject({ id, origin: "remote", by: "ນາງ ຄຳຫຼ້າ" });
  }, 20_000);
  await vi.waitFor(async () => expect(await pakse.state()).toMatchObject({ received: { count: 1 } }), 20_000);
  const list = must(await pakse.opened.desk.call("sharing.list", {}));
  expect(list.came[0]).toMatchObject({
    by: "ນາງ ຄຳຫຼ້າ",
    what: { kind: "story", id, headline: { lo: "ສະຫວັນນະເຂດ ສ້າງຂົວໃໝ່" }, gone: false },
  });
});

test("settings and templates that came are told to the window as such", async () => {
  const [vientiane, pakse] = await two();
  const { settings, rev } = must(await vientiane.opened.desk.call("settings.read", {}));
  must(await vientiane.opened.desk.call("settings.save", { base: rev, settings: { ...settings, name: "ໂຕະຂ່າວ" } }));
  expect(must(await vientiane.opened.desk.call("sharing.list", {})).waits).toMatchObject([
    { what: { kind: "settings" } },
  ]);
  must(await vientiane.opened.desk.call("sharing.run", {}));
  pakse.heard.length = 0;
  must(await pakse.opened.desk.call("sharing.run", {}));
  expect(pakse.heard.map(({ event }) => event)).toContain("library.changed");
  expect(must(await pakse.opened.desk.call("settings.read", {})).settings.name).toBe("ໂຕະຂ່າວ");
  const { came } = must(await pakse.opened.desk.call("sharing.list", {}));
  expect(came[0]).toMatchObject({ what: { kind: "settings" } });
});

test("without a hub what is written waits and says so, and goes as the hub is back", async () => {
  const [vientiane] = await two();
  renameSync(hub(), `${hub()}-away`);
  const id = await write(vientiane, "ໄຟຟ້າດັບທົ່ວແຂວງ");
  vientiane.clock.pass(WAITS.rest);
  await vi.waitFor(
    async () => expect(await vientiane.state()).toMatchObject({ problem: { reason: "hub-missing" }, waiting: 1 }),
    20_000,
  );
  expect(must(await vientiane.opened.desk.call("sharing.list", {})).waits).toMatchObject([
    { what: { kind: "story", id } },
  ]);
  renameSync(`${hub()}-away`, hub());
  must(await vientiane.opened.desk.call("sharing.run", {}));
  expect(await vientiane.state()).toMatchObject({ problem: null, waiting: 0 });
});

test("as the machine wakes, and as the window has a line again, the hub is asked soon", async () => {
  const [vientiane, pakse] = await two();
  for (const wake of [() => pakse.opened.woke(), () => pakse.opened.desk.call("sharing.online", {})]) {
    await settled(pakse);
    const id = await write(vientiane, "ສະຫວັນນະເຂດ ສ້າງຂົວໃໝ່");
    must(await vientiane.opened.desk.call("sharing.run", {}));
    pakse.heard.length = 0;
    await wake();
    // Far sooner than it would by itself.
    pakse.clock.pass(WAITS.wake * 1.25);
    await vi.waitFor(() => {
      const changed = pakse.heard.find((event) => event.event === "article.changed");
      expect(changed).toMatchObject({ id, origin: "remote" });
    }, 20_000);
  }
});

test("a story that is open in a window is told by itself once that has rested, and taken back as it is closed", async () => {
  const [vientiane, pakse] = await two();
  await settled(vientiane);
  const [story] = must(await vientiane.opened.desk.call("articles.list", {})).items;
  const id = story?.id ?? "";
  const elsewhere = async () => must(await pakse.opened.desk.call("sharing.presence", {})).elsewhere;
  for (const open of [id, null]) {
    vientiane.clock.pass(WAITS.hint - WAITS.rest);
    await settled(vientiane);
    must(await vientiane.opened.desk.call("sharing.opened", { window: "one", story: open }));
    vientiane.heard.length = 0;
    vientiane.clock.pass(WAITS.hint);
    await vi.waitFor(() => expect(vientiane.heard.map(({ event }) => event)).toContain("sharing.changed"), 20_000);
    await settled(vientiane);
    pakse.heard.length = 0;
    must(await pakse.opened.desk.call("sharing.run", {}));
    expect(await elsewhere()).toMatchObject(open === null ? [] : [{ story: id, by: "ນາງ ຄຳຫຼ້າ" }]);
    expect(pakse.heard.map(({ event }) => event)).toContain("sharing.presence");
  }
  // Only when it is asked: with the runs that somebody asks for, and no other.
  must(await vientiane.opened.desk.call("sharing.remember", { onlyWhenAsked: true }));
  await settled(vientiane);
  must(await vientiane.opened.desk.call("sharing.opened", { window: "one", story: id }));
  vientiane.clock.pass(3_600_000);
  must(await pakse.opened.desk.call("sharing.run", {}));
  expect(await elsewhere()).toEqual([]);
  must(await vientiane.opened.desk.call("sharing.opened", { window: "one", story: null }));
  must(await vientiane.opened.desk.call("sharing.opened", { window: "one", story: id }));
  must(await vientiane.opened.desk.call("sharing.run", {}));
  must(await pakse.opened.desk.call("sharing.run", {}));
  expect(await elsewhere()).toMatchObject([{ story: id }]);
});

test("what waited as the desk was closed is known to wait when it is opened again", async () => {
  const [vientiane] = await two();
  renameSync(hub(), `${hub()}-away`);
  await write(vientiane, "ໄຟຟ້າດັບທົ່ວແຂວງ");
  await close(vientiane);
  const again = await start("vientiane");
  await vi.waitFor(async () => expect(await again.state()).toMatchObject({ waiting: 1 }), 20_000);
});

test("a desk that asks only when it is told to does nothing by itself", async () => {
  const [vientiane, pakse] = await two();
  must(await pakse.opened.desk.call("sharing.remember", { onlyWhenAsked: true }));
  await settled(pakse);
  await write(vientiane, "ຂົວມິດຕະພາບເປີດໃໝ່");
  must(await vientiane.opened.desk.call("sharing.run", {}));
  pakse.heard.length = 0;
  pakse.clock.pass(3_600_000);
  await write(pakse, "ຕະຫຼາດເຊົ້າ");
  pakse.clock.pass(3_600_000);
  expect(await pakse.state()).toMatchObject({ running: false, waiting: 1, onlyWhenAsked: true });
  expect(pakse.heard.some((event) => event.event === "article.changed" && event.origin === "remote")).toBe(false);
  must(await pakse.opened.desk.call("sharing.run", {}));
  expect(await pakse.state()).toMatchObject({ waiting: 0, received: { count: 1 }, sent: { count: 1 } });
});

test("an idle desk writes nothing to its disk", async () => {
  const [vientiane] = await two();
  must(await vientiane.opened.desk.call("sharing.run", {}));
  const folder = path.join(vientiane.home, "shared");
  const look = () =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .sort()
      .map((name) => [name, statSync(path.join(folder, name)).mtimeMs]);
  const before = look();
  const { heard } = await vientiane.state();
  await new Promise((resolve) => setTimeout(resolve, 1100));
  vientiane.clock.pass(WAITS.idle * 1.25);
  await vi.waitFor(async () => expect((await vientiane.state()).heard).not.toBe(heard), 20_000);
  await settled(vientiane);
  expect(look()).toEqual(before);
});

test("stopping leaves the library whole and alone, and the hub's copy and token go", async () => {
  const [vientiane] = await two();
  const before = must(await vientiane.opened.desk.call("articles.list", {})).total;
  const stopped = must(await vientiane.opened.desk.call("sharing.stop", {}));
  expect(stopped).toMatchObject({ hub: null, waiting: 0, sent: null });
  expect(existsSync(path.join(vientiane.home, "shared", vientiane.opened.library().id))).toBe(false);
  expect(must(await vientiane.opened.desk.call("articles.list", {})).total).toBe(before);
  await write(vientiane, "ຂ່າວຫຼັງຢຸດແບ່ງປັນ");
  vientiane.clock.pass(3_600_000);
  expect(await vientiane.state()).toMatchObject({ hub: null, running: false, waiting: 0 });
});

test("a test says what a hub holds and changes nothing, and in words what stands in the way", async () => {
  const [vientiane, pakse] = await two();
  const ask = (address: string, more: object = {}) => vientiane.opened.desk.call("sharing.test", { address, ...more });
  expect(must(await ask(hub()))).toMatchObject({ holds: "this" });
  const empty = path.join(room(), "empty");
  must(await pakse.opened.desk.call("sharing.makeHub", { path: empty }));
  expect(must(await ask(empty))).toEqual({ holds: "empty", name: null, carrier: "git" });
  const alone = await start("alone");
  expect(must(await alone.opened.desk.call("sharing.test", { address: hub() }))).toMatchObject({ holds: "other" });
  const reason = async (answer: ReturnType<typeof ask>) => {
    const said = await answer;
    return said.ok ? null : said.error.reason;
  };
  expect(await reason(ask(path.join(room(), "nowhere")))).toBe("hub-missing");
  expect(await reason(ask("ftp://hub"))).toBe("hub-address");
  expect(await reason(ask("https://no-such-host.invalid/hub"))).toBe("hub-name");
  expect(await reason(ask("https://127.0.0.1:9/hub"))).toBe("hub-away");
  expect(await reason(ask("ssh://git@127.0.0.1/hub", { keyFile: path.join(room(), "no-key") }))).toBe("file-not-there");
  expect(readdirSync(path.join(vientiane.home, "shared")).filter((name) => name.startsWith("testing"))).toEqual([]);
});

test("a token is kept where this user alone reads it, sealed where the system has a keychain, and told to no window", async () => {
  const vault: Vault = {
    seal: (secret) => Buffer.from(secret).reverse().toString("base64"),
    unseal: (sealed) => Buffer.from(sealed, "base64").reverse().toString(),
  };
  const plain = await start("plain");
  const sealing = await start("sealing", { vault });
  for (const desk of [plain, sealing]) {
    const refused = await desk.ask("sharing.begin", { address: "https://127.0.0.1:9/hub", token: "ghp_ຄວາມລັບ1" });
    expect(refused).toMatchObject({ ok: false, error: { reason: "hub-away" } });
    must(await desk.opened.desk.call("sharing.makeHub", { path: path.join(desk.home, "hub") }));
    must(await desk.opened.desk.call("sharing.begin", { address: path.join(desk.home, "hub"), token: "ghp_secret" }));
    const file = path.join(desk.home, "shared", desk.opened.library().id, "token");
    if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8").includes("ghp_secret")).toBe(desk === plain);
    const state = await desk.state();
    expect(state.hub).toMatchObject({ token: true });
    expect(JSON.stringify([state, desk.heard])).not.toContain("ghp_secret");
    must(await desk.opened.desk.call("sharing.run", {}));
    must(await desk.opened.desk.call("sharing.access", { token: null }));
    expect(await desk.state()).toMatchObject({ hub: { token: false } });
  }
});

test("a desk without that keychain says so in words, and goes on once it has the token again", async () => {
  const vault: Vault = { seal: (secret) => Buffer.from(secret).toString("base64"), unseal: () => null };
  const desk = await start("vientiane", { vault });
  must(await desk.opened.desk.call("sharing.makeHub", { path: hub() }));
  expect(await desk.ask("sharing.begin", { address: hub(), token: "ghp_secret" })).toMatchObject({
    ok: false,
    error: { reason: "token-sealed" },
  });
  must(await desk.opened.desk.call("sharing.access", { token: null }));
  must(await desk.opened.desk.call("sharing.run", {}));
});

test("closing a desk while it speaks with a hub that is silent waits for nothing, and nothing is lost", async () => {
  const [vientiane, pakse] = await two();
  const id = await write(vientiane, "ຂ່າວກ່ອນປິດໂປຣແກຣມ");
  const running = vientiane.opened.desk.call("sharing.run", {});
  await vi.waitFor(() => expect(vientiane.heard.some(({ event }) => event === "sharing.changed")).toBe(true), 20_000);
  await close(vientiane);
  await running;
  const again = await start("vientiane");
  must(await again.opened.desk.call("sharing.run", {}));
  must(await pakse.opened.desk.call("sharing.run", {}));
  expect(must(await pakse.opened.desk.call("articles.open", { id })).article.versions.lo?.headline).toBe(
    "ຂ່າວກ່ອນປິດໂປຣແກຣມ",
  );
});

/** A story with a photo and a picture in its text, as the first desk has it. */
async function pictured({ opened: { desk } }: TestDesk): Promise<{ readonly id: string; readonly assets: string[] }> {
  const assets: string[] = [];
  for (const background of ["#1d4d8f", "#b5651d"]) {
    const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background } })
      .jpeg()
      .toBuffer();
    const added = await desk.call("assets.add", { name: "ເຂື່ອນ.jpg", data: bytes.toString("base64") });
    assets.push(must(added).asset);
  }
  const [asset = "", within = ""] = assets;
  const words = { lo: "ເຂື່ອນນ້ຳງຽບ", en: "Nam Ngiep dam" };
  const figure = {
    type: "figure",
    attrs: { id: "f-dam", row: "r-dam" },
    content: [{ type: "image", attrs: { asset: within, alt: words.lo, credit: "" } }, { type: "figcaption" }],
  };
  const text = {
    type: "paragraph",
    attrs: { id: "p-dam", row: "r-text" },
    content: [{ type: "text", text: "ປ່ອຍນ້ຳ." }],
  };
  const made = await desk.call("articles.create", {
    details: { source: "lo", image: { asset, alt: words, caption: words, credit: { lo: "", en: "" } } },
    lo: { headline: "ເຂື່ອນນ້ຳງຽບ ປ່ອຍນ້ຳ", body: { type: "doc", content: [figure, text] } },
  });
  return { id: must(made).article.id, assets };
}

test("a desk that wants pictures only of what it opens has the words at once, and each picture as it is looked at", async () => {
  const [vientiane, pakse] = await two();
  must(await pakse.opened.desk.call("sharing.remember", { fetches: "opened" }));
  const { id, assets } = await pictured(vientiane);
  must(await vientiane.opened.desk.call("sharing.run", {}));
  must(await pakse.opened.desk.call("sharing.run", {}));
  expect(must(await pakse.opened.desk.call("articles.open", { id })).article.versions.lo?.headline).toContain("ນ້ຳງຽບ");
  const kept = () =>
    readdirSync(path.join(room(), "pakse-library"), { recursive: true }).map((one) => path.basename(String(one)));
  for (const asset of assets) expect(kept()).not.toContain(asset);
  expect(await pakse.state()).toMatchObject({ fetches: "opened", pictures: 0 });

  // Without the hub it says that they are still to come, and the story can be edited.
  renameSync(hub(), `${hub()}-away`);
  const [first = "", second = ""] = assets;
  expect(await pakse.opened.desk.call("assets.read", { asset: first })).toMatchObject({
    ok: false,
    error: { reason: "picture-coming" },
  });
  const { findings } = must(await pakse.opened.desk.call("checks.run", { id }));
  expect(findings.map(({ check, place, severity }) => `${severity} ${check} ${place}`)).toEqual(
    expect.arrayContaining(["stop image-coming details/image", "stop image-coming block/f-dam"]),
  );
  expect(findings.map(({ check }) => check)).not.toContain("image-file");
  renameSync(`${hub()}-away`, hub());
  must(await pakse.opened.desk.call("sharing.run", {}));

  // A list of small copies fetches nothing; a look at one fetches that one.
  expect((await pakse.opened.desk.call("assets.read", { asset: first, width: 40 })).ok).toBe(false);
  expect(must(await pakse.opened.desk.call("assets.read", { asset: first })).data).toBe(
    must(await vientiane.opened.desk.call("assets.read", { asset: first })).data,
  );
  expect(pakse.heard).toContainEqual({ event: "picture.came", asset: first });
  expect(kept()).not.toContain(second);
  // Several who look at once ask once, and a preview has it.
  const { html } = must(await pakse.opened.desk.call("publish.preview", { id, lang: "lo" }));
  expect(html.match(/<img/g)).toHaveLength(2);
  expect(kept()).toContain(second);
  expect(must(await pakse.opened.desk.call("checks.run", { id })).findings.map(({ check }) => check)).not.toContain(
    "image-coming",
  );
  expect(await pakse.opened.desk.call("assets.read", { asset: `${"0".repeat(64)}.jpg` })).toMatchObject({
    error: { reason: "no-asset" },
  });
});

test("a publication fetches the pictures that it shows, and one that can't come keeps its story at home", async () => {
  const [vientiane, pakse] = await two();
  must(await pakse.opened.desk.call("sharing.remember", { fetches: "opened" }));
  const { id, assets } = await pictured(vientiane);
  must(await vientiane.opened.desk.call("articles.release", { id, lang: "lo", stage: "ready" }));
  must(await vientiane.opened.desk.call("sharing.run", {}));
  must(await pakse.opened.desk.call("sharing.run", {}));
  must(await pakse.opened.desk.call("host.chooseFolder", { purpose: "site", path: path.join(room(), "site") }));
  const publish = async () => must(await pakse.opened.desk.call("publish.site", { articles: [{ id, lang: "lo" }] }));
  renameSync(hub(), `${hub()}-away`);
  expect((await publish()).skipped).toMatchObject([{ id, lang: "lo" }]);
  renameSync(`${hub()}-away`, hub());
  must(await pakse.opened.desk.call("sharing.run", {}));
  expect((await publish()).skipped).toEqual([]);
  expect(must(await pakse.opened.desk.call("articles.open", { id })).article.release.lo.stage).toBe("published");
  const all = readdirSync(path.join(room(), "pakse-library"), { recursive: true }).map((one) =>
    path.basename(String(one)),
  );
  expect(all).toEqual(expect.arrayContaining(assets));
});

test("two desks that publish at once are told so, and what the next one publishes follows both", async () => {
  const [vientiane, pakse] = await two();
  const publish = async (desk: TestDesk, headline: string) => {
    const id = await write(desk, headline);
    const { desk: ask } = desk.opened;
    const { article, revs } = must(await ask.call("articles.open", { id }));
    const body = {
      type: "doc",
      content: [{ type: "paragraph", attrs: { id: "p", row: "r" }, content: [{ type: "text", text: `${headline}.` }] }],
    };
    must(await ask.call("articles.save", { id, base: { lo: revs.lo }, lo: { ...article.versions.lo, body } }));
    must(await ask.call("articles.release", { id, lang: "lo", stage: "ready" }));
    must(
      await ask.call("host.chooseFolder", {
        purpose: "site",
        path: path.join(room(), `site-of-${path.basename(desk.home)}`),
      }),
    );
    expect(must(await ask.call("publish.site", { articles: [{ id, lang: "lo" }] })).skipped).toEqual([]);
    return id;
  };
  const sync = async () => {
    for (const desk of [vientiane, pakse, vientiane]) must(await desk.opened.desk.call("sharing.run", {}));
  };
  const apart = async (desk: TestDesk) => must(await desk.opened.desk.call("publish.plan", {})).apart;
  await publish(vientiane, "ປາກເຊ ນ້ຳຂຶ້ນ");
  expect(await apart(vientiane)).toBeUndefined();
  await publish(pakse, "ຫລວງພະບາງ ຝົນຕົກ");
  await sync();
  const here = { here: true, by: null };
  expect(await apart(vientiane)).toMatchObject([here, { here: false, by: "ທ້າວ ບຸນມີ" }]);
  expect(await apart(pakse)).toMatchObject([{ here: false, by: "ນາງ ຄຳຫຼ້າ" }, here]);

  const before = must(await vientiane.opened.library().publications());
  expect(before.map(({ sequence, parents }) => [sequence, parents])).toEqual([
    [1, []],
    [1, []],
  ]);
  await publish(vientiane, "ວຽງຈັນ ແຈ້ງ");
  await sync();
  expect([await apart(vientiane), await apart(pakse)]).toEqual([undefined, undefined]);
  const [, , last] = must(await pakse.opened.library().publications());
  expect([last?.sequence, last?.parents]).toEqual([2, before.map(({ id }) => id).sort()]);
  const pages = readdirSync(path.join(room(), "site-of-vientiane-home", "lo"), { recursive: true }).map(String);
  for (const word of ["pak", "louang|luang", "viangchan|viang"])
    expect(pages.some((name) => new RegExp(word).test(name))).toBe(true);
});
