/** What the desk's settings say of the site, as far as it can be used. */
import { DEFAULT_TIME_ZONE, type Settings } from "../../../../shared/settings.ts";
import { isTimeZone } from "../../../../shared/text/dates.ts";

/** An http(s) address that ends in a slash, or nothing. A name and password in it are nobody's to read. */
export function siteAddress(address: string): string {
  if (!URL.canParse(address)) return "";
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") return "";
  url.username = "";
  url.password = "";
  url.search = "";
  url.hash = "";
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}

/** The desk's time zone where this host knows it, else the default one. */
export const zoneOf = ({ timeZone }: Settings): string => (isTimeZone(timeZone) ? timeZone : DEFAULT_TIME_ZONE);
