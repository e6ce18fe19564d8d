/** The people of the settings as the window names them, and who of them sits here. */
import { useTranslation } from "react-i18next";
import { type Person, personName, personOf } from "../../shared/settings.ts";
import { hostState, settingsState } from "./desk-state.ts";
import { useStore } from "./store.ts";

export interface PersonLine {
  readonly value: string;
  readonly label: string;
}

export interface People {
  readonly all: readonly Person[];
  /** Who sits here; null where nobody has said, or the settings don't know them. */
  readonly me: Person | null;
  /** To be chosen from, who sits here first; with `known` somebody beside them, whom the settings may have lost. */
  lines(known?: string | null): PersonLine[];
  /** In the window's language; a key that the settings don't know as it is. */
  nameOf(key: string): string;
}

export function usePeople(): People {
  const { t } = useTranslation();
  const { people } = useStore(settingsState).settings;
  const host = useStore(hostState);
  const language = host?.language ?? "en";
  const me = personOf(people, host?.person ?? "");
  const nameOf = (key: string) => personName(people, key, language);
  return {
    all: people,
    me,
    nameOf,
    lines(known = null) {
      const others = people.filter(({ key }) => key !== me?.key);
      const lost = known === null || personOf(people, known) ? [] : [{ value: known, label: known }];
      const mine = me ? [{ value: me.key, label: t("assign.me", { name: nameOf(me.key) }) }] : [];
      return [...mine, ...others.map(({ key }) => ({ value: key, label: nameOf(key) })), ...lost];
    },
  };
}

/** By their names in either language, whoever is called so; null where nobody or more than one is. */
export function personCalled(people: readonly Person[], name: string): Person | null {
  const wanted = name.trim();
  const found = people.filter(({ lo, en }) => wanted !== "" && (lo.trim() === wanted || en.trim() === wanted));
  return found.length === 1 ? (found[0] ?? null) : null;
}
