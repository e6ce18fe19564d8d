import { Button, CloseButton, SegmentedControl, Select } from "@mantine/core";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGS } from "../../../shared/article/stages.ts";
import { focusText } from "../../base/focus/return-focus.ts";
import { usePeople } from "../../base/people.ts";
import { useStore } from "../../base/store.ts";
import { openStoryById } from "../../editor/door.ts";
import { errorWords } from "../../locale/index.ts";
import { BoardCard } from "./board-card.tsx";
import { type BoardActions, boardQuery, type Card, type Column, showBoard, useBoard } from "./board-state.ts";
import { giveTo, isBoardStage, moveToStage, stageBeside } from "./move-card.ts";

/** Cards of a column at first, and with each wish for more; so many at most, beyond which the list finds. */
const STEP = 25;
const MOST = 500;

/** In the choice of whose work it is: what nobody was given, whose key no person has. */
const NOBODY = "--";

/** Where an arrow leads from a card; null where it leads nowhere. */
function neighbour(columns: readonly Column[], key: string, arrow: string): Card | null {
  const at = columns.findIndex(({ cards }) => cards.some((card) => card.key === key));
  const cards = columns[at]?.cards ?? [];
  const place = cards.findIndex((card) => card.key === key);
  if (arrow === "ArrowDown") return cards[place + 1] ?? null;
  if (arrow === "ArrowUp") return cards[place - 1] ?? null;
  if (arrow === "Home") return cards[0] ?? null;
  if (arrow === "End") return cards.at(-1) ?? null;
  const aside = arrow === "ArrowRight" ? columns.slice(at + 1) : columns.slice(0, at).reverse();
  const next = aside.find((column) => column.cards.length > 0)?.cards;
  return next?.[Math.min(place, next.length - 1)] ?? null;
}
const ARROWS = ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"];

function BoardHead() {
  const { t } = useTranslation();
  const query = useStore(boardQuery);
  const { lines } = usePeople();
  return (
    <header className="board-bar">
      <h2>{t("board.title")}</h2>
      <SegmentedControl
        size="xs"
        aria-label={t("board.arrange")}
        value={query.by}
        onChange={(by) => boardQuery.set({ ...query, by: by === "person" ? "person" : "stage" })}
        data={(["stage", "person"] as const).map((by) => ({ value: by, label: t(`board.by.${by}`) }))}
      />
      <SegmentedControl
        size="xs"
        aria-label={t("board.langs")}
        value={query.lang ?? "both"}
        onChange={(value) => {
          const { lang: _, ...rest } = query;
          const lang = LANGS.find((one) => one === value);
          boardQuery.set({ ...rest, ...(lang && { lang }) });
        }}
        data={[
          { value: "both", label: t("board.both") },
          ...LANGS.map((lang) => ({ value: lang, label: t(`lang.${lang}`) })),
        ]}
      />
      <Select
        aria-label={t("board.whose")}
        placeholder={t("board.anyone")}
        clearable
        clearButtonProps={{ "aria-label": t("board.anyone") }}
        searchable
        selectFirstOptionOnChange
        nothingFoundMessage={t("assign.noSuch")}
        value={query.person === "" ? NOBODY : (query.person ?? null)}
        data={[...lines(query.person || null), { value: NOBODY, label: t("assign.nobody") }]}
        onChange={(value) => {
          const { person: _, ...rest } = query;
          boardQuery.set({ ...rest, ...(value !== null && { person: value === NOBODY ? "" : value }) });
        }}
      />
      <span className="spring" />
      {query.by === "stage" && <p className="board-hint">{t("board.hint")}</p>}
      <CloseButton aria-label={t("board.close")} title={t("board.close")} onClick={leaveBoard} />
    </header>
  );
}

/** Back to the story, or to the list where none is open. */
function leaveBoard(): void {
  showBoard(false);
  requestAnimationFrame(() => {
    focusText();
    if (document.activeElement === document.body) document.querySelector<HTMLElement>(".stories")?.focus();
  });
}

