import { Button } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PublishPlan } from "../../shared/contract.ts";
import { instantNow, shortMoment } from "../../shared/text/dates.ts";
import { hostState, settingsState } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { errorWords } from "../locale/index.ts";
import type { SitePlan } from "./site-plan.ts";

const KINDS = ["new", "changed", "moved", "removed"] as const;
type Kind = (typeof KINDS)[number];
/** Addresses of a kind that are listed; the rest is counted. */
const LISTED = 200;

function Addresses({ kind, plan }: { readonly kind: Kind; readonly plan: PublishPlan }) {
  const { t } = useTranslation();
  const titleId = useId();
  const all: readonly { id: string; lang: "lo" | "en"; address: string; from?: string }[] = plan[kind];
  if (all.length === 0) return null;
  return (
    <section aria-labelledby={titleId} data-kind={kind}>
      <h4 id={titleId}>{t(`publish.plan.${kind}`, { count: all.length })}</h4>
      <ul className="plain">
        {all.slice(0, LISTED).map(({ id, lang, address, from }) => (
          <li key={`${id} ${lang}`}>
            {from !== undefined && <s>{from}</s>} {address}
          </li>
        ))}
        {all.length > LISTED && <li className="soft">{t("publish.plan.more", { count: all.length - LISTED })}</li>}
      </ul>
    </section>
  );
}

/** Desks published at once: whose folder goes to the web server must have what all of them put out. */
function Apart({ made }: { readonly made: NonNullable<PublishPlan["apart"]> }) {
  const { t } = useTranslation();
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  const who = made.map(({ at, by, here }) => {
    const name = here ? t("publish.plan.here") : (by ?? t("publish.plan.elsewhere"));
    return `${name}, ${shortMoment(at, timeZone, language, instantNow())}`;
  });
  return (
    <p role="note" className="publish-amiss">
      {t("publish.plan.apart", { who: who.join(" · ") })}
    </p>
  );
}

/** What the site will get, counted; the addresses where somebody asks for them. */
export function PlanSummary({ plan: { told, isNow } }: { readonly plan: SitePlan }) {
  const { t } = useTranslation();
  const titleId = useId();
  const [isOpen, setOpen] = useState(false);
  const plan = told?.ok ? told.value : null;
  const changes = plan ? KINDS.reduce((sum, kind) => sum + plan[kind].length, 0) : 0;
  return (
    <section className="site-plan" aria-labelledby={titleId} aria-busy={!isNow}>
      <div className="site-plan-head">
        <h3 id={titleId}>{t("publish.plan.title")}</h3>
        {changes > 0 && (
          <Button size="compact-xs" variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? "publish.plan.hide" : "publish.plan.show")}
          </Button>
        )}
      </div>
      {told === null && <p className="soft">{t("publish.plan.looking")}</p>}
      {told && !told.ok && <p className="publish-amiss">{errorWords(told.error)}</p>}
      {plan && changes === 0 && <p>{t("publish.plan.nothing")}</p>}
      {plan && changes > 0 && (
        <ul className="site-plan-counts">
          {KINDS.filter((kind) => plan[kind].length > 0).map((kind) => (
            <li key={kind} data-kind={kind}>
              {t(`publish.plan.${kind}`, { count: plan[kind].length })}
            </li>
          ))}
        </ul>
      )}
      {plan && plan.unchanged + plan.stays.length > 0 && (
        <p className="soft">
          {[
            plan.unchanged > 0 && t("publish.plan.unchanged", { count: plan.unchanged }),
            plan.stays.length > 0 && t("publish.plan.stays", { count: plan.stays.length }),
          ]
            .filter(Boolean)
            .join(" ")}
        </p>
      )}
      {plan?.apart && <Apart made={plan.apart} />}
      {plan && isOpen && changes > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within the keyboard's reach
        <section className="site-plan-addresses" aria-label={t("publish.plan.addresses")} tabIndex={0}>
          {KINDS.map((kind) => (
            <Addresses key={kind} kind={kind} plan={plan} />
          ))}
        </section>
      )}
    </section>
  );
}
