/** What two desks set differently in the settings or in a template: told to people, and settled by one of them. */

import type { Card } from "../../shared/article/card.ts";
import { Template } from "../../shared/article/template.ts";
import { done, type Result, refuse } from "../../shared/errors.ts";
import { cardsOfRecord } from "../../shared/merge/records.ts";
import { standingSide, takeRecordSide } from "../../shared/merge/settle-record.ts";
import { Settings } from "../../shared/settings.ts";
import { instantNow } from "../../shared/text/dates.ts";
import type { Library } from "../library/library.ts";

export interface SetApart {
  /** Null where it is in the settings. */
  readonly template: { readonly id: string; readonly name: string } | null;
  readonly card: Card;
  /** The number of the side that stands there now; -1 for none of them. */
  readonly stands: number;
}

/** What can't be read tells nothing here; it is told where it is used. */
export async function setApart(library: Library): Promise<SetApart[]> {
  const { settings } = library.settings();
  const read = await library.templates();
  const templates = read.ok ? read.value.templates.map(({ template }) => template) : [];
  const of = (value: Settings | Template, template: SetApart["template"]): SetApart[] =>
    cardsOfRecord(value).map((card) => ({ template, card, stands: standingSide(value, card) }));
  return [...of(settings, null), ...templates.flatMap((one) => of(one, { id: one.id, name: one.name }))];
}

/** Puts one side of a card in its place. Errors: `no-card`, `card-side`, those of the settings and of templates. */
export async function settleApart(
  library: Library,
  { template: id, card, side }: { readonly template: string | null; readonly card: string; readonly side: number },
): Promise<Result<null>> {
  const short = { card: card.slice(0, 12) };
  if (id === null) {
    const { settings, rev } = library.settings();
    if (!cardsOfRecord(settings).some((one) => one.id === card)) return refuse("no-card", short);
    const taken = Settings.safeParse(takeRecordSide(settings, card, side));
    if (!taken.success) return refuse("card-side", short);
    const saved = await library.saveSettings(rev, taken.data);
    return saved.ok ? done(null) : saved;
  }
  const read = await library.template(id);
  if (!read.ok) return read;
  const { template, rev } = read.value;
  if (!cardsOfRecord(template).some((one) => one.id === card)) return refuse("no-card", short);
  const taken = Template.safeParse(takeRecordSide(template, card, side));
  if (!taken.success) return refuse("card-side", short);
  const saved = await library.saveTemplate({ ...taken.data, updatedAt: instantNow() }, rev);
  return saved.ok ? done(null) : saved;
}
