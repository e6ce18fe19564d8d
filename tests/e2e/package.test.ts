/** Two desks that no hub connects: a story goes to the other as a file and comes back. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { violations } from "./axe.ts";
import { allowComplaints } from "./complaints.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, onDisk, openId, openStory, runCommand } from "./steps.ts";

let desk: RunningDesk;
let colleague: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
  colleague = await startDesk({ empty: true });
});
afterAll(async () => {
  await colleague?.close();
  await desk?.close();
});

/** The newest package of a desk. */
async function packageOf({ home }: RunningDesk): Promise<string> {
  const folder = path.join(home, "packages");
  const names = (await readdir(folder)).sort();
  return path.join(folder, names.at(-1) ?? "");
}

test("a story goes by keyboard in Lao, is written on at the colleague's, and what comes back joins what was written here", async () => {
  // A related story stays behind, and is asked for.
  allowComplaints(/404/);
  const { page } = desk;
  await openStory(page, /Cold-chain trains/);
  const id = await openId(page);
  await ask(desk, "host.remember", { language: "lo" });
  await page.reload();
  await page.locator("[data-field='body.lo']").waitFor();
  await runCommand(page, "ສົ່ງໃຫ້ເພື່ອນ", "ສົ່ງໃຫ້ເພື່ອນຮ່ວມງານ…");
  const made = page.getByRole("dialog", { name: "ຮັບ-ສົ່ງຂ່າວກັບເພື່ອນຮ່ວມງານ" });
  await made.getByText(/1 ຂ່າວ · \d+ ຮູບ/).waitFor();
  expect(await violations(desk)).toEqual([]);
  await page.keyboard.press("Escape");
  await made.waitFor({ state: "hidden" });

  // At the colleague's it is opened as any file that comes in.
  await ask(colleague, "host.remember", { by: "ທ້າວ ສົມສັກ" });
  const other = colleague.page;
  await other.getByRole("button", { name: "Import…" }).first().click();
  await other.getByLabel("Choose files…").setInputFiles(await packageOf(desk));
  const came = other.getByRole("dialog", { name: "Stories to and from colleagues" });
  await came.getByText("New here").waitFor();
  expect(await violations(colleague)).toEqual([]);
  await came.getByRole("button", { name: /^Open: / }).click();
  await other.locator("[data-field='body.en']").waitFor();
  await other.getByRole("textbox", { name: "English headline" }).fill("Cold-chain trains reach Pakse");
  await saved(other);
  // Meanwhile the desk writes on.
  await page.getByRole("textbox", { name: "ຫົວຂໍ້ຂ່າວພາສາລາວ" }).fill("ລົດໄຟຕູ້ເຢັນ ມາຮອດແລ້ວ");
  await saved(page);

  await other.getByRole("button", { name: /^Actions for / }).click();
  await other.getByRole("menuitem", { name: "Send to a colleague…" }).click();
  await came.getByText(/^1 story · /).waitFor();
  await page.keyboard.press("Control+Alt+I");
  await page.getByLabel("ເລືອກໄຟລ໌…").setInputFiles(await packageOf(colleague));
  await made.getByText("ລວມກັບສິ່ງທີ່ຂຽນຢູ່ນີ້ແລ້ວ").waitFor();
  const { versions } = await onDisk(desk.library, id);
  expect([versions.lo?.headline, versions.en?.headline]).toEqual([
    "ລົດໄຟຕູ້ເຢັນ ມາຮອດແລ້ວ",
    "Cold-chain trains reach Pakse",
  ]);
  await expect
    .poll(() => page.getByRole("textbox", { name: "ຫົວຂໍ້ຂ່າວພາສາອັງກິດ" }).textContent())
    .toBe("Cold-chain trains reach Pakse");
});
