/** This desk, as others that share a library with it see it. */
import { hostname } from "node:os";
import { NO_NAME } from "../../shared/contract.ts";
import type { Sharer } from "../sync/share.ts";
import type { Remembered } from "./remembered.ts";

/** How a desk is called that nobody named. */
export const deskNameOf = ({ deskName }: Remembered): string => deskName || hostname() || NO_NAME;

/** Who hasn't said a name is known by the desk. */
export const sharerOf = (home: string, remembered: Remembered, vault?: Sharer["vault"]): Sharer => ({
  home,
  desk: remembered.desk,
  by: remembered.by === NO_NAME ? deskNameOf(remembered) : remembered.by,
  fetches: remembered.fetches,
  person: remembered.person,
  deskName: deskNameOf(remembered),
  vault,
});
