/** What sharing says where something is amiss or under way: states that two desks and a hub seldom come to by themselves. */
import type { SharingList, SharingState } from "../../shared/contract.ts";
import { deskError } from "../../shared/errors.ts";
import type { RunningDesk } from "../e2e/desk-in-browser.ts";
import type { Screen } from "./screen.ts";
import { SHOWN, sharedDesk } from "./shared-desk.ts";

const DIALOG = ".mantine-Modal-content";
const HUB = "https://hub.kpl.gov.la/desk";
const AT = "2026-11-29T02:10:00Z";
const ADDRESS = /^(Address of the hub|ທີ່ຢູ່ຂອງສູນແບ່ງປັນ)/;
const TEST = /^(Test|ທົດສອບ)$/;

const answer = (value: unknown) => ({ json: { ok: true, value } });
const refusal = (reason: "hub-denied") => ({
  json: { ok: false, error: { ...deskError(reason, { hub: HUB }) } },
});

/** A desk that is told this of its sharing. */
async function told({ page }: RunningDesk, change: Partial<SharingState>): Promise<void> {
  await page.route("**/api/sharing.state", async (route) => {
    const response = await route.fetch();
    const { value } = (await response.json()) as { readonly value: SharingState };
    const hub = value.hub && { ...value.hub, address: SHOWN };
    await route.fulfill(answer({ ...value, hub, ...change }));
  });
}

const ID = "01JDQ00000000000000000000C";
const story = (lo: string, en: string) => ({ kind: "story", id: ID, headline: { lo, en }, gone: false }) as const;
const LIST: SharingList = {
  came: [{ at: AT, by: "ມະນີວອນ ສີສຸກ", what: story("ຂົວໃໝ່ ທີ່ສະຫວັນນະເຂດ", "New bridge in Savannakhet") }],
  waits: [
    {
      at: AT,
      what: story(
        "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ ທີ່ປາກເຊ ແລະ ຈຳປາສັກ ໃນມື້ວານນີ້ ຫຼັງຈາກຝົນຕົກຫຼາຍມື້",
        "The Mekong rises at Pakse and Champasak after days of rain, the ministry says",
      ),
    },
    { at: AT, what: { kind: "settings" } },
  ],
  held: [
    { what: story("ລາຄາຄຳ", "Gold price"), error: { ...deskError("article-newer") } },
    { what: { kind: "other" }, error: null },
  ],
  apart: [
    {
      template: null,
      card: "c1",
      part: "siteUrl",
      sides: [
        { value: "https://kpl.gov.la", by: "ນາງ ຄຳຫຼ້າ" },
        { value: "https://news.kpl.gov.la/lo", by: "ທ້າວ ບຸນມີ" },
      ],
      stands: 0,
    },
  ],
  pictures: 3,
};

async function amiss(desk: RunningDesk): Promise<void> {
  await sharedDesk(desk);
  const { page } = desk;
  await page.unroute("**/api/sharing.state");
  await told(desk, {
    setBack: AT,
    tookBack: AT,
    held: 2,
    apart: 1,
    waiting: 2,
    problem: { ...deskError("hub-denied", { hub: SHOWN }) },
  });
  await page.route("**/api/sharing.list", (route) => route.fulfill(answer(LIST)));
  await page.reload();
  await page.locator(".sharing-status[data-amiss]").click();
  await page.locator(".sharing-notice").nth(1).waitFor();
}

async function sharingTab({ page }: RunningDesk): Promise<void> {
  await page.keyboard.press("Control+Comma");
  await page.locator(DIALOG).getByRole("tab").nth(4).click();
  await page.getByRole("textbox", { name: ADDRESS }).waitFor();
}

export const SHARING_SCREENS: readonly Screen[] = [
  {
    name: "sharing-begin",
    async show(desk) {
      await sharingTab(desk);
      await desk.page.getByRole("textbox", { name: ADDRESS }).fill(HUB);
    },
  },
  { name: "sharing-amiss", show: amiss },
  {
    name: "sharing-refused",
    async show(desk) {
      const { page } = desk;
      await page.route("**/api/sharing.test", (route) => route.fulfill(refusal("hub-denied")));
      await sharingTab(desk);
      await page.getByRole("textbox", { name: ADDRESS }).fill(HUB);
      await page.getByRole("button", { name: TEST }).click();
      await page.locator(`${DIALOG} [role=alert]`).first().waitFor();
    },
  },
  {
    name: "sharing-under-way",
    async show(desk) {
      await desk.page.route("**/api/sharing.begin", () => undefined);
      await sharingTab(desk);
      await desk.page.getByRole("textbox", { name: ADDRESS }).fill(HUB);
      await desk.page.getByRole("button", { name: /^(Share this library|ແບ່ງປັນຄັງຂ່າວນີ້)$/ }).click();
      await desk.page.locator(`${DIALOG} [role=progressbar]`).first().waitFor();
    },
  },
  {
    name: "join-under-way",
    isEmpty: true,
    async show({ page, home }) {
      await page.route("**/api/sharing.join", () => undefined);
      await page.getByRole("button", { name: /^(Join a shared library|ເຂົ້າຮ່ວມຄັງຂ່າວ)/ }).click();
      const fields = page.locator(`${DIALOG} input`);
      await fields.first().fill("/media/kpl/songphasa");
      await fields.nth(1).fill(`${home}/joined`);
      await page.keyboard.press("Enter");
      await page.locator(`${DIALOG} form [role=status]`).last().waitFor();
    },
  },
];
