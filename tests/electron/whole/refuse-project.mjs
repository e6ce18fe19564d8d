/** Loaded before all else, in every thread: whatever of Node's files is asked for a place in STAND_IN_WITHOUT throws. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const without = process.env.STAND_IN_WITHOUT;
function isInProject(place) {
  if (Buffer.isBuffer(place)) return isInProject(place.toString());
  if (place instanceof URL) return isInProject(fileURLToPath(place));
  if (typeof place !== "string" || place.includes("\0")) return false;
  if (place.startsWith("file:")) return isInProject(new URL(place));
  const whole = path.resolve(place);
  return whole === without || whole.startsWith(`${without}${path.sep}`);
}
for (const room of [fs, fs.promises])
  for (const [name, work] of Object.entries(room)) {
    // Classes stay as they are.
    if (typeof work !== "function" || !/^[a-z]/.test(name)) continue;
    const refusing = function (...args) {
      if (args.slice(0, 2).some(isInProject)) throw new Error(`${name} of ${args[0]}, which is the project's.`);
      return Reflect.apply(work, this, args);
    };
    room[name] = Object.assign(refusing, work);
  }
syncBuiltinESMExports();
