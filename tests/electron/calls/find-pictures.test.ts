/** Pictures of the library found by their words, through a desk with its index. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDesk } from "../../../electron/desk/desk.ts";
import type { Answer, CallName, Request } from "../../../shared/contract.ts";

const ports = { host: "browser" as const, chooseFolder: async () => null, showFolder: async () => false };
let folder = "";
let opened: Awaited<ReturnType<typeof openDesk>>;

async function ask<C extends CallName>(call: C, request: Request<C>): Promise<Answer<C>> {
  const answer = await opened.desk.call(call, request);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

async function added(red: number): Promise<string> {
  const background = { r: red, g: 90, b: 60 };
  const picture = sharp({ create: { width: 900, height: 600, channels: 3, background } }).jpeg();
  const { asset } = await ask("assets.add", { name: "ຮູບ.jpg", data: (await picture.toBuffer()).toString("base64") });
  return asset;
}

const image = (asset: string, caption: { lo: string; en: string }) => ({
  asset,
  alt: { lo: "", en: "" },
  caption,
  credit: { lo: "", en: "Noy Sengdara" },
});
const figure = (asset: string, words: string) => ({
  type: "doc",
  content: [
    {
      type: "figure",
      attrs: { id: `figure-${asset.slice(0, 9)}`, row: "row-figure" },
      content: [
        { type: "image", attrs: { asset, alt: "", credit: "" } },
        { type: "figcaption", content: [{ type: "text", text: words }] },
      ],
    },
  ],
});

let [bridge, market, coffee] = ["", "", ""];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "songphasa-pictures-"));
  opened = await openDesk({ ports, home: path.join(folder, "home"), library: path.join(folder, "library") });
  [bridge, market, coffee] = [await added(10), await added(120), await added(230)];
  await ask("articles.create", {
    details: { source: "lo", image: image(bridge, { lo: "ຂົວມິດຕະພາບແຫ່ງທີຫ້າ ໃນແຂວງບໍລິຄຳໄຊ", en: "The fifth bridge" }) },
    lo: { headline: "ເປີດນຳໃຊ້ຂົວ", body: figure(market, "ຕະຫຼາດໃກ້ຂົວ ໃນຍາມເຊົ້າ") },
    en: { headline: "Bridge opens", body: figure(market, "The market beside it at dawn") },
  });
  await ask("articles.create", {
    details: { source: "en", image: image(coffee, { lo: "", en: "Coffee dries in Pakxong" }) },
    en: { headline: "Coffee exports rise" },
  });
});
afterAll(async () => {
  await opened.close();
  await rm(folder, { recursive: true, force: true });
});

const found = async (text?: string) =>
  (await ask("assets.find", text === undefined ? {} : { text })).pictures.map(({ asset }) => asset);

test("a picture is found by its caption in either language, that of a text's figure too, and carries its words", async () => {
  expect(new Set(await found())).toEqual(new Set([bridge, market, coffee]));
  // Its own words first, then what else its story shows.
  expect(await found("ບໍລິຄຳໄຊ")).toEqual([bridge, market]);
  expect(await found("market dawn")).toEqual([market, bridge]);
  expect(await found("pakxong")).toEqual([coffee]);
  expect(await found("ນາຂັ້ນໄດ")).toEqual([]);
  const { pictures } = await ask("assets.find", { text: "dawn" });
  expect(pictures[0]).toMatchObject({
    caption: { lo: "ຕະຫຼາດໃກ້ຂົວ ໃນຍາມເຊົ້າ", en: "The market beside it at dawn" },
    headline: { en: "Bridge opens" },
  });
});

test("a small copy is asked for by its width, and the picture itself where it is no wider", async () => {
  const size = async (width?: number) => {
    const { type, data } = await ask("assets.read", { asset: bridge, ...(width !== undefined && { width }) });
    const { width: across, height } = await sharp(Buffer.from(data, "base64")).metadata();
    return [type, across, height];
  };
  expect(await size(300)).toEqual(["image/webp", 300, 200]);
  expect(await size(900)).toEqual(["image/jpeg", 900, 600]);
  expect(await size()).toEqual(["image/jpeg", 900, 600]);
});
