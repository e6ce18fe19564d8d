import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { syncNow, testHub } from "../../../electron/sync/share.ts";
import { readShareState, shareFolder, writeShareState, writeToken } from "../../../electron/sync/share-state.ts";
import { must, storyWithText, writer } from "../library/stories.ts";
import { type SharingDesk, sharedNewsroom, wholeOf } from "./desks.ts";
import { canServe, servedHub } from "./hub-server.ts";

const newsroom = sharedNewsroom();
const hubServer = servedHub(newsroom.root, "the hub over HTTPS");

const reason = async ({ library, sharer }: SharingDesk): Promise<string> => {
  const answer = await syncNow(library, sharer);
  return answer.ok ? "ok" : answer.error.reason;
};

test.skipIf(!canServe)(
  "two desks share over HTTPS with a token and the office's own authority; the token stands in one file of this user's alone",
  async () => {
    const { given } = await hubServer();
    const vientiane = await newsroom.desk("vientiane", given);
    const { id } = must(await vientiane.library.create(storyWithText("ຂ່າວຜ່ານສາຍ"), writer)).article;
    await vientiane.sync();
    const pakse = await newsroom.desk("pakse", given);
    await pakse.headline(id, "lo", "ຂ່າວຜ່ານສາຍ ຈາກປາກເຊ");
    await pakse.sync();
    await vientiane.sync();
    expect(await wholeOf(vientiane)).toBe(await wholeOf(pakse));
    const home = vientiane.sharer.home;
    const holding = readdirSync(home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter(
        (file) =>
          readFileSync(file).includes(given.token) ||
          readFileSync(file).includes(Buffer.from(`songphasa:${given.token}`).toString("base64")),
      );
    expect(holding.map((file) => path.basename(file))).toEqual(["token"]);
  },
);

test.skipIf(!canServe)(
  "a test of a hub over HTTPS says what it holds, and of the key, the right to write and the certificate what is amiss",
  async () => {
    const { given } = await hubServer();
    const sharer = { home: path.join(newsroom.root(), "tester"), desk: "01JDESKTESTER", by: "ນາງ ມະນີວອນ" };
    const ask = async (more: object = {}) => {
      const hub = { ...given, ...more };
      const answer = await testHub(hub, { id: "01JNOLIBRARY00000000000000" }, sharer);
      return answer.ok ? answer.value : answer.error.reason;
    };
    expect(await ask()).toEqual({ library: null, name: null, carrier: "git" });
    const vientiane = await newsroom.desk("vientiane", given);
    const known = { library: vientiane.library.id, name: vientiane.library.settings().settings.name, carrier: "git" };
    // Whether the hub gives single files or not.
    for (const filter of ["true", "false"]) {
      execFileSync("git", ["--git-dir", newsroom.hub(), "config", "uploadpack.allowFilter", filter]);
      expect(await ask()).toEqual(known);
    }
    expect(await ask({ token: "wrong" })).toBe("hub-denied");
    expect(await ask({ caFile: undefined })).toBe("hub-certificate");
    execFileSync("git", ["--git-dir", newsroom.hub(), "config", "http.receivepack", "false"]);
    expect(await ask()).toBe("hub-read-only");
    expect(readdirSync(path.join(sharer.home, "shared"))).toEqual([]);
  },
);

test.skipIf(!canServe)(
  "a wrong token, a certificate that isn't trusted, a line that breaks and a server that is off are told in words; then it goes on",
  async () => {
    const { given, server } = await hubServer();
    const vientiane = await newsroom.desk("vientiane", given);
    const { id } = must(await vientiane.library.create(storyWithText("ລະດັບນ້ຳຂອງ"), writer)).article;
    await vientiane.sync();
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
    await vientiane.headline(id, "lo", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
    server.cutAfter = 40;
    expect(await reason(vientiane)).toBe("hub-away");
    server.cutAfter = null;
    expect(await reason(vientiane)).toBe("ok");
    const pakse = await newsroom.desk("pakse", given);
    expect((await pakse.story(id)).versions.lo?.headline).toBe("ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
    await server.close();
    expect(await reason(vientiane)).toBe("hub-away");
  },
);

test.skipIf(!canServe).each([401, 403] as const)(
  "a token that runs out in the middle of a run (%i) is told as that, at whatever request; with a new one it goes on",
  async (status) => {
    const { given, server } = await hubServer();
    const vientiane = await newsroom.desk("vientiane", given);
    const pakse = await newsroom.desk("pakse", given);
    const { id } = must(await pakse.library.create(storyWithText("ຂ່າວຈາກປາກເຊ"), writer)).article;
    await pakse.sync();
    const typed: string[] = [];
    for (const after of [1, 2, 4]) {
      typed.push(must(await vientiane.library.create(storyWithText(`ຂ່າວທີ ${after}`), writer)).article.id);
      server.denies = { status, after };
      expect(await reason(vientiane)).toBe("hub-denied");
      server.denies = null;
    }
    expect(await reason(vientiane)).toBe("ok");
    await pakse.sync();
    expect((await vientiane.story(id)).id).toBe(id);
    expect(await pakse.library.ids()).toEqual([id, ...typed].sort());
    expect(await wholeOf(vientiane)).toBe(await wholeOf(pakse));
  },
);
