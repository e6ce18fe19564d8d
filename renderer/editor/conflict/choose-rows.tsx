import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type Choices,
  type ChosenSide,
  chooseRows,
  type Difference,
  differencesOf,
  firstChoices,
  SIDES,
  type StoryText,
} from "../../../shared/merge/choose-rows.ts";
import { hostState } from "../../base/desk-state.ts";
import { useDetailWords } from "../../base/details-words.ts";
import { OwnWords } from "../../base/diff/word-changes.tsx";
import { useStore } from "../../base/store.ts";
import { tell } from "../../base/tell.tsx";
import { errorWords } from "../../locale/index.ts";
import type { OpenStory } from "../session/story.ts";
import type { Conflict } from "../session/story-view.ts";
import { differenceName, differenceText, rowNumbers } from "./difference-words.ts";

interface SideProps {
  readonly side: ChosenSide;
  readonly text: string;
  readonly other: string;
  readonly difference: Difference;
  readonly checked: boolean;
  readonly choose: () => void;
}

/** One side of a difference, to be taken. */
function SideChoice({ side, text, other, difference, checked, choose }: SideProps) {
  const { t } = useTranslation();
  const language = useStore(hostState)?.language ?? "en";
  const lang = difference.kind === "details" ? language : difference.lang;
  const words = () => {
    if (difference.kind === "order") return <span>{t(side === "mine" ? "conflict.asHere" : "conflict.asThere")}</span>;
    if (text === "") return <span className="soft">{t("conflict.nothing")}</span>;
    return <OwnWords text={text} other={other} lang={lang} />;
  };
  return (
    <label className="side-choice" data-chosen={checked}>
      <input type="radio" name={difference.key} checked={checked} onChange={choose} />
      <span className="side-name">{t(`conflict.${side}`)}</span>
      {words()}
      {text === other && difference.kind !== "order" && <span className="soft">{t("conflict.onlyStyle")}</span>}
    </label>
  );
}

interface Props {
  readonly story: OpenStory;
  readonly conflict: Conflict;
  readonly close: () => void;
}

/** Mine and theirs beside each other for each row that differs, and one of them for each. */
export function ChooseRows({ story, conflict, close }: Props) {
  const { t } = useTranslation();
  const { session } = story;
  const theirs: StoryText = conflict.theirs.article;
  const mine = useMemo(() => session.text(theirs), [session, theirs]);
  const differences = useMemo(() => differencesOf(mine, theirs), [mine, theirs]);
  const first = useMemo(() => firstChoices(session.base(), mine, theirs), [session, mine, theirs]);
  const [chosen, setChosen] = useState<Choices>({});
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const detail = useDetailWords([mine.details, theirs.details]);
  const numbers = { mine: rowNumbers(mine), theirs: rowNumbers(theirs) };
  const sideOf = (key: string): ChosenSide => chosen[key] ?? first[key] ?? "mine";
  const all = (side: ChosenSide) => setChosen(Object.fromEntries(differences.map(({ key }) => [key, side])));
  const count = (side: ChosenSide) => differences.filter(({ key }) => sideOf(key) === side).length;
  const use = async () => {
    setWorking(true);
    setProblem(null);
    const choices = Object.fromEntries(differences.map(({ key }) => [key, sideOf(key)]));
    const error = await session.settleWith(chooseRows(mine, theirs, choices));
    if (error) {
      setWorking(false);
      setProblem(t("conflict.notUsed", { reason: errorWords(error) }));
      return;
    }
    tell(t("conflict.setAside"));
    close();
  };
  return (
    <div className="choose-rows">
      <p className="soft">{t(differences.length === 0 ? "conflict.same" : "conflict.chooseText")}</p>
      {differences.length > 1 && (
        <div className="choose-all">
          {SIDES.map((side) => (
            <Button key={side} variant="default" onClick={() => all(side)}>
              {t(side === "mine" ? "conflict.allMine" : "conflict.allTheirs")}
            </Button>
          ))}
        </div>
      )}
      {differences.map((difference) => {
        const texts = {
          mine: differenceText(mine, difference, detail),
          theirs: differenceText(theirs, difference, detail),
        };
        return (
          <fieldset key={difference.key} className="difference">
            <legend>{differenceName(difference, numbers.mine, numbers.theirs)}</legend>
            {SIDES.map((side) => (
              <SideChoice
                key={side}
                side={side}
                text={texts[side]}
                other={texts[side === "mine" ? "theirs" : "mine"]}
                difference={difference}
                checked={sideOf(difference.key) === side}
                choose={() => setChosen({ ...chosen, [difference.key]: side })}
              />
            ))}
          </fieldset>
        );
      })}
      {problem && (
        <p role="alert" className="refused">
          {problem}
        </p>
      )}
      <div className="dialog-buttons stay">
        <span role="status" className="soft">
          {t("conflict.chosen", { mine: count("mine"), theirs: count("theirs") })}
        </span>
        <Button variant="default" onClick={close}>
          {t("app.cancel")}
        </Button>
        <Button loading={working} onClick={() => void use()}>
          {t("conflict.use")}
        </Button>
      </div>
    </div>
  );
}
