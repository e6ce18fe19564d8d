/** A desk whose library another one shares, which changed some stories meanwhile. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { openLibrary } from "../../electron/library/library.ts";
import { joinSharing, syncNow } from "../../electron/sync/share.ts";
import { SharingState } from "../../shared/contract.ts";
import type { RunningDesk } from "../e2e/desk-in-browser.ts";
import { ask } from "../e2e/steps.ts";
import { must } from "../electron/library/stories.ts";

const Answer = z.object({ ok: z.literal(true), value: SharingState });

/** A hub on an office's disk, as a user's machine has it, stands in place of the temporary one. */
export const SHOWN = "/media/kpl/songphasa";

export async function sharedDesk(desk: RunningDesk): Promise<void> {
  const room = await mkdtemp(path.join(tmpdir(), "songphasa-pictures-"));
  const hub = path.join(room, "hub");
  await ask(desk, "sharing.makeHub", { path: hub });
  await ask(desk, "sharing.begin", { address: hub });
  await ask(desk, "sharing.remember", { deskName: "ໂຕະຂ່າວ ວຽງຈັນ" });
  const sharer = { home: path.join(room, "home"), desk: "01JDESKPAKSE", by: "ມະນີວອນ ສີສຸກ" };
  const folder = path.join(room, "pakse");
  must(await joinSharing(folder, { address: hub }, sharer));
  const library = must(await openLibrary(folder, { desk: sharer.desk }));
  must(await syncNow(library, sharer));
  const writer = { origin: "editor" as const, by: sharer.by };
  for (const id of (await library.ids()).slice(0, 3)) {
    const { article, revs } = must(await library.open(id));
    const lang = article.details.source;
    const lead = `${article.versions[lang]?.lead} (KPL)`;
    must(await library.save({ id, base: { [lang]: revs[lang] }, [lang]: { lead } }, writer));
  }
  must(await syncNow(library, sharer));
  await library.close();
  await desk.page.route("**/api/sharing.state", async (route) => {
    const response = await route.fetch();
    const { ok, value } = Answer.parse(await response.json());
    const shown = value.hub && { ...value.hub, address: SHOWN };
    await route.fulfill({ response, json: { ok, value: { ...value, hub: shown } } });
  });
  await ask(desk, "sharing.run", {});
  await desk.page.locator(".sharing-status", { hasText: /received|ຮັບ \d/ }).waitFor();
}
