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
  countLeftOut(pieces.filter(isReadable)).map(kindWords).join(i18n.t("leftOut.and"));

interface Shown {
  /** What kind of thing it is, where that is known. */
  readonly name?: string;
  readonly text: string;
}

/** The things themselves, in the order in which they stood, under a sentence that counts them. */
function LeftOutList({ said, things }: { readonly said: string; readonly things: readonly Shown[] }) {
  const { t } = useTranslation();
  return (
    <div className="dialog-form left-out">
      <p>{said}</p>
      <ol className="left-out-list" aria-label={t("leftOut.title")}>
        {things.map(({ name, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <li key={index}>
            {name && <span className="soft">{name}</span>}{" "}
            <span>{text.replace(/\s+/g, " ").trim() || t("leftOut.wordless")}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

const show = (said: string, things: readonly Shown[]): unknown =>
  modals.open({
    title: i18n.t("leftOut.title"),
    size: "lg",
    children: <LeftOutList said={said} things={things} />,
    closeButtonProps: { "aria-label": i18n.t("app.close") },
  });

/** Lines that belonged to a page and not to its story. */
export const showLeftOutLines = (said: string, lines: readonly string[]): unknown =>
  show(
    said,
    lines.map((text) => ({ text })),
  );

const showLeftOut = (pieces: readonly LeftPiece[]): unknown =>
  show(
    leftOutWords(pieces),
    pieces.filter(isReadable).map(({ kind, text }) => ({ name: i18n.t(`leftOut.name.${kind}`), text })),
  );

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