/** What is being worked on, language by language: in columns of stages, or of people. */
export function Board(actions: BoardActions) {
  const { t } = useTranslation();
  const query = useStore(boardQuery);
  const [more, setMore] = useState<Readonly<Record<string, number>>>({});
  const { columns, error } = useBoard({ ...query, limit: STEP, more });
  const { me, nameOf } = usePeople();
  const [marked, setMarked] = useState("");
  const [menuOf, setMenuOf] = useState<string | null>(null);
  const [dragged, setDragged] = useState<Card | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const board = useRef<HTMLElement>(null);
  /** The keys are among the cards: a card that goes elsewhere takes them along. */
  const hasKeys = useRef(true);
  const cards = columns?.flatMap((column) => column.cards) ?? [];
  const now = cards.some(({ key }) => key === marked) ? marked : (cards[0]?.key ?? "");
  const focusCard = (key: string) =>
    board.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(key)}"]`)?.focus();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the cards were read anew
  useLayoutEffect(() => {
    if (columns === null || !hasKeys.current || menuOf !== null) return;
    const active = document.activeElement;
    if (active === document.body || active === null || !active.isConnected) {
      if (now === "") board.current?.focus();
      else focusCard(now);
    }
  }, [columns]);
  useLayoutEffect(() => board.current?.focus(), []);
  const open = async (card: Card) => {
    await openStoryById(card.story.id);
    showBoard(false);
  };
  const move = (card: Card, to: string) => {
    if (query.by === "person") giveTo(card, to, nameOf(to));
    else if (isBoardStage(to)) moveToStage(card, to, actions.onPublish);
  };
  const columnOf = (key: string) => columns?.find((column) => column.cards.some((card) => card.key === key));
  const onKeyDown = (event: KeyboardEvent) => {
    const isCard = event.target instanceof HTMLElement && event.target.closest(".board-card") !== null;
    if (event.key === "Escape" && !event.defaultPrevented && menuOf === null) leaveBoard();
    else if (event.target === board.current && ARROWS.includes(event.key)) focusCard(now);
    else if (!isCard || event.altKey || event.ctrlKey || event.metaKey) return;
    else if (event.key === "ContextMenu" || (event.shiftKey && event.key === "F10")) {
      // An open menu closes at a key beside it, and would at this one.
      event.stopPropagation();
      setMenuOf(now);
    } else if (event.shiftKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      const card = cards.find(({ key }) => key === now);
      const from = columnOf(now);
      const to = from && query.by === "stage" ? stageBeside(from.name, event.key === "ArrowLeft" ? -1 : 1) : null;
      if (card && to) move(card, to);
    } else if (ARROWS.includes(event.key) && !event.shiftKey) {
      const next = neighbour(columns ?? [], now, event.key);
      if (next) focusCard(next.key);
    } else return;
    event.preventDefault();
  };
  const nameOfColumn = (name: string): string => {
    if (query.by === "stage") return isBoardStage(name) ? t(`stage.${name}`) : name;
    if (name === "") return t("assign.nobody");
    return name === me?.key ? t("assign.me", { name: nameOf(name) }) : nameOf(name);
  };
  const isEmpty = columns?.every(({ total }) => total === 0) ?? false;
  const isNarrowed = query.lang !== undefined || query.person !== undefined;
  return (
    <main ref={board} className="board" aria-label={t("board.title")} tabIndex={-1} onKeyDown={onKeyDown}>
      <BoardHead />
      {error && <p className="board-told">{t("board.failed", { reason: errorWords(error) })}</p>}
      {!error && columns === null && <p className="board-told">{t("app.loading")}</p>}
      {isEmpty && (
        <div className="board-told calm">
          <h3>{t(isNarrowed ? "library.nothingFound" : "board.empty")}</h3>
          <p>{t(isNarrowed ? "board.narrowed" : "board.emptyHint")}</p>
        </div>
      )}
      {columns && !isEmpty && (
        // biome-ignore lint/a11y/noStaticElementInteractions: it only notes whether the keys are among the cards
        <div
          className="board-columns"
          onFocus={() => {
            hasKeys.current = true;
          }}
          onBlur={(event) => {
            if (event.relatedTarget !== null) hasKeys.current = false;
          }}
        >
          {columns.map(({ name, total, cards: some }) => (
            <section
              key={name}
              className="board-column"
              aria-label={t("board.column", { name: nameOfColumn(name), count: total })}
              data-column={name}
              data-over={over === name || undefined}
              onDragOver={(event) => {
                if (!dragged || columnOf(dragged.key)?.name === name) return;
                event.preventDefault();
                event.dataTransfer.dropEffect = "move";
                setOver(name);
              }}
              onDragLeave={(event) => {
                if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
                  setOver(null);
              }}
              onDrop={(event) => {
                event.preventDefault();
                setOver(null);
                if (dragged) move(dragged, name);
                setDragged(null);
              }}
            >
              <h3>
                {nameOfColumn(name)} <span className="count">{total}</span>
              </h3>
              <ul>
                {some.map((card) => (
                  <BoardCard
                    key={card.key}
                    {...actions}
                    card={card}
                    by={query.by}
                    isMarked={card.key === now}
                    isMenuOpen={menuOf === card.key}
                    onMark={() => setMarked(card.key)}
                    onOpen={() => void open(card)}
                    onMenu={(isOpen) => {
                      setMenuOf(isOpen ? card.key : null);
                      if (!isOpen) focusCard(card.key);
                    }}
                    onDrag={(isDragged) => setDragged(isDragged ? card : null)}
                  />
                ))}
              </ul>
              {some.length < Math.min(total, MOST) && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => setMore({ ...more, [name]: Math.min(some.length + STEP, MOST) })}
                >
                  {t("board.more", { count: Math.min(STEP, total - some.length) })}
                </Button>
              )}
              {some.length >= MOST && total > MOST && (
                <p className="soft">{t("board.rest", { count: total - MOST })}</p>
              )}
            </section>
          ))}
        </div>
      )}
    </main>
  );
}
