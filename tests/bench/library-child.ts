/** One measure, by name and place; prints what it found as JSON. */
import { z } from "zod";
import { MEASURES } from "./library-measures.ts";

const Order = z.object({
  measure: z.enum(Object.keys(MEASURES) as [keyof typeof MEASURES, ...(keyof typeof MEASURES)[]]),
  place: z.object({ library: z.string(), home: z.string(), aside: z.string() }),
});
const { measure, place } = Order.parse(JSON.parse(process.argv[2] ?? "{}"));
process.stdout.write(JSON.stringify(await MEASURES[measure](place)));
