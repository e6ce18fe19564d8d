/** Documents of any word processor, read as stories. */
import type { ImportedStory } from "../../../../electron/exchange/format.ts";
import { importFile } from "../../../../electron/exchange/import-story.ts";
import { blocksOf } from "../../../../shared/blocks/body.ts";
import { bodyProblem } from "../../../../shared/blocks/body-problem.ts";
import { asIfStored } from "../../../../shared/html/pictures.ts";
import { outline } from "../../../shared/outline.ts";
import { context } from "../newsroom.ts";

/** Reads a file's stories and holds that the editor takes what was made. */
export async function storiesOf(bytes: Uint8Array, name: string): Promise<readonly ImportedStory[]> {
  const read = await importFile(name, bytes, context);
  if (!read.ok) throw new Error(`${read.error.reason}: ${read.error.message}`);
  for (const { version } of read.value) {
    const problems = asIfStored(blocksOf(version.body), (block) => {
      const problem = bodyProblem({ type: "doc", content: [block] });
      if (problem) throw new Error(`a body that the editor refuses: ${problem}`);
      return [block];
    });
    if (problems.length !== blocksOf(version.body).length) throw new Error("blocks got lost");
  }
  return read.value;
}

export const refusalOf = async (bytes: Uint8Array, name: string): Promise<string> => {
  const read = await importFile(name, bytes, context);
  return read.ok ? "" : read.error.reason;
};

/** The only one of the stories. */
export function onlyStory([story, ...others]: readonly ImportedStory[]): ImportedStory {
  if (!story || others.length > 0) throw new Error("not one story");
  return story;
}

/** The body's blocks in lines. */
export const linesOf = (story: ImportedStory): string[] => blocksOf(story.version.body).flatMap(outline);
