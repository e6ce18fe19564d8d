import { Button, Progress } from "@mantine/core";
import { notifications, notificationsStore } from "@mantine/notifications";
import type { DeskError } from "../../shared/errors.ts";
import { errorWords, i18n } from "../locale/index.ts";

const closeButtonProps = () => ({ "aria-label": i18n.t("app.close") });

/** A refusal, in the user's language; it stays until it is read. */
export const tellError = (error: DeskError): void => tellRefusal(errorWords(error));

/** The same where the window itself refuses. */
export function tellRefusal(message: string): void {
  notifications.show({
    color: "red",
    message,
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

interface Offer {
  readonly id: string;
  readonly message: string;
  readonly button: string;
  readonly run: () => void;
  /** In milliseconds; false where it stays until somebody closes it. */
  readonly autoClose: number | false;
}

/** What is so, and a button that does something about it. */
export function tellOffer({ id, message, button, run, autoClose }: Offer): void {
  const take = () => {
    notifications.hide(id);
    run();
  };
  notifications.hide(id);
  notifications.show({
    id,
    message: (
      <span className="undoable">
        {message}
        <Button size="compact-xs" variant="default" onClick={take}>
          {button}
        </Button>
      </span>
    ),
    autoClose,
    withBorder: true,
    closeButtonProps: closeButtonProps(),
  });
}

const undoable = (message: string): string => `undo/${message}`;

/** What was told can't be taken back any more, or was already. */
export const hideUndoable = (message: string): unknown => notifications.hide(undoable(message));

/** What was done, and a button that takes it back. */
export const tellUndoable = (message: string, undo: () => void): void =>
  tellOffer({ id: undoable(message), message, button: i18n.t("tools.undo"), run: undo, autoClose: 8_000 });

/** What takes a while, how far it is from 0 to 1, and a button that gives it up. */
export function tellProgress(id: string, message: string, part: number, cancel: () => void): void {
  const shown = {
    id,
    message: (
      <span className="undoable" role="status">
        {message}
        <Progress className="told-progress" value={part * 100} size="sm" aria-label={message} />
        <Button size="compact-xs" variant="default" onClick={cancel}>
          {i18n.t("app.cancel")}
        </Button>
      </span>
    ),
    autoClose: false as const,
    withBorder: true,
    withCloseButton: false,
  };
  // The one that is shown already changes; shown again it would come in anew.
  const isShown = notificationsStore.getState().notifications.some((one) => one.id === id);
  (isShown ? notifications.update : notifications.show)(shown);
}

export const hideTold = (id: string): unknown => notifications.hide(id);
