import { Button, Checkbox, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ulid } from "ulid";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import { type Framed, frameOf, TEMPLATE_FORMAT, type Template } from "../../../shared/article/template.ts";
import { termIn } from "../../../shared/settings.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { canonicalText } from "../../../shared/text/lao.ts";
import { oneLine } from "../../../shared/text/one-line.ts";
import { desk } from "../../base/desk-client.ts";
import { hostState, settingsState } from "../../base/desk-state.ts";
import { useStore } from "../../base/store.ts";
import { tell, tellError } from "../../base/tell.tsx";
import { saveIfOpen } from "../../editor/door.ts";
import { type FrameRow, frameRows } from "./frame-rows.ts";
import { type Framing, framing, type HeldTemplate } from "./framing.ts";

/** What the dialog works on: the story as it stands, with what this window had unsaved of it, or a template. */
async function readFramed(from: Framing): Promise<Framed | null> {
  if (from.kind === "template") return from.held.template;
  const unsaved = await saveIfOpen(from.id);
  const opened = unsaved ? { ok: false as const, error: unsaved } : await desk.call("articles.open", { id: from.id });
  if (opened.ok) return opened.value.article;
  tellError(opened.error);
  return null;
}

/** Loads what it works on; nothing is shown for the moment that this takes. */
export function TemplateForm({ close }: { readonly close: () => void }) {
  const from = useStore(framing);
  const [framed, setFramed] = useState<Framed | null>(null);
  useEffect(() => {
    let latest = true;
    if (from)
      void readFramed(from).then((read) => {
        if (latest && read) setFramed(read);
        else if (latest) close();
      });
    return () => {
      latest = false;
    };
  }, [from, close]);
  return from && framed ? (
    <FrameForm framed={framed} changed={from.kind === "template" ? from.held : null} close={close} />
  ) : null;
}

const DETAILS = ["category", "tags", "place", "bylines"] as const;
type Detail = (typeof DETAILS)[number];

/** The details that there are, in the window's language. */
function useDetailWords({ details }: Framed): readonly (readonly [Detail, string])[] {
  const language = useStore(hostState)?.language ?? "en";
  const { settings } = useStore(settingsState);
  const inWords = (words: { readonly lo: string; readonly en: string }) =>
    words[language] || words[otherLang(language)];
  const said: Record<Detail, string> = {
    category: details.category === null ? "" : termIn(settings.categories, details.category, language),
    tags: details.tags.map((tag) => termIn(settings.tags, tag, language)).join(", "),
    place: inWords(details.place),
    bylines: details.bylines.map(inWords).join(", "),
  };
  return DETAILS.flatMap((detail) => (said[detail] === "" ? [] : [[detail, said[detail]] as const]));
}

interface FrameFormProps {
  readonly framed: Framed;
  /** The template that is changed; null where a story becomes one. */
  readonly changed: HeldTemplate | null;
  close(): void;
}

function FrameForm({ framed, changed, close }: FrameFormProps) {
  const { t } = useTranslation();
  const { versions } = framed;
  const details = useDetailWords(framed);
  const rows = frameRows(framed);
  const [typed, setTyped] = useState(changed?.template.name ?? "");
  const [headline, setHeadline] = useState({ lo: versions.lo?.headline ?? "", en: versions.en?.headline ?? "" });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  /** The one of that name, which a person was asked about. */
  const [asked, setAsked] = useState<HeldTemplate | null>(null);
  const name = canonicalText(typed).trim();
  const isAsked = asked !== null && asked.template.name === name;
  const isKept = (key: string) => !left.has(key);
  const tick = (key: string, label: ReactNode) => (
    <Checkbox
      key={key}
      size="xs"
      checked={isKept(key)}
      label={label}
      onChange={({ currentTarget: { checked } }) => {
        const next = new Set(left);
        if (checked) next.delete(key);
        else next.add(key);
        setLeft(next);
      }}
    />
  );
  const rowKey = (row: string) => `row ${row}`;
  const frame = () =>
    frameOf(framed, {
      category: isKept("category"),
      tags: isKept("tags"),
      place: isKept("place"),
      bylines: isKept("bylines"),
      lead: isKept("lead"),
      headline: { lo: oneLine(headline.lo), en: oneLine(headline.en) },
      rows: new Set(rows.flatMap(({ row }) => (isKept(rowKey(row)) ? [row] : []))),
    });
  const save = async () => {
    if (name === "") return;
    const listed = await desk.call("templates.list", {});
    if (!listed.ok) {
      tellError(listed.error);
      return;
    }
    const same = listed.value.templates.find(({ template }) => template.name === name);
    if (same && same.template.id !== changed?.template.id && !isAsked) {
      setAsked(same);
      return;
    }
    const before = isAsked ? asked : changed;
    const now: Template = {
      ...(before?.template ?? { format: TEMPLATE_FORMAT, id: ulid() }),
      ...frame(),
      name,
      updatedAt: instantNow(),
    };
    const saved = await desk.call("templates.save", { base: before?.rev ?? null, template: now });
    if (!saved.ok) {
      tellError(saved.error);
      return;
    }
    // The one that was changed has taken the other's place.
    if (changed && isAsked) await desk.call("templates.remove", { id: changed.template.id });
    tell(t("templates.isKept", { name }));
    close();
  };
  const hasLead = Boolean(versions.lo?.lead || versions.en?.lead);
  return (
    <form
      className="dialog-form template-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        // The dialog looked for a field before there was one, or after.
        autoFocus
        data-autofocus
        label={t("templates.name")}
        placeholder={t("templates.namePlaceholder")}
        maxLength={120}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={isAsked ? t("templates.exists", { name }) : null}
      />
      <div className="template-headlines">
        {LANGS.map(
          (lang) =>
            versions[lang] && (
              <TextInput
                key={lang}
                lang={lang}
                label={t(`fields.headline.${lang}`)}
                value={headline[lang]}
                onChange={(event) => setHeadline({ ...headline, [lang]: event.currentTarget.value })}
              />
            ),
        )}
        <p className="soft">{t("templates.dateHint", { date: "{date}", lo: "{ວັນທີ}" })}</p>
      </div>
      <fieldset className="template-ticks">
        <legend>{t("templates.stays")}</legend>
        {details.map(([detail, words]) => tick(detail, `${t(`templates.detail.${detail}`)}: ${words}`))}
        {hasLead &&
          tick(
            "lead",
            <Texts title={t("templates.lead")} text={{ lo: versions.lo?.lead ?? "", en: versions.en?.lead ?? "" }} />,
          )}
        {rows.map((one) => tick(rowKey(one.row), <Texts title={null} text={one.text} />))}
        {rows.length === 0 && <p className="soft">{t("templates.noParagraphs")}</p>}
      </fieldset>
      <div className="dialog-buttons stay">
        <Button variant="default" onClick={close}>
          {t("app.cancel")}
        </Button>
        <Button type="submit" disabled={name === ""}>
          {t(isAsked ? "filters.replace" : "templates.save")}
        </Button>
      </div>
    </form>
  );
}

/** A row's words in both languages, each cut after a few lines. */
function Texts({ title, text }: { readonly title: string | null; readonly text: FrameRow["text"] }) {
  const { t } = useTranslation();
  return (
    <span className="template-texts">
      {title && <span className="soft">{title}</span>}
      {LANGS.map(
        (lang) =>
          text[lang] && (
            <span key={lang} lang={lang} className="template-text">
              {text[lang]}
            </span>
          ),
      )}
      {!text.lo && !text.en && <span className="soft">{t("templates.wordless")}</span>}
    </span>
  );
}
