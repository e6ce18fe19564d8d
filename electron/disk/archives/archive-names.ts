/** Which names may stand in an archive: relative, plain, and the same file on every system. */

/** Names that Windows keeps for devices, whatever follows the first point. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;
const CONTROL = /\p{Cc}/u;

/** Why a name may not be unpacked; null for a good one. */
export function nameProblem(name: string): string | null {
  if (name === "" || name.length > 1000) return "a name of a wrong length";
  if (CONTROL.test(name)) return "a control character in a name";
  if (name.includes("\\") || name.includes(":")) return "a name that means another place elsewhere";
  if (name.startsWith("/")) return "an absolute name";
  for (const step of name.split("/")) {
    if (step === "" || step === "." || step === "..") return "a name that leads outside";
    if (Buffer.byteLength(step) > 255) return "a name that is too long";
    if (DEVICE.test(step)) return "a device's name";
  }
  return null;
}

/** Equal for names that are one file on some disk. */
export const foldedName = (name: string): string => name.normalize("NFC").toLowerCase();
