/**
 * Addresses that led somewhere once: a page that leads on from each, which needs no server to know of it, and
 * the same as data and as files for the usual servers, which answer better than a page can.
 */

import { html, markupOf } from "../../../shared/html/template.ts";
import { leadOnPage } from "../pages/lead-on-page.ts";
import { siteName } from "../pages/page-frame.ts";
import { TRACE_WORDS } from "../pages/site-words.ts";
import { type Redirect, redirectsOf } from "../plan/past/traces.ts";
import { isDeviceFolder, pageIn, type SitePlan } from "../plan/site-plan.ts";
import { APACHE_FILE, NETLIFY_FILE, NGINX_FILE, OWN_FILES, OWN_FOLDERS, OWN_PREFIX } from "../write/server-files.ts";
import { fileFrom, type MadeFile } from "../write/site-file.ts";
import { publicJson } from "./data/public-json.ts";
import { urlOf } from "./data/public-words.ts";
import type { Output } from "./site.ts";

function redirectPage({ lang, from }: Redirect, to: string, plan: SitePlan): string {
  const { moved, goOn } = TRACE_WORDS[lang];
  const title = `${moved} – ${siteName(plan.settings, lang)}`;
  return markupOf(leadOnPage({ lang, from, to, title, heading: html`${moved}`, goOn }, plan));
}

const NOTE =
  "Written by Songphasa at each publication: where pages moved (301), which are gone (410), and what is no reader's (404).";

/** `base`: the path of the site's root on its server, with slashes at both ends. */
type ServerFile = (redirects: readonly Redirect[], pages: ReadonlySet<string>, base: string) => string;

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join("");

/** A path as a pattern; ours hold nothing else that means something in one. */
const pattern = (path: string): string => path.replaceAll(".", "\\.");

/** Most sites' paths mean nothing to a server but themselves. */
const PLAIN = /^[A-Za-z0-9/._~-]*$/;
/** A path without its escapes; one that holds something else than escapes is as it stands. */
function bareOf(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
/** Servers compare addresses without their escapes. */
const named = (path: string): string => {
  const bare = bareOf(path);
  return PLAIN.test(bare) ? bare : `"${bare.replace(/["\\]/g, "\\$&")}"`;
};
/** Where Apache leads to: it puts the escapes in by itself, and `$1` and `%1` would be what was found. */
const apacheTarget = (path: string): string => {
  const bare = bareOf(path);
  return PLAIN.test(bare) ? bare : `"${bare.replace(/["\\$%]/g, "\\$&")}"`;
};
/** Where nginx leads to: as it stands in the answer, without what its file means something by. */
const nginxTarget = (path: string): string =>
  path.replace(/[^A-Za-z0-9/._~%-]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * A page that tells of its own end is what readers get with the 410: its address is asked for once more then, and
 * answered. Apache takes what begins with a slash as an address, and the two that come of it as one.
 */
const apache: ServerFile = (redirects, pages, base) =>
  lines([
    `# ${NOTE}`,
    "<IfModule mod_alias.c>",
    `RedirectMatch 404 "/${pattern(OWN_PREFIX)}"`,
    "</IfModule>",
    "<IfModule mod_rewrite.c>",
    "RewriteEngine On",
    `RewriteBase ${named(base)}`,
    "ErrorDocument 410 /%{REQUEST_URI}",
    ...redirects.flatMap(({ from, to }) => [
      "RewriteCond %{ENV:REDIRECT_STATUS} ^$",
      `RewriteRule ^${pattern(from)}${pages.has(from) ? "/" : "/?"}(index\\.html)?$ ${to === null ? "- [G,L]" : `${apacheTarget(`${base}${to}/`)} [R=301,L]`}`,
    ]),
    "</IfModule>",
  ]);

/**
 * Each of a page's addresses is told of by itself; without its slash the other two follow, as links on the page count
 * from there. What the reader gets with a 410 is named with two slashes, which is the same file and none of the three:
 * nginx would answer a second 410 with its own words.
 */
const nginx: ServerFile = (redirects, pages, base) =>
  lines([
    `# ${NOTE}`,
    "# In the server block: include <this file>;",
    `location ~ "/${pattern(OWN_PREFIX)}" { return 404; }`,
    ...redirects.flatMap(({ from, to }) => {
      const hasPage = to === null && pages.has(from);
      const page = hasPage ? `error_page 410 ${named(`${base}${from}//index.html`)}; ` : "";
      const leads = (folder: string) => `return 301 ${nginxTarget(`${base}${folder}/`)};`;
      const there = to === null ? `${page}return 410;` : leads(to);
      const at = (path: string, told: string) => `location = ${named(base + path)} { ${told} }`;
      return [at(`${from}/`, there), at(from, hasPage ? leads(from) : there), at(pageIn(from), there)];
    }),
  ]);

/**
 * With `!`, as a page stands there too. A name can't be cut short with `*` there, a folder's path can. A page's name in its
 * folder comes after all folders: some hosts take so many lines and no more, and know the two as one address.
 */
const netlify: ServerFile = (redirects, pages, base) => {
  const ruleFor = (address: (folder: string) => string) =>
    redirects.map(({ from, to }) => {
      const told = pages.has(from) ? `${base}${pageIn(from)}` : `${base}404.html`;
      return `${base}${address(from)} ${to === null ? `${told} 410!` : `${base}${to}/ 301!`}`;
    });
  return lines([
    `# ${NOTE}`,
    ...OWN_FILES.map((name) => `${base}${name} ${base}404.html 404!`),
    ...OWN_FOLDERS.map((name) => `${base}${name}/* ${base}404.html 404!`),
    ...ruleFor((folder) => `${folder}/`),
    ...ruleFor(pageIn),
  ]);
};

const SERVER_FILES: Readonly<Record<string, ServerFile>> = {
  [APACHE_FILE]: apache,
  [NGINX_FILE]: nginx,
  [NETLIFY_FILE]: netlify,
};

export const redirects: Output = function* ({ plan }) {
  const { baseUrl } = plan;
  const all = redirectsOf(plan);
  for (const redirect of all) {
    const { lang, from, to } = redirect;
    // A page there would keep the site off a disk of Windows; servers lead on all the same.
    if (to === null || isDeviceFolder(from)) continue;
    yield fileFrom(pageIn(from), [lang, from, to], () => redirectPage(redirect, to, plan));
  }
  const data = {
    format: 1,
    redirects: all.map(({ from, to }) => ({
      old: urlOf(baseUrl, from),
      new: to === null ? null : urlOf(baseUrl, to),
      status: to === null ? 410 : 301,
    })),
  };
  yield fileFrom("redirects.json", all, () => publicJson(data));
  const base = baseUrl === "" ? "/" : new URL(baseUrl).pathname;
  const pages = new Set(plan.withdrawn.flatMap(({ folder }) => (isDeviceFolder(folder) ? [] : [folder])));
  for (const [name, write] of Object.entries(SERVER_FILES)) {
    const file: MadeFile = fileFrom(name, [all, [...pages]], () => write(all, pages, base));
    yield { ...file, yields: true };
  }
};
