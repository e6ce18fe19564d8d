/** What couldn't be kept of what came in: told by kind, and shown with its words. */
import { modals } from "@mantine/modals";
import { useTranslation } from "react-i18next";
import { countLeftOut, type LeftKind, type LeftOut, type LeftPiece } from "../../shared/html/left-out.ts";
import { i18n } from "../locale/index.ts";
import { tellOffer } from "./tell.tsx";

/** Nobody wrote a style or a script to be read. */
const isReadable = ({ kind }: { readonly kind: LeftKind }): boolean => kind !== "code";
/** What no screen showed is shown with the rest, but isn't worth a word by itself. */
const isSeen = ({ kind }: { readonly kind: LeftKind }): boolean => kind !== "hidden";

const kindWords = ({ kind, count }: Pick<LeftOut, "kind" | "count">): string =>
  i18n.t(`leftOut.kinds.${kind}`, { count });

/** "2 pictures, 1 equation". */
export const leftOutWords = (pieces: readonly LeftPiece[]): string =>
  countLeftOut(pieces.filter(isReadable)).map(kindWords).join(", ");

interface Shown {
  /** What kind of thing it is, where that is known. */
  readonly name?: string;
  readonly text: string;
}

interface Shown {
  /** What kind of thing it is, where that is known. */
  readonly name?: string;
  readonly text: string;
}

/** The things themselves, in the order in which they stood. */
export function LeftOutList({ things }: { readonly things: readonly Shown[] }) {
  const { t } = useTranslation();
  return (
    <ol className="left-out-list" aria-label={t("leftOut.title")}>
      {things.map(({ name, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <li key={index}>
          {name && <span className="soft">{name}</span>}{" "}
          <span>{text.replace(/\s+/g, " ").trim() || t("leftOut.wordless")}</span>
        </li>
      ))}
    </ol>
  );
}

const showLeftOut = (pieces: readonly LeftPiece[]): unknown =>
  modals.open({
    title: i18n.t("leftOut.title"),
    size: "lg",
    children: (
      <div className="dialog-form">
        <p>{leftOutWords(pieces)}</p>
        <LeftOutList things={pieces.map(({ kind, text }) => ({ name: i18n.t(`leftOut.name.${kind}`), text }))} />
      </div>
    ),
    closeButtonProps: { "aria-label": i18n.t("app.close") },
  });

/** Says what was left out of something that came in, if anything was, and shows it to whoever asks. */
export function tellLeftOut(pieces: readonly LeftPiece[]): void {
  const shown = pieces.filter(isReadable);
  if (!shown.some(isSeen)) return;
  const hint = shown.some(({ kind }) => kind === "picture") ? ` ${i18n.t("leftOut.pictureHint")}` : "";
  tellOffer({
    id: "left-out",
    message: `${i18n.t("leftOut.told", { what: leftOutWords(shown) })}${hint}`,
    button: i18n.t("leftOut.show"),
    run: () => void showLeftOut(shown),
    autoClose: 12_000,
  });
}
