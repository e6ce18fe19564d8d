import { IconEye } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { instantNow, shortMoment } from "../../../shared/text/dates.ts";
import { hostState, settingsState } from "../desk-state.ts";
import { useStore } from "../store.ts";
import { type Reader, useReaders } from "./elsewhere.ts";
import "./readers.css";

/** Names that are said; the rest are counted. */
const SAID = 2;

function useNames(readers: readonly Reader[]): { readonly names: string; readonly about: string } {
  const { t } = useTranslation();
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  const said = readers.slice(0, SAID).map(({ name }) => name);
  const more = readers.length - said.length;
  const about = readers.map(({ name, desks, heard }) =>
    t("presence.about", {
      name: desks.length === 0 ? name : `${name} (${desks.join(", ")})`,
      when: shortMoment(heard, timeZone, language, instantNow()),
    }),
  );
  return { names: [...said, ...(more > 0 ? [`+${more}`] : [])].join(", "), about: about.join("\n") };
}

/** On a card: who has the story open at another desk. */
export function Readers({ story }: { readonly story: string }) {
  const { t } = useTranslation();
  const readers = useReaders(story);
  const { names, about } = useNames(readers);
  if (readers.length === 0) return null;
  return (
    <span className="readers" title={about}>
      <IconEye size={13} stroke={1.8} aria-hidden />
      <span>{names}</span>
      <span className="visually-hidden">{t("presence.haveIt", { count: readers.length })}</span>
    </span>
  );
}

/** At the head of the open story: the same in a sentence, which is said as somebody comes. */
export function ReadersHere({ story }: { readonly story: string }) {
  const { t } = useTranslation();
  const readers = useReaders(story);
  const { names, about } = useNames(readers);
  return (
    <span className="readers" role="status" title={about || undefined} data-readers={readers.length}>
      {readers.length > 0 && (
        <>
          <IconEye size={15} stroke={1.8} aria-hidden />
          <span>{t("presence.open", { names, count: readers.length })}</span>
        </>
      )}
    </span>
  );
}
