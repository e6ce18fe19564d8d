import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { DESCRIPTION, isNewer, readUpdate, type Target } from "../../../electron/updates/update-description.ts";
import { openUpdates, readAddress } from "../../../electron/updates/updates.ts";
import {
  BYTES,
  canServe,
  DEB,
  handOut,
  keys,
  NAME,
  newFolder,
  type Office,
  openOffice,
  release,
  tidyUp,
} from "./release.ts";

let office: Office | null = null;
afterEach(async () => {
  await office?.close();
  office = null;
  await tidyUp();
});

const LINUX: Target = { system: "linux", arch: "x64", kinds: ["deb"] };

async function desk(options: { readonly key?: ReturnType<typeof keys>; readonly target?: Target } = {}) {
  const { publicKey, privateKey } = options.key ?? keys();
  const cache = await newFolder();
  const left: string[] = [];
  const told: [number, number][] = [];
  let chosen: string | null = null;
  const updates = openUpdates({
    ports: {
      key: publicKey,
      target: options.target ?? LINUX,
      chooseFile: async () => chosen,
      leaveFor: (file) => void left.push(file),
    },
    version: "0.1.0",
    cache,
    progress: (done, total) => void told.push([done, total]),
    ...(office ? { ca: office.ca } : {}),
  });
  return {
    updates,
    privateKey,
    cache,
    left,
    told,
    choose: (file: string | null) => {
      chosen = file;
      return updates.choose();
    },
  };
}
const reasonOf = (answer: { readonly ok: boolean; readonly error?: { readonly reason: string } }) =>
  answer.ok ? "ok" : answer.error?.reason;

