/** A desk that leaves: its name goes from the stories that it had open, and nobody waits for the line. */
import { existsSync, renameSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { WAITS } from "../../../electron/sync/in-step/schedule.ts";
import { GOODBYE_LIMIT } from "../../../electron/sync/presence/goodbye.ts";
import { must } from "../library/stories.ts";
import { canServe, servedHub } from "../sync/hub-server.ts";
import { sharingDesks, type TestDesk, write } from "./sharing-desks.ts";

const { room, hub, start, two, close } = sharingDesks();
const hubServer = servedHub(room, "a desk that leaves over HTTPS");

const run = async ({ opened: { desk } }: TestDesk) => must(await desk.call("sharing.run", {}));
/** The stories that others have open, as a desk hears it now. */
async function elsewhere(desk: TestDesk): Promise<readonly string[]> {
  await run(desk);
  return must(await desk.opened.desk.call("sharing.presence", {})).elsewhere.map(({ story }) => story);
}
/** A desk has its first story open, and the other knows. */
async function opens(desk: TestDesk, other: TestDesk): Promise<string> {
  const [story] = must(await desk.opened.desk.call("articles.list", {})).items;
  const id = story?.id ?? "";
  desk.clock.pass(1_000);
  must(await desk.opened.desk.call("sharing.opened", { window: "one", story: id }));
  await run(desk);
  expect(await elsewhere(other)).toEqual([id]);
  return id;
}

test("a desk that is closed has no story open from then on", async () => {
  const [vientiane, pakse] = await two();
  await opens(vientiane, pakse);
  await close(vientiane);
  expect(await elsewhere(pakse)).toEqual([]);
});

test("nor has one that goes to another library, or stops sharing; it may come back at once", async () => {
  const [vientiane, pakse] = await two();
  const { folder } = pakse.opened.library();
  await opens(pakse, vientiane);
  const other = path.join(room(), "another");
  must(await pakse.opened.desk.call("host.chooseFolder", { purpose: "library", path: other }));
  must(await pakse.opened.desk.call("library.use", { path: other }));
  must(await pakse.opened.desk.call("library.use", { path: folder }));
  // What it says here follows its goodbye.
  await run(pakse);
  expect(await elsewhere(vientiane)).toEqual([]);
  await opens(pakse, vientiane);
  pakse.clock.pass(1_000);
  must(await pakse.opened.desk.call("sharing.stop", {}));
  expect(await elsewhere(vientiane)).toEqual([]);
});

test("a library that was gone and is opened anew knows what its windows have open, though none says it again", async () => {
  const [vientiane, pakse] = await two();
  const id = await opens(vientiane, pakse);
  const { folder } = vientiane.opened.library();
  const before = vientiane.opened.library();
  renameSync(folder, `${folder}-away`);
  expect(await vientiane.opened.desk.call("articles.list", {})).toMatchObject({ ok: false });
  renameSync(`${folder}-away`, folder);
  await vi.waitFor(() => expect(vientiane.opened.library()).not.toBe(before), 20_000);
  vientiane.clock.pass(1_000);
  await run(vientiane);
  expect(await elsewhere(pakse)).toEqual([id]);
  // A window that fell silent is forgotten all the same.
  vientiane.clock.pass(5 * 60_000);
  await run(vientiane);
  expect(await elsewhere(pakse)).toEqual([]);
});

test("a desk that had nothing open says no word as it is closed, nor one that speaks only when it is asked", async () => {
  const [vientiane, pakse] = await two();
  await close(pakse);
  expect(existsSync(path.join(hub(), "refs/heads/here"))).toBe(false);
  const again = await start("pakse");
  must(await again.opened.desk.call("library.use", { path: path.join(room(), "pakse-library") }));
  must(await again.opened.desk.call("sharing.remember", { onlyWhenAsked: true }));
  const id = await opens(again, vientiane);
  await close(again);
  expect(await elsewhere(vientiane)).toEqual([id]);
});

test("without its hub a desk closes all the same with all that was written, and takes its word back when it is opened again", async () => {
  const [vientiane, pakse] = await two();
  const id = await opens(vientiane, pakse);
  const late = await write(vientiane, "ຂ່າວກ່ອນປິດໂປຣແກຣມ");
  renameSync(hub(), `${hub()}-away`);
  await close(vientiane);
  renameSync(`${hub()}-away`, hub());
  expect(await elsewhere(pakse)).toEqual([id]);
  const again = await start("vientiane");
  await vi.waitFor(async () => {
    // By itself, soon after it was opened.
    again.clock.pass(WAITS.wake);
    expect(await elsewhere(pakse)).toEqual([]);
  }, 20_000);
  await run(again);
  await run(pakse);
  const { article } = must(await pakse.opened.desk.call("articles.open", { id: late }));
  expect(article.versions.lo?.headline).toBe("ຂ່າວກ່ອນປິດໂປຣແກຣມ");
});

test.skipIf(!canServe)(
  "a line that died holds a desk up no longer than a goodbye may, in a run and out of one",
  async () => {
    const { given, server } = await hubServer();
    const [vientiane, pakse] = await two(given);
    await opens(vientiane, pakse);
    await opens(pakse, vientiane);
    let asked = 0;
    server.told = (when) => {
      if (when === "before") asked += 1;
    };
    server.isSilent = true;
    const under = vientiane.opened.desk.call("sharing.run", {});
    await vi.waitFor(() => expect(asked).toBe(1), 20_000);
    for (const [at, desk] of [vientiane, pakse].entries()) {
      const closed = close(desk);
      await vi.waitFor(() => expect(asked).toBe(2 + at), 20_000);
      desk.clock.pass(GOODBYE_LIMIT);
      await closed;
    }
    expect(await under).toMatchObject({ ok: false, error: { reason: "share-cancelled" } });
  },
);

test.skipIf(!canServe)(
  "a desk is closed while a hub is tried or joined on such a line, and whoever asked is answered",
  async () => {
    const { given, server } = await hubServer();
    server.isSilent = true;
    let asked = 0;
    server.told = () => {
      asked += 1;
    };
    const folder = path.join(room(), "joined");
    for (const turn of [0, 1]) {
      const desk = await start(`desk-${turn}`);
      must(await desk.opened.desk.call("host.chooseFolder", { purpose: "library", path: folder }));
      const under =
        turn === 0
          ? desk.opened.desk.call("sharing.test", given)
          : desk.opened.desk.call("sharing.join", { hub: given, path: folder });
      await vi.waitFor(() => expect(asked).toBe(turn + 1), 20_000);
      await close(desk);
      expect(await under).toMatchObject({ ok: false, error: { reason: "share-cancelled" } });
    }
  },
);
