import { Button } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowDown,
  IconArrowMerge,
  IconArrowUp,
  IconScissors,
  IconUnlink,
} from "@tabler/icons-react";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { countBeads } from "../../../shared/pairing/correct.ts";
import { type Bead, isCertain } from "../../../shared/pairing/pair-paragraphs.ts";
import { hotkeyLabel } from "../../base/hotkeys.ts";
import { tell } from "../../base/tell.tsx";
import type { OpenStory } from "../session/story.ts";
import { applyBeads } from "./apply.ts";
import {
  type Chosen,
  CORRECTIONS,
  type Correction,
  canCorrect,
  corrected,
  correctionOf,
  KEYS,
  neighbour,
  nextUnsure,
} from "./corrections.ts";
import { PairLine } from "./pair-line.tsx";
import { proposalFor, proposed } from "./proposal.ts";

interface Props {
  readonly story: OpenStory;
  readonly close: () => void;
}

const ICONS: Readonly<Record<Correction, typeof IconArrowUp>> = {
  moveUp: IconArrowUp,
  moveDown: IconArrowDown,
  join: IconArrowMerge,
  split: IconScissors,
  unlink: IconUnlink,
};

function firstOf(beads: readonly Bead[]): Chosen {
  const bead = beads.find((one) => !isCertain(one)) ?? beads[0];
  return bead?.lo[0] ? { side: "lo", id: bead.lo[0] } : { side: "en", id: bead?.en[0] ?? "" };
}

/** A proposal of which paragraphs belong together, to be corrected by mouse or keys and then taken. */
export function PairDialog({ story, close }: Props) {
  const { t } = useTranslation();
  const [proposal, setProposal] = useState(() => proposed.get());
  /** The beads after each correction; the last are those that stand. */
  const [steps, setSteps] = useState<readonly (readonly Bead[])[]>([]);
  const beads = steps.at(-1) ?? proposal.beads;
  const [chosen, setChosen] = useState(() => firstOf(beads));
  const list = useRef<HTMLOListElement>(null);
  /** The list, not the tools, is to have the focus after the next change. */
  const refocus = useRef(true);

  useLayoutEffect(() => {
    if (!refocus.current) return;
    refocus.current = false;
    const block = list.current?.querySelector<HTMLElement>(
      `[data-block="${CSS.escape(`${chosen.side}.${chosen.id}`)}"]`,
    );
    block?.focus({ preventScroll: true });
    block?.closest("li")?.scrollIntoView({ block: "nearest" });
  });

  const inList = () => list.current?.contains(document.activeElement) ?? false;
  const go = (to: Chosen | null) => {
    if (!to) return;
    refocus.current = true;
    setChosen(to);
  };
  const correct = (correction: Correction, on: Chosen) => {
    refocus.current = inList();
    const after = corrected(beads, on, correction);
    if (after !== beads) setSteps([...steps, after]);
    setChosen(on);
  };
  const undo = () => {
    refocus.current = inList();
    setSteps(steps.slice(0, -1));
  };
  const pair = () => {
    if (applyBeads(story, beads)) {
      close();
      return;
    }
    tell(t("pairing.changed"));
    void proposalFor(story).then((fresh) => {
      setProposal(fresh);
      setSteps([]);
      setChosen(firstOf(fresh.beads));
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const mod = event.ctrlKey || event.metaKey;
    const correction = correctionOf(event.nativeEvent);
    if (mod && !event.altKey && !event.shiftKey && event.code === "KeyZ") undo();
    else if (correction === "nextUnsure") go(nextUnsure(beads, chosen));
    else if (correction) correct(correction, chosen);
    else if (!mod && !event.altKey && !event.shiftKey && neighbour(beads, chosen, event.code))
      go(neighbour(beads, chosen, event.code));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const counts = countBeads(beads);
  const unsure = beads.filter((one) => !isCertain(one)).length;
  const words = [
    t("pairing.pairs", { count: counts.pairs }),
    t("pairing.aloneCount", { count: counts.alone }),
    ...(unsure > 0 ? [t("pairing.unsureCount", { count: unsure })] : []),
  ];
  return (
    <div className="pair-dialog">
      <p className="soft">{t("pairing.intro")}</p>
      <div className="pair-tools" role="toolbar" aria-label={t("pairing.tools")}>
        {CORRECTIONS.map((correction) => {
          const Icon = ICONS[correction];
          return (
            <Button
              key={correction}
              variant="default"
              leftSection={
                <Icon size={14} stroke={1.8} style={correction === "join" ? { rotate: "180deg" } : undefined} />
              }
              title={hotkeyLabel(KEYS[correction])}
              aria-keyshortcuts={KEYS[correction].replace("alt", "Alt")}
              disabled={!canCorrect(beads, chosen, correction)}
              onClick={() => correct(correction, chosen)}
            >
              {t(`pairing.${correction}`)}
            </Button>
          );
        })}
        <Button
          variant="subtle"
          leftSection={<IconArrowBackUp size={14} stroke={1.8} />}
          title={hotkeyLabel("mod+Z")}
          disabled={steps.length === 0}
          onClick={undo}
        >
          {t("tools.undo")}
        </Button>
        <Button
          variant="subtle"
          title={KEYS.nextUnsure}
          aria-keyshortcuts={KEYS.nextUnsure}
          disabled={unsure === 0}
          onClick={() => go(nextUnsure(beads, chosen))}
        >
          {t("pairing.nextUnsure")}
        </Button>
      </div>
      <div className="pair-head" aria-hidden>
        <span>{t("lang.lo")}</span>
        <span />
        <span>{t("lang.en")}</span>
      </div>
      <ol ref={list} className="pair-lines" aria-label={t("pairing.lines")} onKeyDown={onKeyDown}>
        {beads.map((bead, index) => (
          <PairLine
            key={`${bead.lo.join()}|${bead.en.join()}`}
            bead={bead}
            number={index + 1}
            last={index === beads.length - 1}
            blocks={proposal.blocks}
            chosen={chosen}
            choose={setChosen}
            correct={correct}
          />
        ))}
      </ol>
      <div className="pair-foot">
        <span role="status" className="soft">
          {words.join(", ")}
        </span>
        <Button variant="default" onClick={close}>
          {t("app.cancel")}
        </Button>
        <Button onClick={pair}>{t("pairing.go")}</Button>
      </div>
    </div>
  );
}
