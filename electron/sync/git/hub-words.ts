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
  // What came is cut short, and so is what is said of it.
  [/early EOF|unexpected disconnect|hung up|RPC failed/i, "hub-away"],
  [
    /fsck error|error in object|is corrupt|bad (?:object|tree)|pack has bad|SHA1 COLLISION|unable to parse|inflate: data/i,
    "hub-damaged",
  ],
];

const NO_SPACE =
  /No space left|disk quota|write error: out of|unable to write|cannot (?:create|write) .*pack|sha1 file .* write error/i;

/** Whether what git says of itself is that this machine's disk takes no more; what a hub says begins with `remote:`. */
export const isOutOfSpace = (complaint: string): boolean =>
  complaint.split("\n").some((line) => NO_SPACE.test(line) && !line.startsWith("remote:"));

/** The reason why a run failed that spoke with the hub; anything else is the line's. */
export const hubReason = (complaint: string): Reason => SAYS.find(([said]) => said.test(complaint))?.[1] ?? "hub-away";
