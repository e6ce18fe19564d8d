import type { CheckId } from "../../shared/checks/checks.ts";

/** What the window says of the same findings. */
export const CHECK_WORDS: Readonly<Record<CheckId, string>> = {
  headline: "no headline",
  body: "no text in the body",
  "image-file": "a picture's file is missing",
  "image-coming": "a picture hasn't come from the other desks yet",
  conflict: "a conflict isn't resolved",
  beside: "words of two desks stand beside each other",
  address: "another story has its address",
  "device-name": "its address is a name that Windows keeps for devices",
  category: "no category",
  lead: "no lead",
  "image-description": "a picture without a description",
  "missing-rows": "rows without a translation",
  "stale-rows": "rows whose source changed since they were confirmed",
  "open-notes": "a note is open",
  links: "a link that leads nowhere",
  "other-language": "the other language is not there",
  "long-headline": "the headline is too long for its places",
  "lead-repeats-headline": "the lead repeats the headline",
  late: "the deadline has passed",
};
