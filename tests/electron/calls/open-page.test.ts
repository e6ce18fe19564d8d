/** Pages and folders shown by the system: what stands where the desk put it, and nothing else. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk } from "../../../electron/desk/desk.ts";

let folder = "";
let opened: Awaited<ReturnType<typeof openDesk>>;
const shown: string[] = [];
const ports = {
  host: "browser" as const,
  chooseFolder: async (_purpose: string, typed: string | undefined) => typed ?? null,
  showFolder: async (place: string) => {
    shown.push(place);
    return true;
  },
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "songphasa-pages-"));
  opened = await openDesk({ ports, home: path.join(folder, "home"), library: path.join(folder, "library") });
});
afterAll(async () => {
  await opened.close();
  await rm(folder, { recursive: true, force: true });
});

test("a page of the site's folder is opened; one that isn't there, or lies elsewhere, is not", async () => {
  const site = path.join(folder, "ເວັບໄຊ");
  const address = "lo/2026/11/talat-sao/";
  const page = path.join(site, address, "index.html");
  await opened.desk.call("host.chooseFolder", { purpose: "site", path: site });
  expect(await opened.desk.call("host.openPage", { address })).toMatchObject({ error: { reason: "page-missing" } });
  await mkdir(path.dirname(page), { recursive: true });
  await writeFile(page, "<!DOCTYPE html><title>ຕະຫຼາດເຊົ້າ</title>");
  expect(await opened.desk.call("host.openPage", { address })).toEqual({
    ok: true,
    value: { path: page, opened: true },
  });
  await mkdir(path.join(folder, "elsewhere", "talat-sao"), { recursive: true });
  await writeFile(path.join(folder, "elsewhere", "talat-sao", "index.html"), "drafts");
  await symlink(path.join(folder, "elsewhere"), path.join(site, "lo", "2026", "12"));
  expect(await opened.desk.call("host.openPage", { address: "lo/2026/12/talat-sao/" })).toMatchObject({
    error: { reason: "page-missing" },
  });
  for (const bad of ["lo/2026/11/../../../", "../", "/etc/", "lo/2026/11/talat-sao", "assets/"])
    expect(await opened.desk.call("host.openPage", { address: bad })).toMatchObject({ error: { code: "invalid" } });
  expect(shown).toEqual([page]);
});

test("the folder of each purpose is shown, and where none is chosen that is said", async () => {
  shown.length = 0;
  const site = path.join(folder, "ເວັບໄຊ");
  expect(await opened.desk.call("host.showFolder", { purpose: "site" })).toEqual({
    ok: true,
    value: { path: site, shown: true },
  });
  expect(await opened.desk.call("host.showFolder", { purpose: "backup" })).toMatchObject({
    error: { reason: "backup-off" },
  });
  expect(shown).toEqual([site]);
});
