import { type CSSProperties, type PointerEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import {
  type Cut,
  EDGES,
  type Edge,
  edgeOf,
  focusedOn,
  movedTo,
  withEdge,
} from "../../../shared/article/pictures/picture-cut.ts";
import { placeStyle, sizeStyle } from "../../base/look/cut-style.ts";

/** What an arrow moves by, and with Shift, as fractions of the picture. */
const [STEP, STRIDE] = [0.01, 0.05];
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface Handle {
  /** Where it stands now. */
  readonly at: readonly [number, number];
  readonly to: (x: number, y: number) => Cut;
}

function edgeHandle(cut: Cut, edge: Edge): Handle {
  const { x, y, w, h } = cut;
  const at = edgeOf(cut, edge);
  return edge === "left" || edge === "right"
    ? { at: [at, y + h / 2], to: (left) => withEdge(cut, edge, left) }
    : { at: [x + w / 2, at], to: (_left, top) => withEdge(cut, edge, top) };
}

interface GripProps extends Handle {
  readonly className: string;
  readonly edge?: Edge;
  readonly style: CSSProperties;
  readonly name: string;
  /** What it stands at, as a fraction, and in words. */
  readonly now: number;
  readonly words: string;
  readonly change: (cut: Cut) => void;
}

/** A part that is moved by the mouse or by the arrow keys; its parent is the picture. */
function Grip({ at: [x, y], to, className, edge, style, name, now, words, change }: GripProps) {
  const grip = useRef<readonly [number, number]>([0, 0]);
  const pointAt = (event: PointerEvent<HTMLElement>): readonly [number, number] => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    return box ? [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height] : [0, 0];
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className={className}
      data-edge={edge}
      style={style}
      aria-label={name}
      aria-orientation={edge === "top" || edge === "bottom" ? "vertical" : "horizontal"}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(now * 100)}
      aria-valuetext={words}
      onKeyDown={(event) => {
        const arrow = ARROWS[event.key];
        if (!arrow) return;
        event.preventDefault();
        const by = event.shiftKey ? STRIDE : STEP;
        change(to(x + arrow[0] * by, y + arrow[1] * by));
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const [left, top] = pointAt(event);
        grip.current = [left - x, top - y];
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const [left, top] = pointAt(event);
        change(to(left - grip.current[0], top - grip.current[1]));
      }}
    />
  );
}

interface Props {
  readonly url: string;
  readonly cut: Cut;
  readonly change: (cut: Cut) => void;
  /** Told the picture's width by its height, once it is known. */
  readonly measured: (picture: number) => void;
}

/** The whole picture with what is shown of it. */
export function CutStage({ url, cut, change, measured }: Props) {
  const { t } = useTranslation();
  const place = (x: number, y: number) => t("details.cut.place", { x: Math.round(x * 100), y: Math.round(y * 100) });
  const { x, y, w, h, fx, fy } = cut;
  return (
    <div className="cut-stage">
      <img
        src={url}
        alt=""
        draggable={false}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => measured(naturalWidth / naturalHeight)}
      />
      <Grip
        className="cut-area"
        style={{ ...placeStyle(x, y), ...sizeStyle(w, h) }}
        name={t("details.cut.area")}
        at={[x, y]}
        to={(left, top) => movedTo(cut, left, top)}
        now={x}
        words={place(x, y)}
        change={change}
      />
      {EDGES.map((edge) => {
        const handle = edgeHandle(cut, edge);
        return (
          <Grip
            key={edge}
            className="cut-edge"
            edge={edge}
            style={placeStyle(...handle.at)}
            name={t(`details.cut.${edge}`)}
            {...handle}
            now={edgeOf(cut, edge)}
            words={`${Math.round(edgeOf(cut, edge) * 100)} %`}
            change={change}
          />
        );
      })}
      <Grip
        className="cut-focus"
        style={placeStyle(fx, fy)}
        name={t("details.cut.focus")}
        at={[fx, fy]}
        to={(left, top) => focusedOn(cut, left, top)}
        now={fx}
        words={place(fx, fy)}
        change={change}
      />
    </div>
  );
}
