/** Commands by what a person calls them: their names and their other words, in either language. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import { fold } from "../../../shared/text/fold.ts";
import { en } from "../../locale/en.ts";
import { lo } from "../../locale/lo.ts";
import type { Command } from "../commands.ts";

/** A part of another word finds a command only with so many letters. */
const PART = 3;
/** Of several words those that are shorter, as “how to”, say little of what is wanted. */
const LONG = 4;

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

/** How well a name is meant by folded words: -1 is all of it, 0 the beginning of a word, 2 anywhere; null not at all. */
function rankOfName(name: string, wanted: string): number | null {
  if (name === wanted) return -1;
  if (` ${name}`.includes(` ${wanted}`)) return 0;
  return name.includes(wanted) ? 2 : null;
}

/** Each word that was typed begins one of those of a command, in whichever order; of short ones nothing is asked. */
function saysEach(said: readonly string[], wanted: string): boolean {
  const typed = wanted.split(/\s+/);
  const long = typed.filter((word) => word.length >= LONG);
  return (
    typed.length > 1 && long.length > 0 && long.every((word) => said.some((one) => ` ${one}`.includes(` ${word}`)))
  );
}

/** How well a command is meant by folded words: below 1 is its name in the window's language; null is not at all. */
function rankOf(id: string, wanted: string, language: Lang): number | null {
  const name = CALLED[language].get(id)?.name ?? "";
  const own = rankOfName(name, wanted);
  if (own !== null && own < 1) return own;
  const others = [
    CALLED[otherLang(language)].get(id)?.name ?? "",
    ...LANGS.flatMap((lang) => CALLED[lang].get(id)?.words ?? []),
  ];
  if (others.includes(wanted)) return 1;
  if (own !== null) return own;
  if (others.some((word) => word.startsWith(wanted))) return 3;
  if (wanted.length >= PART && others.some((word) => word.includes(wanted))) return 4;
  return saysEach([name, ...others], wanted) ? 5 : null;
}

export interface FoundNames<Named> {
  readonly named: readonly Named[];
  /** What was typed is the name of the best one. */
  readonly isMeant: boolean;
}

/** What people gave a name to, by what was typed, the best first; all, as they come, where nothing is. */
export function findNamed<Named extends { readonly name: string }>(
  all: readonly Named[],
  typed: string,
): FoundNames<Named> {
  const wanted = fold(typed, 0).trim();
  if (wanted === "") return { named: all, isMeant: false };
  const ranked = all.flatMap((one) => {
    const rank = rankOfName(fold(one.name, 0), wanted);
    return rank === null ? [] : [{ one, rank }];
  });
  ranked.sort((a, b) => a.rank - b.rank);
  return { named: ranked.map(({ one }) => one), isMeant: ranked[0]?.rank === -1 };
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
