/** `api/schema/`: the JSON Schemas of the published data, made from what checks them here. */

import { z } from "zod";
import { fileFrom } from "../../write/site-file.ts";
import type { Output } from "../site.ts";
import { type SchemaName, schemaAddress, schemaPath } from "./addresses.ts";
import { PublishedChanges } from "./changes-data.ts";
import { publicJson } from "./public-json.ts";
import { PublishedIndex, PublishedPage, PublishedStory } from "./published-data.ts";

const SCHEMAS: Readonly<Record<SchemaName, readonly [z.ZodType, string]>> = {
  story: [PublishedStory, "A story: its details, and the versions that are out"],
  index: [PublishedIndex, "The stories that went out last"],
  "index-page": [PublishedPage, "A page of all stories that are out, the oldest first"],
  changes: [PublishedChanges, "What the last publications did, the newest first"],
};

/** Draft 2020-12. Without a site address its `$id` is its path from the site's root. */
function schemaText(name: SchemaName, baseUrl: string): string {
  const [schema, title] = SCHEMAS[name];
  return publicJson({ $id: schemaAddress(baseUrl, name), title, ...z.toJSONSchema(schema) });
}

export const dataSchemas: Output = async function* ({ plan: { baseUrl } }) {
  for (const name of ["story", "index", "index-page", "changes"] as const)
    yield fileFrom(schemaPath(name), null, () => schemaText(name, baseUrl));
};
