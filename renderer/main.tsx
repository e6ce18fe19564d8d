import {
  followDesk,
  keepSmallFields,
  lastStory,
  listenForPrinter,
  openStoryById,
  storyNow,
  warmUp,
} from "./editor/door.ts";
import { followHanded, listenForDrops } from "./library/door.ts";
import { followPackages } from "./packages/door.ts";
import { followDue } from "./publish/door.ts";
import { followPresence, followSharing } from "./sharing/door.ts";
import { App, listenForShortcuts, listenForWidth, runCommand } from "./shell/door.ts";
import { showNewsOnce } from "./updates/door.ts";
import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/source-serif-4/index.css";
import "@fontsource-variable/noto-sans-lao/index.css";
import "@fontsource-variable/noto-serif-lao/index.css";
import "./base/look/mantine.css";
import "@mantine/dates/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "./base/look/theme.css";
import "./library/board/board.css";
import "./base/look/painted-icons.css";
import "./library/library.css";
import "./library/kept-filters/kept-filters.css";
import "./library/several/several.css";
import "./library/templates/templates.css";
import "./editor/pair-paragraphs/pair-paragraphs.css";
import "./editor/columns/editor.css";
import "./editor/columns/body.css";
import "./editor/columns/gutter.css";
import "./editor/rows/row-panel.css";
import "./editor/notes/notes.css";
import "./editor/find/find.css";
import "./editor/lao-repairs/repair-panel.css";
import "./editor/paste/paste.css";
import "./editor/columns/caret-panel.css";
import "./editor/columns/column-head.css";
import "./editor/hand-out/print.css";
import "./editor/cards/cards.css";
import "./details/details.css";
import "./details/pictures/pictures.css";
import "./checks/checks.css";
import "./history/history.css";
import "./problems/problems.css";
import "./base/look/dialogs.css";
import "./library/import/import.css";
import "./publish/aftermath.css";
import "./publish/publish.css";
import "./publish/site/site.css";
import "./publish/story/story.css";
import "./settings/settings.css";
import "./updates/updates.css";
import "./sharing/sharing.css";
import "dayjs/locale/lo";
import { createRoot } from "react-dom/client";
import { bridge } from "./base/desk-client.ts";
import { startDeskState, startError } from "./base/desk-state.ts";
import { quietRoot } from "./base/focus/quiet-root.ts";
import { followFocus } from "./base/focus/return-focus.ts";

const root = document.getElementById("root");
if (root) createRoot(quietRoot(root)).render(<App />);

listenForShortcuts();
followFocus();
keepSmallFields();
listenForDrops();
followPackages();
listenForPrinter();
listenForWidth();
bridge?.onCommand((command) => {
  if (command !== "flush") {
    runCommand(command);
    return;
  }
  const session = storyNow()?.session;
  void (session ? session.flush() : Promise.resolve(true)).then((saved) => bridge?.flushed(saved));
});
void startDeskState().then(() => {
  followDesk();
  followDue();
  followSharing();
  followPresence();
  followHanded();
  showNewsOnce();
  const last = lastStory();
  if (last && !startError.get()) void openStoryById(last);
  else warmUp();
});
