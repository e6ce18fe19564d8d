/** A page that leads on to another by itself, and names it for whoever it doesn't take along. */
import type { Lang } from "../../../shared/article/article.ts";
import { type Html, html } from "../../../shared/html/template.ts";
import type { SitePlan } from "../plan/site-plan.ts";
import { framePage } from "./page-frame.ts";
import { pageAddress, publicAddress, surroundingsAt } from "./story/surroundings.ts";

export interface LeadOn {
  readonly lang: Lang;
  /** Folders from the site's root. */
  readonly from: string;
  readonly to: string;
  readonly title: string;
  readonly heading: Html;
  /** The words of its link. */
  readonly goOn: string;
}

export function leadOnPage({ lang, from, to, title, heading, goOn }: LeadOn, plan: SitePlan): Html {
  const { baseUrl, settings } = plan;
  const around = surroundingsAt(from.split("/").length, settings);
  const address = pageAddress(around, to);
  return framePage(
    {
      lang,
      title,
      description: "",
      folder: from,
      alternates: [],
      isUnlisted: true,
      head: [
        ...(baseUrl === "" ? [] : [html`<link rel="canonical" href="${publicAddress(baseUrl, to)}">`]),
        html`<meta http-equiv="refresh" content="${`0; url=${address}`}">`,
      ],
      content: "story",
      main: html`<main class="wrap page">
<article id="story">
<h1>${heading}</h1>
<p><a href="${address}">${goOn}</a></p>
</article>
</main>`,
    },
    plan,
    around,
  );
}
