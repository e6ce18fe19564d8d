import { Button, Radio, Select } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useId, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer, BundlePlan, ListedBundle, Request } from "../../../shared/contract.ts";
import type { Result } from "../../../shared/errors.ts";
import { desk } from "../../base/desk-client.ts";
import { useStore } from "../../base/store.ts";
import { errorWords } from "../../locale/index.ts";
import { ChangedStories, namedBy, type Ticked } from "../changed-stories.tsx";
import { publishNow } from "../publish-now.ts";
import { PublishProgress } from "../publish-progress.tsx";
import { FolderChoice, NotWithIt } from "../publish-result.tsx";
import { publishing } from "../publish-run.ts";
import { useBundleChoice } from "./bundle-choice.ts";
import { fileWords, isEmpty, sizeWords, storyWords } from "./bundle-words.ts";
import { ChosenStories } from "./chosen-stories.tsx";
import { MadeBundles, showBundle, useMoment } from "./made-bundles.tsx";
import { useBundlePlan, useMadeBundles } from "./use-bundles.ts";
import "./bundle.css";

const NONE: Ticked = new Map();

/** The bundle that the website has, as far as anyone wrote it down; else the last one. */
const lastSent = (bases: readonly ListedBundle[]): ListedBundle | undefined =>
  bases.find(({ handed }) => handed !== null) ?? bases[0];

interface PlanProps {
  readonly plan: Result<BundlePlan> | null;
  /** Makes a whole one of it. */
  whole(): void;
}

/** The desk can't tell what changed since that bundle any more, and never will. */
const isUnknownBase = (plan: Result<BundlePlan> | null): boolean =>
  plan !== null && !plan.ok && plan.error.reason === "bundle-base-unknown";

/** The website has all that there is. */
const isNothing = (plan: Result<BundlePlan> | null): boolean => plan?.ok === true && isEmpty(plan.value);

function Plan({ plan, whole }: PlanProps) {
  const { t } = useTranslation();
  const titleId = useId();
  return (
    <section className="bundle-plan" aria-labelledby={titleId} aria-busy={plan === null}>
      <h3 id={titleId}>{t("bundle.plan")}</h3>
      {plan === null && <p className="soft">{t("bundle.looking")}</p>}
      {plan && !plan.ok && <p className="publish-amiss">{errorWords(plan.error)}</p>}
      {isNothing(plan) && <p>{t("bundle.nothingToHand")}</p>}
      {(isUnknownBase(plan) || isNothing(plan)) && (
        <Button size="xs" variant="default" mt={8} onClick={whole}>
          {t("bundle.wholeInstead")}
        </Button>
      )}
      {plan?.ok && !isEmpty(plan.value) && (
        <p>
          {[...storyWords(t, plan.value), fileWords(t, plan.value)].join(" · ")} ·{" "}
          <strong>{t("bundle.about", { size: sizeWords(plan.value.size) })}</strong>
        </p>
      )}
    </section>
  );
}

function Made({ answer }: { readonly answer: Answer<"bundle.make"> }) {
  const { t } = useTranslation();
  const { bundle } = answer;
  return (
    <div role="status" className="publish-result" data-went="true">
      <p className="publish-went">
        <IconCircleCheck size={18} stroke={1.8} aria-hidden />
        <strong>{t("bundle.made")}</strong>
      </p>
      <p>
        {isEmpty(bundle) ? t("bundle.nothing") : [...storyWords(t, bundle), fileWords(t, bundle)].join(" · ")} ·{" "}
        {sizeWords(bundle.size)}
      </p>
      <p className="publish-path">{t("publish.at", { path: bundle.path })}</p>
      <Button size="xs" variant="default" my={6} onClick={() => void showBundle(bundle.id)}>
        {t("bundle.show")}
      </Button>
      <NotWithIt answer={answer} />
    </div>
  );
}

const KINDS = ["whole", "delta", "part"] as const;

/**
 * One zip for the website: what it will hold and how large, whole, since an earlier one, or of chosen stories; and
 * those that were made.
 */
