import { ActionIcon } from "@mantine/core";
import { IconArrowMerge, IconLink, IconUnlink } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Family } from "../../../shared/blocks/block-kind.ts";
import type { PairBlock } from "../../../shared/pairing/block.ts";
import { familyOf } from "../../../shared/pairing/kinds.ts";
import { type Bead, isCertain } from "../../../shared/pairing/pair-paragraphs.ts";
import { assetUrl } from "../paste/asset-url.ts";
import type { Chosen, Correction } from "./corrections.ts";
import type { Proposal } from "./proposal.ts";

function Picture({ asset }: { readonly asset: string }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let shown = true;
    void assetUrl(asset).then((found) => {
      if (shown) setUrl(found);
    });
    return () => {
      shown = false;
    };
  }, [asset]);
  return url ? <img src={url} alt="" /> : null;
}

/** What stands for a block that has no words. */
const INSTEAD = {
  text: "pairing.empty",
  heading: "pairing.empty",
  list: "pairing.empty",
  quote: "pairing.empty",
  figure: "pairing.image",
  table: "pairing.empty",
  divider: "pairing.divider",
} as const satisfies Readonly<Record<Family, string>>;

function BlockText({ block }: { readonly block: PairBlock }) {
  const { t } = useTranslation();
  return (
    <>
      {block.asset !== null && <Picture asset={block.asset} />}
      {block.text === "" ? (
        <span className="pair-empty">{t(INSTEAD[familyOf(block.kind)])}</span>
      ) : (
        <span>{block.text}</span>
      )}
    </>
  );
}

interface LineProps {
  readonly bead: Bead;
  readonly number: number;
  readonly last: boolean;
  readonly blocks: Proposal["blocks"];
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
  readonly correct: (correction: Correction, on: Chosen) => void;
}

/** One bead: the Lao blocks, how they are linked, the English blocks. */
export function PairLine({ bead, number, last, blocks, chosen, choose, correct }: LineProps) {
  const { t } = useTranslation();
  const linked = bead.lo.length > 0 && bead.en.length > 0;
  const unsure = !isCertain(bead);
  const holdsChosen = bead[chosen.side].includes(chosen.id);
  const what = [t(linked ? "pairing.linked" : "pairing.alone"), ...(unsure ? [t("pairing.unsure")] : [])].join(", ");
  const anyBlock: Chosen = bead.lo[0] ? { side: "lo", id: bead.lo[0] } : { side: "en", id: bead.en[0] ?? "" };
  const column = (side: Lang) => (
    <div className={`pair-side body-${side}`} lang={side}>
      {bead[side].map((id) => {
        const block = blocks[side].get(id);
        const isChosen = chosen.side === side && chosen.id === id;
        return block ? (
          <button
            key={id}
            type="button"
            className="pair-block"
            data-kind={block.kind}
            data-block={`${side}.${id}`}
            aria-current={isChosen}
            data-autofocus={isChosen || undefined}
            tabIndex={isChosen ? 0 : -1}
            onClick={() => choose({ side, id })}
            onFocus={() => choose({ side, id })}
          >
            <BlockText block={block} />
          </button>
        ) : null;
      })}
      {bead[side].length === 0 && <span className="pair-none">{t("pairing.none")}</span>}
    </div>
  );
  return (
    <li
      className="pair-line"
      data-linked={linked}
      data-unsure={unsure}
      data-chosen={holdsChosen}
      aria-label={t("pairing.line", { number, what })}
    >
      {column(LANGS[0])}
      <div className="pair-mark">
        {linked ? (
          <ActionIcon
            className="pair-line-tool"
            tabIndex={-1}
            size="sm"
            aria-label={`${t("pairing.unlink")}: ${number}`}
            title={t("pairing.unlink")}
            onClick={() => correct("unlink", anyBlock)}
          >
            <IconUnlink size={14} stroke={1.8} />
          </ActionIcon>
        ) : (
          <span />
        )}
        <span className="pair-sign" title={what}>
          {linked ? <IconLink size={15} stroke={1.8} aria-hidden /> : <IconUnlink size={15} stroke={1.8} aria-hidden />}
        </span>
        {!last && (
          <ActionIcon
            className="pair-line-tool"
            tabIndex={-1}
            size="sm"
            aria-label={`${t("pairing.join")}: ${number}`}
            title={t("pairing.join")}
            onClick={() => correct("join", anyBlock)}
          >
            <IconArrowMerge size={14} stroke={1.8} style={{ rotate: "180deg" }} />
          </ActionIcon>
        )}
        {unsure && <span className="pair-unsure">{t("pairing.unsure")}</span>}
      </div>
      {column(LANGS[1])}
    </li>
  );
}
