import { ActionIcon, Button, CloseButton, TextInput } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconList } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../shared/article/article.ts";
import { respelt, spellingOf } from "../../shared/text/spelling.ts";
import { settingsState } from "../base/desk-state.ts";
import { GUIDE_PAGES, type GuidePage, guide, guideWords } from "../base/guide-state.ts";
import { hotkeyLabel } from "../base/hotkeys.ts";
import { useStore } from "../base/store.ts";
import { i18n } from "../locale/index.ts";
import { findPages } from "./find-pages.ts";
import "./guide.css";
import { type PageWords, type Piece, paragraphsOf, piecesOf } from "./page-words.ts";
import { GUIDE } from "./pages.ts";
import { pictureOf } from "./pictures.ts";

/** A term as the window says it now; its dots, where it asks for something, go. */
const termOf = (key: string): string => i18n.t(key as "app.done").replace(/\s*…$/, "");

function wordsOf(piece: Piece): string {
  if (piece.kind === "text") return piece.text;
  if (piece.kind === "key") return hotkeyLabel(piece.name);
  return termOf(piece.kind === "command" ? `commands.${piece.name}` : piece.name);
}

const asRead = (paragraph: string): string => piecesOf(paragraph).map(wordsOf).join("");

function Paragraph({ text }: { readonly text: string }): ReactNode {
  return piecesOf(text).map((piece, at) => {
    const words = wordsOf(piece);
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence don't move
    if (piece.kind === "key") return <kbd key={at}>{words}</kbd>;
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence don't move
    return piece.kind === "text" ? words : <b key={at}>{words}</b>;
  });
}

/** A picture, which a click shows as large as it was taken. */
function Picture({ page, lang, words }: { readonly page: GuidePage; readonly lang: Lang; readonly words: string }) {
  const { t } = useTranslation();
  const [isLarge, setIsLarge] = useState(false);
  const url = pictureOf(page, lang);
  if (url === undefined) return null;
  return (
    <button
      type="button"
      className="guide-picture"
      data-large={isLarge}
      aria-expanded={isLarge}
      aria-label={`${words}. ${t(isLarge ? "guide.smaller" : "guide.larger")}`}
      onClick={() => setIsLarge(!isLarge)}
      onBlur={() => setIsLarge(false)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isLarge) return;
        event.stopPropagation();
        setIsLarge(false);
      }}
    >
      <img src={url} alt="" />
    </button>
  );
}

interface PageProps {
  readonly page: GuidePage;
  readonly lang: Lang;
  readonly words: Readonly<Record<GuidePage, PageWords>>;
}

function Page({ page, lang, words }: PageProps) {
  const { title, lead, picture, steps, notes } = words[page];
  return (
    <>
      <h3>{title}</h3>
      <p>
        <Paragraph text={lead} />
      </p>
      <Picture key={page} page={page} lang={lang} words={picture} />
      <ol>
        {steps.map((step) => (
          <li key={step}>
            <Paragraph text={step} />
          </li>
        ))}
      </ol>
      <ul>
        {notes.map((note) => (
          <li key={note}>
            <Paragraph text={note} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** F1: ten short pages beside the work, which goes on. */
export function GuidePanel() {
  const { i18n: spoken, t } = useTranslation();
  const shown = useStore(guide);
  const { settings } = useStore(settingsState);
  const typed = useStore(guideWords);
  const page = useRef<HTMLElement>(null);
  const lang: Lang = spoken.language === "lo" ? "lo" : "en";
  const words = lang === "lo" ? respelt(GUIDE.lo, spellingOf(settings)) : GUIDE.en;
  const isFinding = typed.trim() !== "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top, and is what one reads then
  useLayoutEffect(() => {
    page.current?.scrollTo({ top: 0 });
    page.current?.focus({ preventScroll: true });
  }, [shown]);
  // Opened again, it begins at a page.
  useEffect(() => () => guideWords.set(""), []);
  if (shown === null) return null;

  const open = (to: GuidePage | "contents") => {
    guideWords.set("");
    guide.set(to);
  };
  const at = shown === "contents" ? -1 : GUIDE_PAGES.indexOf(shown);
  const [before, after] = [GUIDE_PAGES[at - 1], GUIDE_PAGES[at + 1]];
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      // What the guide stands beside hears nothing of it.
      event.stopPropagation();
      event.nativeEvent.stopImmediatePropagation();
      guide.set(null);
      return;
    }
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    if (!isPlain || isFinding || event.target instanceof HTMLInputElement) return;
    const to = event.key === "ArrowRight" ? after : event.key === "ArrowLeft" ? (before ?? "contents") : undefined;
    if (to) open(to);
  };
  const link = (id: GuidePage, paragraph?: string) => (
    <li key={id}>
      <button type="button" className="guide-link" onClick={() => open(id)}>
        <b>{words[id].title}</b>
        {paragraph !== undefined && paragraph !== words[id].title && <span>{paragraph}</span>}
      </button>
    </li>
  );
  const pages = GUIDE_PAGES.map((id) => ({ id, paragraphs: paragraphsOf(words[id]).map(asRead) }));
  const found = isFinding ? findPages(pages, typed) : [];
  return (
    <aside className="guide" aria-label={t("guide.title")} lang={lang} onKeyDown={onKey}>
      <div className="guide-head">
        <h2>{t("guide.title")}</h2>
        <ActionIcon
          aria-label={t("guide.contents")}
          title={t("guide.contents")}
          disabled={shown === "contents" && !isFinding}
          onClick={() => open("contents")}
        >
          <IconList size={18} stroke={1.6} />
        </ActionIcon>
        <CloseButton aria-label={t("guide.close")} onClick={() => guide.set(null)} />
        <TextInput
          type="search"
          aria-label={t("guide.find")}
          placeholder={t("guide.find")}
          value={typed}
          onChange={(event) => guideWords.set(event.currentTarget.value)}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key === "Enter" && first && !event.nativeEvent.isComposing) open(first.id);
          }}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by the keys */}
      <section ref={page} className="guide-page" tabIndex={0} aria-label={t("guide.page")}>
        {isFinding ? (
          <>
            <p role="status">{t("guide.found", { count: found.length })}</p>
            <ul className="guide-contents">{found.map(({ id, paragraph }) => link(id, paragraph))}</ul>
          </>
        ) : shown === "contents" ? (
          <ol className="guide-contents">{GUIDE_PAGES.map((id) => link(id))}</ol>
        ) : (
          <Page page={shown} lang={lang} words={words} />
        )}
      </section>
      {!isFinding && shown !== "contents" && (
        <nav className="guide-foot" aria-label={t("guide.pages")}>
          {before && (
            <Button variant="default" leftSection={<IconArrowLeft size={14} />} onClick={() => open(before)}>
              {t("guide.previous")}
            </Button>
          )}
          <span>
            {at + 1} / {GUIDE_PAGES.length}
          </span>
          {after && (
            <Button variant="default" rightSection={<IconArrowRight size={14} />} onClick={() => open(after)}>
              {t("guide.next")}
            </Button>
          )}
        </nav>
      )}
    </aside>
  );
}
