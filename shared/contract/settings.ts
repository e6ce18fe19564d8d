/** The desk settings. */
import { z } from "zod";
import { Settings } from "../settings.ts";
import { Empty } from "./parts.ts";

export const settingsContract = {
  "settings.read": { request: Empty, answer: z.object({ settings: Settings, rev: z.string() }) },
  "settings.save": {
    request: z.strictObject({ base: z.string(), settings: Settings }),
    answer: z.object({ settings: Settings, rev: z.string() }),
  },
} as const;
