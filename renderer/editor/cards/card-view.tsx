import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../../shared/article/article.ts";
import { type Card, type CardSide, placeOfCard } from "../../../shared/article/card.ts";
import { instantNow, shortMoment } from "../../../shared/text/dates.ts";
import { hostState, settingsState } from "../../base/desk-state.ts";
import { useDetailWords } from "../../base/details-words.ts";
import { OwnWords } from "../../base/diff/word-changes.tsx";
import { hotkeyLabel } from "../../base/hotkeys.ts";
import { useStore } from "../../base/store.ts";
import type { OpenStory } from "../session/story.ts";
import { sideText, whatHappened } from "./card-words.ts";
import { askedAt, choicesOf, choose, writesNothing, writingAt } from "./settle-card.ts";

interface SideProps {
  readonly id: string;
  readonly side: CardSide;
  readonly text: string;
  readonly other: string;
  readonly lang: Lang;
}

/** Whose words they are, and what the other side hasn't of them. */
function SideWords({ id, side, text, other, lang }: SideProps) {
  const { t } = useTranslation();
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  const when = Number.isNaN(Date.parse(side.at)) ? "" : shortMoment(side.at, timeZone, language, instantNow());
  return (
    <>
      <p className="card-who" id={id}>
        <strong>{side.by || side.desk || t("cards.someone")}</strong>
        {when && <span className="soft">{when}</span>}
      </p>
      <div className="card-words">
        {text === "" ? <span className="soft">{t("cards.nothing")}</span> : <OwnWords {...{ text, other, lang }} />}
      </div>
    </>
  );
}

interface Props {
  readonly story: OpenStory;
  readonly card: Card;
  /** What it is about, where its place doesn't say so. */
  readonly name?: string;
  /** Its keys work now, and are shown. */
  readonly keys: boolean;
}

/** What two people wrote in one place, side by side, to take one, both, or to write it anew. */
export function CardView({ story, card, name, keys }: Props) {
  const { t } = useTranslation();
  const { details } = useStore(story.session.view);
  const language = useStore(hostState)?.language ?? "en";
  const detailWords = useDetailWords([details]);
  const writing = useStore(writingAt) === card.id;
  const asked = useStore(askedAt);
  const choices = choicesOf(card);
  const fixed = story.session.readOnly !== undefined;
  const texts = card.sides.map(({ value }) => sideText(card, value, details, detailWords));
  const { lang } = placeOfCard(card);
  const key = (at: number) => (keys && at < 4 ? <kbd>{hotkeyLabel(`alt+${at + 1}`)}</kbd> : undefined);
  const sides = [...card.sides.entries()];
  const isSameText = texts.every((text) => text === texts[0]);
  const more = choices.flatMap((choice, at) => (typeof choice === "number" ? [] : [{ choice, at }]));
  const asks = asked?.card === card.id ? asked.choice : null;
  return (
    <fieldset
      className="card"
      data-card={card.id}
      aria-label={[name ?? (lang && t(`lang.${lang}`)), whatHappened(card)].filter(Boolean).join(". ")}
    >
      <p className="card-head">
        {name && <strong>{name}</strong>}
        <span>{whatHappened(card)}</span>
        {!name && lang && <span className="soft">{t(`lang.${lang}`)}</span>}
      </p>
      <div className="card-sides">
        {sides.map(([at, side]) => (
          <div key={`${side.revision}${at}`} className="card-side">
            <SideWords
              id={`${card.id}.${at}`}
              side={side}
              text={texts[at] ?? ""}
              other={texts.find((_, one) => one !== at) ?? ""}
              lang={lang ?? language}
            />
            {!fixed && choices.includes(at) && (
              <Button
                variant="default"
                size="compact-sm"
                rightSection={key(at)}
                aria-describedby={`${card.id}.${at}`}
                onClick={() => void choose(story, card, at)}
              >
                {t("cards.take")}
              </Button>
            )}
          </div>
        ))}
      </div>
      {isSameText && <p className="soft">{t("cards.onlyStyle")}</p>}
      {asks !== null && (
        <div className="card-asks" role="alert">
          <p>{t("cards.typedSince")}</p>
          <Button size="compact-sm" onClick={() => void choose(story, card, asks, true)}>
            {t("cards.takeAllTheSame")}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => askedAt.set(null)}>
            {t("app.cancel")}
          </Button>
        </div>
      )}
      {!fixed && (
        <div className="card-more">
          {more.map(({ choice, at }) => (
            <Button
              key={choice}
              variant={choice === "own" && writing ? "filled" : "default"}
              size="compact-sm"
              rightSection={key(at)}
              onClick={() => void choose(story, card, choice)}
            >
              {choice === "both" ? t("cards.both") : t(writing || writesNothing(card) ? "cards.asIs" : "cards.own")}
            </Button>
          ))}
          {writing && <span className="soft">{t("cards.writing")}</span>}
        </div>
      )}
    </fieldset>
  );
}
