/** How many links are right, and how sure the lines are that are called so, after paragraphs were dropped and merged. */
import { rightness } from "../shared/pairing/damage.ts";
import { declaration, news } from "../shared/pairing/stories.ts";

/** Of a hundred links, so many must be right where so many of a hundred paragraphs were dropped, and merged, on each side. */
export const WANTED = [
  { rate: 0.05, links: 0.98 },
  { rate: 0.1, links: 0.95 },
] as const;
/** Of the lines called sure, at either. */
export const SURE_RIGHT = 0.995;

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

const SETS = [
  { name: "the Declaration's articles under their headings", stories: () => [declaration(true)], rounds: 150 },
  { name: "the Declaration's paragraphs alone", stories: () => [declaration(false)], rounds: 150 },
  { name: "ten stories of news, looked at", stories: () => news("seen"), rounds: 150 },
  { name: "ten stories of news, kept apart", stories: () => news("kept"), rounds: 150 },
] as const;

/** The Declaration's paragraphs alone hold next to no name or number: of their links at the higher rate fewer are right, which is printed and doesn't fail. */
const isAim = (name: string, rate: number): boolean => name !== "the Declaration's paragraphs alone" || rate < 0.1;

/** Prints the figures; true where they hold. */
export async function pairing(): Promise<boolean> {
  let holds = true;
  console.log("Pairing, paragraphs dropped and merged by chance on both sides");
  for (const { name, stories, rounds } of SETS) {
    for (const { rate, links } of WANTED) {
      const found = rightness(stories(), rate, rounds);
      if ((isAim(name, rate) && found.links < links) || found.sureRight < SURE_RIGHT) holds = false;
      console.log(
        `  ${name}, ${rate * 100} % of each: ${percent(found.links)} of the links right (aim ${links * 100} %); ${percent(found.sureShare)} of the lines sure, ${percent(found.sureRight)} of those right`,
      );
    }
  }
  const whole = [...news("seen"), ...news("kept")];
  const allSure = whole.filter((story) => rightness([story], 0, 1).sureShare === 1).length;
  console.log(`  ${allSure} of ${whole.length} stories as they were written are sure throughout`);
  return holds;
}

if (import.meta.main) process.exitCode = (await pairing()) ? 0 : 1;
