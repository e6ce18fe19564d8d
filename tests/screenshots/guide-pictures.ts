/** The pictures of the guide: a part of the window for each page, in both languages. */
import type { RunningDesk } from "../e2e/desk-in-browser.ts";
import { ask, openStory, paste } from "../e2e/steps.ts";
import { corrected, emptyStory, mail } from "./pictures.ts";

export interface GuidePicture {
  readonly page: string;
  /** What of the window is taken, with a little room around it; of several, from the first to the last. */
  readonly part: string;
  /** At most so many pixels of it, from its top. */
  readonly height?: number;
  /** CSS pixels across the window; a small laptop's unless the details have to stand open. */
  readonly width?: number;
  show(desk: RunningDesk): Promise<unknown>;
}

const cold = ({ page }: RunningDesk) => openStory(page, /Cold-chain trains|ລົດໄຟ/);
const DIALOG = ".mantine-Modal-content";
const shown = ({ page }: RunningDesk, selector: string) => page.locator(selector).first().waitFor();

const LAO = ["ລະດັບນ້ຳຂອງ ຂຶ້ນ 40 ຊັງຕີແມັດ ຢູ່ຫຼວງພະບາງ.", "ຊາວປະມົງຍ້າຍເຮືອຂຶ້ນຝັ່ງ.", "ເຈົ້າໜ້າທີ່ຈະກວດຄືນໃນວັນຈັນ."];
const ENGLISH = [
  "The Mekong rose 40 centimetres at Luang Prabang.",
  "Fishermen moved their boats up the bank.",
  "Officials will measure again on Monday.",
  "Nobody was hurt, the district said.",
];

export const GUIDE_PICTURES: readonly GuidePicture[] = [
  { page: "first", part: ".story", height: 470, show: cold },
  {
    page: "pairing",
    part: DIALOG,
    height: 330,
    async show(desk) {
      for (const [lang, lines] of [
        ["en", ENGLISH],
        ["lo", LAO],
      ] as const) {
        const body = lang === "en" ? await emptyStory(desk, "en") : desk.page.locator("[data-field='body.lo']");
        await body.click();
        await paste(body, { "text/html": lines.map((line) => `<p>${line}</p>`).join("") });
        await desk.page.keyboard.press("Escape");
      }
      await desk.page.locator(`${DIALOG}, [data-save=saved]`).first().waitFor();
      if ((await desk.page.locator(DIALOG).count()) === 0) await desk.page.keyboard.press("Control+Alt+p");
      await shown(desk, DIALOG);
    },
  },
  {
    page: "confirm",
    part: ".row-panel",
    async show(desk) {
      await cold(desk);
      await desk.page.locator(".gutter-cell[data-state=stale]").first().click();
      await shown(desk, ".row-panel ins, .row-panel del");
    },
  },
  { page: "import", part: DIALOG, height: 560, show: mail },
  {
    page: "details",
    width: 1440,
    part: DIALOG,
    async show(desk) {
      await cold(desk);
      await desk.page.getByRole("button", { name: /^(Crop and focal point|ຕັດຮູບ)/ }).click();
      await shown(desk, ".cut-stage img");
    },
  },
  {
    page: "publish",
    part: DIALOG,
    async show(desk) {
      await cold(desk);
      await desk.page.keyboard.press("Control+Shift+Enter");
      await shown(desk, `${DIALOG} .dialog-buttons`);
    },
  },
  {
    page: "bundle",
    part: DIALOG,
    height: 560,
    async show(desk) {
      const { bundle } = await ask(desk, "bundle.make", {});
      await ask(desk, "bundle.handOver", { id: bundle.id, to: "ETL" });
      await desk.page.keyboard.press("F10");
      await desk.page.getByRole("menuitem", { name: /Bundle for the website|ຊຸດໄຟລ໌/ }).click();
      await desk.page.locator(".bundle-plan[aria-busy=false]").waitFor();
    },
  },
  { page: "history", part: ".side", width: 1440, height: 300, show: corrected },
  {
    page: "backup",
    part: DIALOG,
    async show(desk) {
      await desk.page.keyboard.press("F10");
      await desk.page.getByRole("menuitem", { name: /Backups|ສຳຮອງຂໍ້ມູນ/ }).click();
      await shown(desk, ".folder-choice");
    },
  },
  {
    page: "keys",
    part: ".mantine-Spotlight-content",
    async show(desk) {
      await desk.page.keyboard.press("Control+k");
      await desk.page.keyboard.type("zip");
      await desk.page.locator(".mantine-Spotlight-action").first().waitFor();
    },
  },
];