describe("an update from a file", () => {
  it("is found by its installer or its description, checked, and the checked bytes are what is opened", async () => {
    const one = await desk();
    const folder = await release(one.privateKey);
    for (const name of [NAME, DESCRIPTION])
      expect(await one.choose(path.join(folder, name))).toEqual({
        ok: true,
        value: { version: "0.2.0", date: "2026-12-10", name: NAME, size: BYTES.length, from: "file" },
      });
    expect(one.told.at(-2)).toEqual([BYTES.length, BYTES.length]);
    expect(await one.updates.install()).toEqual({ ok: true, value: null });
    const file = path.join(one.cache, "updates", "0.2.0", NAME);
    expect(one.left).toEqual([file]);
    expect((await readFile(file)).equals(BYTES)).toBe(true);
    if (process.platform !== "win32") expect((await stat(file)).mode & 0o077).toBe(0);
    // Once it is installed, what was kept goes.
    openUpdates({
      ports: { key: keys().publicKey, target: LINUX, chooseFile: async () => null, leaveFor: () => undefined },
      version: "0.2.0",
      cache: one.cache,
      progress: () => undefined,
    });
    await expect.poll(() => readdir(path.join(one.cache, "updates"))).toEqual([]);
  });

  it("is nothing where none was chosen, and nothing can be installed that was not found", async () => {
    const one = await desk();
    expect(await one.choose(null)).toEqual({ ok: true, value: null });
    expect(reasonOf(await one.updates.install())).toBe("update-gone");
    const folder = await release(one.privateKey);
    await one.choose(path.join(folder, NAME));
    await one.choose(path.join(folder, "other.deb"));
    expect(reasonOf(await one.updates.install())).toBe("update-gone");
    expect(one.left).toEqual([]);
  });

  it.each(["0.1.0", "0.0.9"])("is refused where it is not newer: %s", async (version) => {
    const one = await desk();
    const folder = await release(one.privateKey, version);
    expect(reasonOf(await one.choose(path.join(folder, NAME)))).toBe("update-older");
  });

  it("is refused where somebody else signed it, or a byte of what was signed is another", async () => {
    const one = await desk();
    expect(reasonOf(await one.choose(path.join(await release(keys().privateKey), NAME)))).toBe("update-signature");
    const folder = await release(one.privateKey, "0.1.0");
    const file = path.join(folder, DESCRIPTION);
    await writeFile(file, (await readFile(file, "utf8")).replace("0.1.0", "0.9.0"));
    expect(reasonOf(await one.choose(path.join(folder, NAME)))).toBe("update-signature");
  });

  it("is refused where the installer is another one, is cut short, or isn't there", async () => {
    const one = await desk();
    const folder = await release(one.privateKey);
    const file = path.join(folder, NAME);
    const changed = Buffer.from(BYTES);
    changed[7] = 0;
    for (const bytes of [changed, BYTES.subarray(1), Buffer.concat([BYTES, BYTES])]) {
      await writeFile(file, bytes);
      expect(reasonOf(await one.choose(file))).toBe("update-damaged");
    }
    await rm(file);
    expect(reasonOf(await one.choose(path.join(folder, DESCRIPTION)))).toBe("file-missing");
    await rm(path.join(folder, DESCRIPTION));
    expect(reasonOf(await one.choose(file))).toBe("update-undescribed");
    expect(await readdir(one.cache)).toEqual([]);
  });

  it("is refused where it changed between the look and the installation", async () => {
    const one = await desk();
    const folder = await release(one.privateKey);
    await one.choose(path.join(folder, NAME));
    await writeFile(path.join(folder, NAME), "something else");
    expect(reasonOf(await one.updates.install())).toBe("update-damaged");
    expect(one.left).toEqual([]);
    expect(await readdir(path.join(one.cache, "updates"))).toEqual([]);
  });

  it.each<Target>([
    { system: "win", arch: "x64", kinds: ["exe"] },
    { system: "linux", arch: "arm64", kinds: ["deb"] },
    { system: "linux", arch: "x64", kinds: ["rpm"] },
  ])("is refused where it is for another computer: %j", async (target) => {
    const one = await desk({ target });
    expect(reasonOf(await one.choose(path.join(await release(one.privateKey), NAME)))).toBe("update-other-system");
  });

  it("fits both processors where it is universal, the usual kind first", async () => {
    const one = await desk({ target: { system: "mac", arch: "arm64", kinds: ["dmg", "zip"] } });
    const mac = { ...DEB, system: "mac" as const, arch: "universal" as const };
    const folder = await release(one.privateKey, "0.2.0", [
      { ...mac, name: "Songphasa.zip", kind: "zip" },
      { ...mac, kind: "dmg" },
    ]);
    expect(await one.choose(path.join(folder, DESCRIPTION))).toMatchObject({ ok: true, value: { name: NAME } });
  });

  it.each(["../up.deb", "a/b.deb", ".hidden", "", "a b", "ກ.deb"])("has no file by the name %j", async (name) => {
    const { privateKey } = keys();
    await expect(release(privateKey, "0.2.0", [{ ...DEB, name }])).rejects.toThrow();
  });

  it("what is no description is told as that", () => {
    for (const text of ["", "{}", "null", "PK", JSON.stringify({ update: 7, signature: "" })])
      expect(reasonOf(readUpdate(text, keys().publicKey))).toBe("update-unreadable");
  });

  it("versions are compared as numbers", () => {
    expect([isNewer("0.10.0", "0.9.9"), isNewer("1.0.0", "0.99.99"), isNewer("0.1.0", "0.1.0")]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

it("an address is one of https alone, without a name, a question or a place in it", () => {
  expect(readAddress(" https://updates.kpl.la/songphasa ")?.href).toBe("https://updates.kpl.la/songphasa/");
  for (const typed of [
    "",
    "kpl.la",
    "http://kpl.la/",
    "file:///srv",
    "https://me:pw@kpl.la/",
    "https://kpl.la/?a",
    "https://kpl.la/#a",
  ])
    expect(readAddress(typed), typed).toBeNull();
});

describe.runIf(canServe)("an update from the office", () => {
  const lookAt = async (one: Awaited<ReturnType<typeof desk>>) => {
    const address = readAddress(office?.address ?? "");
    if (!address) throw new Error("no office");
    return one.updates.look(address);
  };
  it("is two requests to one server: the description when one looks, the installer when one installs", async () => {
    const key = keys();
    office = await openOffice(handOut(await release(key.privateKey)));
    const one = await desk({ key });
    expect(await lookAt(one)).toMatchObject({ ok: true, value: { version: "0.2.0", from: "office" } });
    expect(office.asked).toEqual([`/songphasa/${DESCRIPTION}`]);
    expect(await one.updates.install()).toEqual({ ok: true, value: null });
    expect(office.asked).toEqual([`/songphasa/${DESCRIPTION}`, `/songphasa/${NAME}`]);
    expect((await readFile(one.left[0] ?? "")).equals(BYTES)).toBe(true);
  });

  it("is none where the office has this version or an older one", async () => {
    const key = keys();
    office = await openOffice(handOut(await release(key.privateKey, "0.1.0")));
    expect(await lookAt(await desk({ key }))).toEqual({ ok: true, value: null });
  });

  it("is not taken from a server whose certificate nobody vouches for", async () => {
    const key = keys();
    const served = await openOffice(handOut(await release(key.privateKey)));
    const one = await desk({ key });
    office = served;
    expect(reasonOf(await lookAt(one))).toBe("update-unreached");
    expect(served.asked).toEqual([]);
  });

  it("follows a redirect on its own server, and none to another or to one without encryption", async () => {
    const key = keys();
    const give = handOut(await release(key.privateKey));
    let to = "/elsewhere/songphasa-update.json";
    office = await openOffice((request, response) => {
      if (request.url?.startsWith("/songphasa/")) response.writeHead(302, { location: to }).end();
      else give(request, response);
    });
    const one = await desk({ key });
    expect(reasonOf(await lookAt(one))).toBe("ok");
    for (const other of ["https://127.0.0.1:1/x.json", "http://localhost/x.json", "//kpl.invalid/x"]) {
      to = other;
      expect(reasonOf(await lookAt(one)), other).toBe("update-elsewhere");
    }
    to = "/songphasa/again";
    expect(reasonOf(await lookAt(one))).toBe("update-unreached");
  });

  it.each([
    ["nothing there", (response: import("node:http").ServerResponse) => response.writeHead(404).end()],
    [
      "more than a description",
      (response: import("node:http").ServerResponse) => response.end(Buffer.alloc(300 * 1024)),
    ],
    [
      "cut off",
      (response: import("node:http").ServerResponse) => {
        response.writeHead(200, { "content-length": "500" }).write("{");
        setTimeout(() => response.destroy(), 20);
      },
    ],
  ])("is told where the server answers otherwise: %s", async (_what, answer) => {
    office = await openOffice((_request, response) => void answer(response));
    expect(reasonOf(await lookAt(await desk()))).toBe("update-unreached");
  });

  it("is told where the installer that comes is another one, and nothing of it is kept", async () => {
    const key = keys();
    const folder = await release(key.privateKey);
    office = await openOffice(handOut(folder));
    const one = await desk({ key });
    await lookAt(one);
    await writeFile(path.join(folder, NAME), Buffer.alloc(BYTES.length));
    expect(reasonOf(await one.updates.install())).toBe("update-damaged");
    await writeFile(path.join(folder, NAME), Buffer.alloc(BYTES.length + 1));
    expect(reasonOf(await one.updates.install())).toBe("update-unreached");
    expect(await readdir(path.join(one.cache, "updates"))).toEqual([]);
    expect(one.left).toEqual([]);
  });

  it("is given up where one cancels, and found again", async () => {
    const key = keys();
    const folder = await release(key.privateKey);
    const give = handOut(folder);
    let isSlow = true;
    office = await openOffice((request, response) => {
      if (isSlow && request.url?.endsWith(".deb")) response.writeHead(200).write(BYTES.subarray(0, 10));
      else give(request, response);
    });
    const one = await desk({ key });
    await lookAt(one);
    const installing = one.updates.install();
    await expect.poll(() => one.told.some(([done]) => done === 10)).toBe(true);
    one.updates.cancel();
    expect(reasonOf(await installing)).toBe("update-cancelled");
    expect(await readdir(path.join(one.cache, "updates"))).toEqual([]);
    isSlow = false;
    expect(reasonOf(await one.updates.install())).toBe("ok");
  });
});
