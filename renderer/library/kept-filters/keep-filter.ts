/** Changes what is kept of filters, as the desk holds it. */
import type { KeptFilter } from "../../../shared/contract.ts";
import { canonicalText } from "../../../shared/text/lao.ts";
import { desk } from "../../base/desk-client.ts";
import { hostState } from "../../base/desk-state.ts";
import { tellError } from "../../base/tell.tsx";

/** A name as it is kept: two that look the same are the same. */
export const filterName = (typed: string): string => canonicalText(typed).trim();

export const filterNamed = (name: string): KeptFilter | undefined =>
  hostState.get()?.filters.find((one) => one.name === name);

/** `keep` takes the place of its name's, or of `drop`; true when that is kept. */
export async function changeFilters(change: { readonly keep?: KeptFilter; readonly drop?: string }): Promise<boolean> {
  const answer = await desk.call("host.remember", { filters: change });
  if (answer.ok) hostState.set(answer.value);
  else tellError(answer.error);
  return answer.ok;
}
