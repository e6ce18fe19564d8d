import { Button, Modal, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Cut, inShape, WHOLE } from "../../../shared/article/pictures/picture-cut.ts";
import { useCloseOnTop } from "../../base/focus/on-top.ts";
import { cutStyle } from "../../base/look/cut-style.ts";
import { CutStage } from "./cut-stage.tsx";

/** Shapes that pictures of news have, as widths by heights. */
const SHAPES: Readonly<Record<string, number>> = { "16:9": 16 / 9, "3:2": 3 / 2, "4:3": 4 / 3, "1:1": 1 };
const FREE = "free";
/** A list's picture, and a square one. */
const PREVIEWS = ["3 / 2", "1 / 1"];

interface Props {
  readonly url: string;
  readonly cut: Cut;
  readonly close: () => void;
  readonly apply: (cut: Cut) => void;
}

/** What of a picture is shown, and which point of it wherever there is room for less. Kept as numbers. */
export function CutDialog({ url, cut: before, close, apply }: Props) {
  const { t } = useTranslation();
  const closeOnTop = useCloseOnTop(close);
  const [cut, setCut] = useState(before);
  const [shape, setShape] = useState(FREE);
  const [picture, setPicture] = useState<number | null>(null);
  const byHand = (next: Cut) => {
    // A shape stays one as long as its edges do.
    if (next.w !== cut.w || next.h !== cut.h) setShape(FREE);
    setCut(next);
  };
  const choose = (name: string) => {
    setShape(name);
    const wanted = SHAPES[name];
    if (wanted !== undefined && picture !== null) setCut(inShape(cut, wanted, picture));
  };
  return (
    <Modal
      opened
      onClose={closeOnTop}
      size="xl"
      title={t("details.cut.title")}
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <div className="dialog-form">
        <p>{t("details.cut.hint")}</p>
        <CutStage url={url} cut={cut} change={byHand} measured={setPicture} />
        <div className="cut-below">
          <div className="cut-shapes">
            <span>{t("details.cut.shape")}</span>
            <SegmentedControl
              aria-label={t("details.cut.shape")}
              value={shape}
              data={[{ value: FREE, label: t("details.cut.free") }, ...Object.keys(SHAPES)]}
              onChange={choose}
            />
          </div>
          <div className="cut-previews">
            <span>{t("details.cut.preview")}</span>
            <div>
              {PREVIEWS.map((aspectRatio) => (
                <img key={aspectRatio} src={url} alt="" style={{ aspectRatio, ...cutStyle(cut) }} />
              ))}
            </div>
          </div>
        </div>
        <div className="dialog-buttons stay">
          <Button
            variant="default"
            onClick={() => {
              setShape(FREE);
              setCut(WHOLE);
            }}
          >
            {t("details.cut.whole")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("app.cancel")}
          </Button>
          <Button
            onClick={() => {
              apply(cut);
              close();
            }}
          >
            {t("details.cut.apply")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
