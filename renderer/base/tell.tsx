import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { DeskError } from "../../shared/errors.ts";
import { errorWords, i18n } from "../locale/index.ts";

const closeButtonProps = () => ({ "aria-label": i18n.t("app.close") });

/** A refusal, in the user's language; it stays until it is read. */
export function tellError(error: DeskError): void {
  notifications.show({
    color: "red",
    message: errorWords(error),
    autoClose: 12_000,
    withBorder: true,
    closeButtonProps: closeButtonProps(),
  });
}

export function tell(message: string): void {
  // Said again it stands there once, and as long as if it were new.
  notifications.hide(message);
  notifications.show({
    id: message,
    message,
    autoClose: 5_000,
    withBorder: true,
    closeButtonProps: closeButtonProps(),
  });
}

const undoable = (message: string): string => `undo/${message}`;

/** What was told can't be taken back any more, or was already. */
export const hideUndoable = (message: string): unknown => notifications.hide(undoable(message));

/** What was done, and a button that takes it back. */
export function tellUndoable(message: string, undo: () => void): void {
  const id = undoable(message);
  const take = () => {
    notifications.hide(id);
    undo();
  };
  notifications.hide(id);
  notifications.show({
    id,
    message: (
      <span className="undoable">
        {message}
        <Button size="compact-xs" variant="default" onClick={take}>
          {i18n.t("tools.undo")}
        </Button>
      </span>
    ),
    autoClose: 8_000,
    withBorder: true,
    closeButtonProps: closeButtonProps(),
  });
}
