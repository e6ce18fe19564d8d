import { Button, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconLetterCase, IconReplace, IconX } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGS } from "../../../shared/article/stages.ts";
import { ownKeys } from "../../base/focus/own-keys.ts";
import { useStore } from "../../base/store.ts";
import { Tool } from "../../base/tool.tsx";
import type { OpenStory } from "../session/story.ts";
import { undoKey } from "../undo/undo-key.ts";
import { changeFindBar, findBar, found } from "./find-state.ts";
import { createFinder } from "./finder.ts";
import type { Replaced } from "./replacing.ts";

/** What was replaced last, and the story as that left it: as long as nothing else changed it can be undone here. */
interface Outcome {
  readonly replaced: Replaced;
  readonly after: readonly unknown[];
  readonly undone: boolean;
}

const storyAsItStands = ({ editors, session }: OpenStory): readonly unknown[] => [
  editors.lo.state.doc,
  editors.en.state.doc,
  ...LANGS.flatMap((lang) => Object.values(session.view.get().fields[lang])),
];

function OpenBar({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const bar = useStore(findBar);
  const { hits, counts, hidden, current } = useStore(found);
  const [finder] = useState(() => createFinder(story));
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const words = useRef<HTMLInputElement>(null);
  const readOnly = story.session.readOnly !== undefined;

  useEffect(() => {
    const stop = finder.start();
    // The bar goes with its story, as a browser's goes with its page; asked for again it has the same words.
    return () => {
      stop();
      changeFindBar({ open: false, origin: null });
    };
  }, [finder]);
  useLayoutEffect(() => {
    if (bar.asked > 0) words.current?.select();
  }, [bar.asked]);

  const now = storyAsItStands(story);
  const isFresh = outcome?.after.every((part, index) => part === now[index]) ?? false;
  const total = counts.lo + counts.en;
  const say = (replaced: Replaced | null) =>
    setOutcome(replaced && { replaced, after: storyAsItStands(story), undone: false });
  const undo = () => {
    if (!outcome || outcome.undone || !isFresh) return;
    outcome.replaced.undo();
    setOutcome({ ...outcome, after: storyAsItStands(story), undone: true });
  };
  const close = () => {
    finder.focusHit();
    changeFindBar({ open: false });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    ownKeys({ onEscape: close })(event);
    if (undoKey(event.nativeEvent) !== "undo" || outcome?.undone !== false || !isFresh) return;
    undo();
    event.preventDefault();
    event.stopPropagation();
  };
  const onEnter = (run: (back: boolean) => void) => ownKeys({ onEnter: ({ shiftKey }) => run(shiftKey) });

  const result = () => {
    if (bar.words === "") return "";
    if (total === 0) return t("find.none");
    const place = current === -1 ? "" : `${t("find.position", { current: current + 1, total: hits.length })} · `;
    return `${place}${t("find.counts", counts)}`;
  };
  const told = () => {
    if (!outcome || !isFresh) return "";
    if (outcome.undone) return t("find.putBack");
    const { counts: done, locked } = outcome.replaced;
    return [
      ...(done.lo + done.en > 0 ? [t("find.replaced", done)] : []),
      ...LANGS.filter((lang) => locked[lang] > 0).map((lang) => t(`find.locked.${lang}`, { count: locked[lang] })),
    ].join(" ");
  };
  const icon = { size: 17, stroke: 1.6 };

  return (
    <search className="find-bar" aria-label={t("find.label")} onKeyDown={onKeyDown}>
      <div className="find-line">
        <Tool
          name={t("find.showReplace")}
          pressed={bar.replacing}
          run={() => changeFindBar({ replacing: !bar.replacing })}
        >
          <IconReplace {...icon} />
        </Tool>
        <TextInput
          ref={words}
          className="find-field"
          aria-label={t("find.words")}
          placeholder={t("find.words")}
          spellCheck={false}
          autoComplete="off"
          value={bar.words}
          error={bar.words !== "" && total === 0}
          onChange={(event) => changeFindBar({ words: event.currentTarget.value })}
          onKeyDown={onEnter((back) => finder.step(back ? -1 : 1))}
        />
        <Tool
          name={t("find.matchCase")}
          pressed={bar.matchCase}
          run={() => changeFindBar({ matchCase: !bar.matchCase })}
        >
          <IconLetterCase {...icon} />
        </Tool>
        <Tool
          name={t("find.wholeWord")}
          pressed={bar.wholeWord}
          run={() => changeFindBar({ wholeWord: !bar.wholeWord })}
        >
          <span className="find-word" />
        </Tool>
        <Tool name={t("find.previous")} disabled={hits.length === 0} run={() => finder.step(-1)}>
          <IconArrowUp {...icon} />
        </Tool>
        <Tool name={t("find.next")} disabled={hits.length === 0} run={() => finder.step(1)}>
          <IconArrowDown {...icon} />
        </Tool>
        <p className="find-result" aria-live="polite">
          {result()}
          {hidden && counts[hidden] > 0 && <span>{t(`find.hidden.${hidden}`)}</span>}
        </p>
        <Tool name={t("find.close")} run={close}>
          <IconX {...icon} />
        </Tool>
      </div>
      {bar.replacing && (
        <div className="find-line">
          <TextInput
            className="find-field"
            aria-label={t("find.replacement")}
            placeholder={t("find.replacement")}
            spellCheck={false}
            autoComplete="off"
            disabled={readOnly}
            value={bar.replacement}
            onChange={(event) => changeFindBar({ replacement: event.currentTarget.value })}
            onKeyDown={onEnter(() => say(finder.replaceCurrent()))}
          />
          <Button
            variant="default"
            disabled={readOnly || hits.length === 0}
            onClick={() => say(finder.replaceCurrent())}
          >
            {t("find.replace")}
          </Button>
          <Button variant="default" disabled={readOnly || hits.length === 0} onClick={() => say(finder.replaceAll())}>
            {t("find.replaceAll")}
          </Button>
          <p className="find-result" aria-live="polite">
            {readOnly ? t("find.readOnly") : told()}
          </p>
          {outcome && isFresh && !outcome.undone && (
            <Button variant="subtle" onClick={undo}>
              {t("find.undo")}
            </Button>
          )}
        </div>
      )}
    </search>
  );
}

/** Find and replace in the open story, a slim bar above the columns; nothing while it is closed. */
export function FindBar({ story }: { readonly story: OpenStory }) {
  return useStore(findBar).open ? <OpenBar story={story} /> : null;
}
