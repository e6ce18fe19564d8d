import "@fontsource-variable/inter/index.css";
import "@fontsource-variable/source-serif-4/index.css";
import "@fontsource-variable/noto-sans-lao/index.css";
import "@fontsource-variable/noto-serif-lao/index.css";
import "./shell/mantine.css";
import "@mantine/dates/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "./shell/theme.css";
import "./library/library.css";
import "./editor/pair-paragraphs/pair-paragraphs.css";
import "./editor/editor.css";
import "./editor/body.css";
import "./editor/gutter.css";
import "./editor/row-panel.css";
import "./editor/find/find.css";
import "./editor/column-head.css";
import "./editor/conflict/conflict.css";
import "./details/details.css";
import "./history/history.css";
import "./problems/problems.css";
import "./shell/dialogs.css";
import "dayjs/locale/lo";
import { createRoot } from "react-dom/client";
import { keepSmallFields } from "./editor/fields/small-fields.ts";
import { warmUp } from "./editor/warm-up.ts";
import { listenForDrops } from "./library/dropped-files.ts";
import { App } from "./shell/app.tsx";
import { runCommand } from "./shell/commands.ts";
import { followDesk, lastStory, openStoryById, storyNow } from "./shell/current-story.ts";
import { bridge } from "./shell/desk-client.ts";
import { startDeskState, startError } from "./shell/desk-state.ts";
import { listenForWidth } from "./shell/narrow.ts";
import { quietRoot } from "./shell/quiet-root.ts";
import { followFocus } from "./shell/return-focus.ts";
import { listenForShortcuts } from "./shell/shortcuts.ts";

const root = document.getElementById("root");
if (root) createRoot(quietRoot(root)).render(<App />);

listenForShortcuts();
followFocus();
keepSmallFields();
listenForDrops();
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
  const last = lastStory();
  if (last && !startError.get()) void openStoryById(last);
  else warmUp();
});
