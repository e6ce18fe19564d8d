import { ActionIcon, Checkbox } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Term } from "../../shared/settings.ts";

interface Props {
  readonly categories: readonly Term[];
  /** Keys of those that the site names, in order. */
  readonly chosen: readonly string[];
  readonly change: (chosen: string[]) => void;
}

/** Which sections the site names, and in which order: the chosen first, then the others as the library has them. */
export function SectionOrder({ categories, chosen, change }: Props) {
  const { t, i18n } = useTranslation();
  const place = useRef<HTMLFieldSetElement>(null);
  const moved = useRef<{ readonly key: string; readonly step: -1 | 1 } | null>(null);
  // The focus goes along with what was moved, so that the same key moves it on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the list is in its new order
  useLayoutEffect(() => {
    const { key, step } = moved.current ?? {};
    const row = [...(place.current?.querySelectorAll<HTMLElement>("[data-key]") ?? [])].find(
      (one) => one.dataset.key === key,
    );
    const [up, down] = row?.querySelectorAll("button") ?? [];
    const same = step === -1 ? up : down;
    (same?.disabled ? (same === up ? down : up) : same)?.focus();
    moved.current = null;
  }, [chosen]);
  const nameOf = ({ key, lo, en }: Term) => (i18n.language === "lo" ? lo || en : en || lo) || key;
  const byKey = new Map(categories.map((term) => [term.key, term]));
  const rows = [
    ...chosen.flatMap((key) => byKey.get(key) ?? []),
    ...categories.filter(({ key }) => !chosen.includes(key)),
  ];
  const move = (key: string, step: -1 | 1) => {
    moved.current = { key, step };
    const next = chosen.filter((one) => one !== key);
    next.splice(chosen.indexOf(key) + step, 0, key);
    change(next);
  };
  return (
    <fieldset ref={place} className="terms">
      <legend>{t("settings.site.sections")}</legend>
      <p className="soft">{t("settings.site.sectionsHint")}</p>
      {rows.map((term) => {
        const at = chosen.indexOf(term.key);
        const name = nameOf(term);
        return (
          <div key={term.key} data-key={term.key} className="site-section">
            <Checkbox
              size="sm"
              label={name}
              checked={at >= 0}
              onChange={(event) =>
                change(event.currentTarget.checked ? [...chosen, term.key] : chosen.filter((one) => one !== term.key))
              }
            />
            {at >= 0 && (
              <>
                <ActionIcon
                  size="sm"
                  disabled={at === 0}
                  aria-label={`${t("details.moveUp")}: ${name}`}
                  onClick={() => move(term.key, -1)}
                >
                  <IconArrowUp size={14} />
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  disabled={at === chosen.length - 1}
                  aria-label={`${t("details.moveDown")}: ${name}`}
                  onClick={() => move(term.key, 1)}
                >
                  <IconArrowDown size={14} />
                </ActionIcon>
              </>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
