/** What git says when a hub can't be had, as one of our reasons. Its messages are read in English (`LC_ALL=C`). */
import type { Reason } from "../../../shared/errors.ts";

const SAYS: readonly (readonly [RegExp, Reason])[] = [
  [/REMOTE HOST IDENTIFICATION HAS CHANGED|Host key verification failed/i, "hub-key-changed"],
  [
    /Could not resolve host|Name or service not known|nodename nor servname|Temporary failure in name resolution/i,
    "hub-name",
  ],
  [/SSL certificate|certificate verif|server certificate|self.signed/i, "hub-certificate"],
  [
    /Authentication failed|could not read (?:Username|Password)|Permission denied \(|HTTP (?:401|403)|returned error: 40[13]|access denied|marked as read only|write access to .* not granted|not authori[sz]ed|Load key/i,
    "hub-denied",
  ],
  [/No space left|disk quota|unable to write|insufficient permission|Read-only file system/i, "hub-full"],
  [
    /does not appear to be a git repository|repository .*not found|not valid: is this a git repository|returned error: 404|does not exist/i,
    "hub-missing",
  ],
];

/** The reason why a run failed that spoke with the hub; anything else is the line's. */
export const hubReason = (complaint: string): Reason => SAYS.find(([said]) => said.test(complaint))?.[1] ?? "hub-away";
