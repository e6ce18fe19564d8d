import type { Answer } from "../../shared/contract.ts";
import { desk } from "../base/desk-client.ts";
import { type ReadOnChange, useReadOnChange } from "../base/read-on-change.ts";

/** The kept versions of a story, newest first, and who changed it last, where the desk saw it. */
export type HistoryList = ReadOnChange<Answer<"history.list">>;

/** The kept versions of a story, read again whenever it changes. */
export const useHistory = (id: string): HistoryList =>
  useReadOnChange(id, (of) => desk.call("history.list", { id: of }));
