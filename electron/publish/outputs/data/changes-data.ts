/** `api/changes.json`: what the last publications did, the newest first, for those who take the stories over. */

import { z } from "zod";
import { ArticleId, Instant, Lang } from "../../../../shared/article/article.ts";
import { CHANGE_KINDS, type PublicationChange } from "../../../../shared/article/publication.ts";
import { fileFrom } from "../../write/site-file.ts";
import type { Output } from "../site.ts";
import { CHANGES_PATH, schemaAddress } from "./addresses.ts";
import { publicJson } from "./public-json.ts";
import { PUBLISHED_FORMAT } from "./published-data.ts";

/** So many publications are told. */
export const LAST = 50;
/** One that changed more is told by its number: whoever follows reads the index anew then. */
const MOST = 1000;

const PublicChange = z.strictObject({
  id: ArticleId,
  lang: Lang,
  kind: z.enum(CHANGE_KINDS),
  /** Addresses from the site's root. */
  from: z.string().optional(),
  to: z.string().optional(),
});

export const PublishedChanges = z.strictObject({
  $schema: z.string(),
  format: z.literal(PUBLISHED_FORMAT),
  publications: z.array(
    z.strictObject({
      id: ArticleId,
      at: Instant,
      /** How many languages of stories it changed. */
      count: z.int().min(0),
      /** Null where they are more than a thousand. */
      changes: z.array(PublicChange).nullable(),
    }),
  ),
});
type PublishedChanges = z.infer<typeof PublishedChanges>;

const publicChange = ({ id, lang, kind, from, to }: PublicationChange): z.infer<typeof PublicChange> => ({
  id,
  lang,
  kind,
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
});

export const changesData: Output = async function* ({ plan, sources }) {
  const { earlier = [], now = null } = sources.publications ?? {};
  // What failed on the way is in the plan no more.
  const all = [...(now && plan.changes.length > 0 ? [{ ...now, changes: plan.changes }] : []), ...earlier].slice(
    0,
    LAST,
  );
  const told = ({ changes }: (typeof all)[number]) => (changes.length > MOST ? null : changes.map(publicChange));
  const inputs = all.map((one) => [one.id, one.at, one.changes.length, told(one)]);
  yield fileFrom(CHANGES_PATH, inputs, () => {
    const data: PublishedChanges = {
      $schema: schemaAddress(plan.baseUrl, "changes"),
      format: PUBLISHED_FORMAT,
      publications: all.map((one) => ({ id: one.id, at: one.at, count: one.changes.length, changes: told(one) })),
    };
    return publicJson(data);
  });
};
