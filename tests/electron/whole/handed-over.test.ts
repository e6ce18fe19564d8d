import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { defaultLibrary, makeSampleLibrary } from "../../../electron/desk/user-folder.ts";
import { newFolder, tidyUp } from "../start/started.ts";
import { endShells } from "./running.ts";
import { startStandIn } from "./stand-in-desk.ts";

afterEach(async () => {
  await endShells();
  await tidyUp();
});

// A script stands in for a program, which Windows can't run.
test.skipIf(process.platform === "win32")(
  "what the system hands over reaches the window: a library in place of the open one, a package, and a refusal",
  async () => {
    const home = await newFolder();
    const library = path.join(home, "desk");
    const day = await startStandIn(home, ["--library", library]);
    const page = await day.page();
    page.setDefaultTimeout(30_000);
    if ((await page.evaluate(() => document.documentElement.lang)) === "lo") await day.menu("switchLanguage");
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe("en");
    await day.menu("newLao");
    await page.getByRole("textbox", { name: "Lao headline" }).fill("ນ້ຳຂອງຂຶ້ນສູງ");

    // Another library: it is asked first, and staying changes nothing.
    const other = path.join(home, "ພາກໃຕ້");
    await makeSampleLibrary(other);
    const wanted = defaultLibrary(other);
    await day.hand(wanted);
    const asked = page.getByRole("dialog", { name: "Open this library?" });
    expect(await asked.textContent()).toContain(wanted);
    await asked.getByRole("button", { name: "Stay here" }).click();
    await asked.waitFor({ state: "detached" });
    expect(await page.getByRole("textbox", { name: "Lao headline" }).textContent()).toBe("ນ້ຳຂອງຂຶ້ນສູງ");

    // In Lao, and what was written is on the disk before its library is left.
    await day.menu("switchLanguage");
    await page.getByRole("textbox", { name: "ຫົວຂໍ້ຂ່າວພາສາລາວ" }).fill("ນ້ຳຂອງຂຶ້ນສູງອີກ");
    await day.hand(wanted, "openFile");
    await page.getByRole("dialog", { name: "ເປີດຄັງຂ່າວນີ້ບໍ?" }).getByRole("button", { name: "ເປີດ", exact: true }).click();
    await page
      .getByRole("option", { name: /Champassak coffee|ກາເຟ/ })
      .first()
      .waitFor();
    const names = (await readdir(path.join(library, "articles"), { recursive: true })).filter((name) =>
      name.endsWith(".json"),
    );
    const texts = await Promise.all(names.map((name) => readFile(path.join(library, "articles", name), "utf8")));
    expect(texts.join("")).toContain("ນ້ຳຂອງຂຶ້ນສູງອີກ");
    await day.menu("switchLanguage");

    // The one that is open already is not asked about; what is nothing of ours is said.
    await day.hand(wanted);
    const letter = path.join(home, "ຈົດໝາຍ.txt");
    await writeFile(letter, "ສະບາຍດີ");
    await day.hand(letter);
    await page.getByText("ຈົດໝາຍ.txt is neither a library’s folder nor a .songphasa file.").waitFor();
    const empty = path.join(home, "ຫວ່າງ");
    await mkdir(empty);
    await day.hand(empty);
    await page.getByText(`There is no library in ${empty}`).waitFor();
    expect(await readdir(empty)).toEqual([]);
    await day.hand(path.join(home, "ບໍ່ມີ.songphasa"));
    await page.getByText("ບໍ່ມີ.songphasa is not there.").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);

    // A package comes by the door of what is dropped on the window.
    const story = path.join(home, "ຂ່າວ.songphasa");
    await writeFile(story, "PK");
    await day.hand(story);
    await page.getByRole("dialog").getByText("ຂ່າວ.songphasa").first().waitFor();
    await day.quit();
    expect(await day.ended).toBe(0);
  },
  180_000,
);
