/** Commands by what a person calls them: their names and their other words, in either language. */
import type { Lang } from "../../shared/article/article.ts";
import { LANGS, otherLang } from "../../shared/article/stages.ts";
import { fold } from "../../shared/text/fold.ts";
import { en } from "../locale/en.ts";
import { lo } from "../locale/lo.ts";
import type { Command } from "./commands.ts";

/** A part of another word finds a command only with so many letters. */
const PART = 3;

/** What a command is called in one language, folded. */
interface Called {
  readonly name: string;
  readonly words: readonly string[];
}

/** By the command's id; the same all the time, so folded once and not at each key. */
function calledIn({ commands, commandWords }: { readonly commands: object; readonly commandWords: object }) {
  const words = new Map<string, string>(Object.entries(commandWords));
  return new Map(
    Object.entries(commands).map(([id, name]): [string, Called] => [
      id,
      { name: fold(String(name), 0), words: fold(words.get(id) ?? "", 0).split(/\s*,\s*/) },
    ]),
  );
}

const CALLED: Readonly<Record<Lang, ReadonlyMap<string, Called>>> = { en: calledIn(en), lo: calledIn(lo) };

/** How well a command is meant by folded words: below 1 is its name in the window's language; null is not at all. */
function rankOf(id: string, wanted: string, language: Lang): number | null {
  const name = CALLED[language].get(id)?.name ?? "";
  if (name === wanted) return -1;
  if (` ${name}`.includes(` ${wanted}`)) return 0;
  const others = [
    CALLED[otherLang(language)].get(id)?.name ?? "",
    ...LANGS.flatMap((lang) => CALLED[lang].get(id)?.words ?? []),
  ];
  if (others.includes(wanted)) return 1;
  if (name.includes(wanted)) return 2;
  if (others.some((word) => word.startsWith(wanted))) return 3;
  return wanted.length >= PART && others.some((word) => word.includes(wanted)) ? 4 : null;
}

export interface FoundCommands {
  readonly commands: readonly Command[];
  /** The best one has what was typed for its name, or for one of its words. */
  readonly isMeant: boolean;
}

/** The commands that are meant, the best first; all of them, as they come, where nothing is typed. */
export function findCommands(commands: readonly Command[], typed: string, language: Lang): FoundCommands {
  const wanted = fold(typed, 0).trim();
  if (wanted === "") return { commands, isMeant: false };
  const ranked = commands.flatMap((command) => {
    const rank = rankOf(command.id, wanted, language);
    return rank === null ? [] : [{ command, rank }];
  });
  ranked.sort((a, b) => a.rank - b.rank);
  return { commands: ranked.map(({ command }) => command), isMeant: (ranked[0]?.rank ?? 9) <= 1 };
}
