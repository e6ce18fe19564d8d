/** A list's feeds, named in the head of its page. They are there where the site's address is known and the list has a story. */
import { type Html, html } from "../../../shared/html/template.ts";
import type { SitePlan } from "../plan/site-plan.ts";
import type { Surroundings } from "./story/surroundings.ts";

const FEEDS = [
  ["feed.xml", "application/rss+xml", "RSS"],
  ["atom.xml", "application/atom+xml", "Atom"],
  ["feed.json", "application/feed+json", "JSON"],
] as const;

export const feedLinks = (
  folder: string,
  title: string,
  { baseUrl }: SitePlan,
  { root }: Surroundings,
  isEmpty: boolean,
): Html[] =>
  baseUrl === "" || isEmpty
    ? []
    : FEEDS.map(
        ([name, type, form]) =>
          html`<link rel="alternate" type="${type}" title="${title} (${form})" href="${root}${folder}/${name}">`,
      );
