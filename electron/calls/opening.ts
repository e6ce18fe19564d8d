/** What the system handed over is given to the window. */
import { done } from "../../shared/errors.ts";
import type { HandedOver } from "../desk/handed-over.ts";
import type { Room } from "./room.ts";

export const openingCalls = ({ handed }: { readonly handed: HandedOver }) =>
  ({
    "host.takeHanded": async () => done({ handed: [...(await handed.take())] }),
  }) satisfies Room;