export function BundleDialog() {
  const { t } = useTranslation();
  const moment = useMoment();
  const { bundles, problem, read } = useMadeBundles();
  const [kind, setKind] = useState<BundlePlan["kind"] | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const choice = useBundleChoice();
  const [ticked, setTicked] = useState<Ticked>(NONE);
  const [answer, setAnswer] = useState<Answer<"bundle.make"> | null>(null);
  const isWorking = useStore(publishing) !== null;
  const bases = (bundles ?? []).filter(({ list }) => list !== null);
  const base = bases.find(({ id }) => id === chosen) ?? lastSent(bases);
  const [isNamed] = useState(choice.ids.length > 0);
  const wanted = kind ?? (isNamed ? "part" : base?.handed ? "delta" : "whole");
  const since = wanted === "delta" ? base?.id : undefined;
  const requestOf = (also: ReturnType<typeof namedBy>): Request<"bundle.make"> | null => {
    if (wanted !== "part") return bundles && { also, ...(since !== undefined && { since }) };
    return choice.named && choice.named.length > 0 ? { part: true, articles: [...choice.named] } : null;
  };
  const request = requestOf(namedBy(ticked));
  const asked = requestOf(namedBy(ticked).map(({ id, lang }) => ({ id, lang })));
  const plan = useBundlePlan(answer ? null : asked);
  const baseWords = ({ at, handed, kind: its }: ListedBundle): string => {
    const name = `${moment(at)} · ${t(`bundle.kind.${its}`)}`;
    if (!handed) return name;
    return `${name} · ${handed.to === "" ? t("bundle.isHanded") : t("bundle.isHandedTo", { to: handed.to })}`;
  };
  // What was told is of another choice.
  const again = () => setAnswer(null);
  const make = async () => {
    if (!request) return;
    setAnswer(null);
    // Nobody waits for what one would hold any more.
    await desk.call("bundle.cancel", {});
    const made = await publishNow("bundle.make", request);
    if (made) {
      setAnswer(made);
      setTicked(NONE);
    }
    await read();
  };
  const isKnown = bundles !== null;
  // Once it is known what is chosen, it has the focus, unless somebody was quicker.
  useLayoutEffect(() => {
    if (!isKnown || document.activeElement?.closest(".bundle-dialog")) return;
    document.querySelector<HTMLElement>(".bundle-dialog input[type=radio]:checked")?.focus();
  }, [isKnown]);
  return (
    <div className="dialog-form bundle-dialog">
      <p>{t("bundle.text")}</p>
      {wanted !== "part" && (
        <ChangedStories
          ticked={ticked}
          setTicked={(now) => {
            again();
            setTicked(now);
          }}
        />
      )}
      <Radio.Group
        label={t("bundle.holds")}
        value={wanted}
        onChange={(value) => {
          again();
          setKind(KINDS.find((one) => one === value) ?? null);
        }}
      >
        <Radio mt={6} value="whole" label={t("bundle.whole")} disabled={isWorking} />
        <Radio
          mt={8}
          value="delta"
          label={t("bundle.since")}
          description={base ? undefined : t("bundle.noBase")}
          disabled={!base || isWorking}
        />
        <Radio
          mt={8}
          value="part"
          label={t("bundle.part")}
          description={wanted === "part" ? t("bundle.chosen.hint") : undefined}
          disabled={isWorking}
        />
      </Radio.Group>
      {wanted === "part" && <ChosenStories choice={choice} isFixed={isWorking} changed={again} />}
      {wanted === "delta" && base && (
        <Select
          label={t("bundle.base")}
          description={t("bundle.baseHint")}
          data={bases.map((one) => ({ value: one.id, label: baseWords(one) }))}
          value={base.id}
          allowDeselect={false}
          disabled={isWorking}
          onChange={(value) => {
            again();
            setChosen(value);
          }}
        />
      )}
      <FolderChoice purpose="bundle" />
      {!answer && !isWorking && (wanted !== "part" || request) && <Plan plan={plan} whole={() => setKind("whole")} />}
      <PublishProgress call="bundle.make" />
      {answer && <Made answer={answer} />}
      <div className="dialog-buttons">
        <Button
          variant={answer ? "default" : "filled"}
          loading={isWorking}
          disabled={!request || isUnknownBase(plan) || isNothing(plan)}
          onClick={() => void make()}
        >
          {t("bundle.make")}
        </Button>
      </div>
      {problem && <p className="publish-amiss">{errorWords(problem)}</p>}
      {bundles && <MadeBundles bundles={bundles} changed={() => void read()} />}
    </div>
  );
}
