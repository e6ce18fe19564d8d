import { Autocomplete, Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { libraryInfo, remember, startError } from "../../base/desk-state.ts";
import { ownKeys } from "../../base/focus/own-keys.ts";
import { focusText } from "../../base/focus/return-focus.ts";
import { personCalled, usePeople } from "../../base/people.ts";
import { useStore } from "../../base/store.ts";
import { errorWords } from "../../locale/index.ts";
import { PairBanner } from "../pair-paragraphs/pair-banner.tsx";
import { askName } from "../rows/row-commands.ts";
import { keepAsNew, restoreStory } from "../session/current-story.ts";
import type { OpenStory } from "../session/story.ts";
import { isBeyond, isGone } from "../session/story-view.ts";

/** Who confirms, asked at the page's foot: the text under the caret doesn't move, and nothing covers it. */
export function NameBanner() {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const { all, nameOf } = usePeople();
  const asking = useStore(askName);
  if (!asking) return null;
  const close = () => {
    focusText();
    askName.set(false);
  };
  const keep = () => {
    const by = name.trim();
    if (by === "") return;
    const person = personCalled(all, by);
    void remember(person ? { by, person: person.key } : { by });
    close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from wherever the focus is in it
    <div className="banner calm asks-name" onKeyDown={ownKeys({ onEscape: close })}>
      <label htmlFor="your-name">{t("rows.askName")}</label>
      {/* One of the library's people is who they are; any other name is a name. */}
      <Autocomplete
        id="your-name"
        value={name}
        maxLength={80}
        data={[...new Set(all.map(({ key }) => nameOf(key)))]}
        onChange={setName}
        onKeyDown={ownKeys({ onEnter: keep })}
      />
      <Button disabled={name.trim() === ""} onClick={keep}>
        {t("rows.keepName")}
      </Button>
      <Button variant="subtle" onClick={close}>
        {t("app.close")}
      </Button>
    </div>
  );
}

/** What must be known before one goes on: read-only, in the trash, changed elsewhere, who confirms. */
export function Banners({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { session } = story;
  const status = useStore(session.status);
  const { trashedAt } = useStore(session.view);
  const info = useStore(libraryInfo);
  const trouble = useStore(startError);
  const why = session.readOnly === "library" && info?.holder == null ? "disk" : session.readOnly;
  const canRestore = why === undefined || why === "trash";
  const trashSentence =
    why === undefined ? "editor.trashedElsewhere" : canRestore ? "editor.trashed" : "library.trashed";
  const gone = isGone(status);
  return (
    <>
      {trouble && (
        <div className="banner">
          <p>{errorWords(trouble)}</p>
        </div>
      )}
      {why && why !== "trash" && (
        <div className="banner">
          <p>{t(`editor.readOnly.${why}`, { holder: info?.holder ?? "" })}</p>
        </div>
      )}
      {gone && (
        <div className="banner">
          <p>{t("editor.gone")}</p>
          <Button variant="default" onClick={() => void keepAsNew(story)}>
            {t("editor.keepAsNew")}
          </Button>
        </div>
      )}
      {isBeyond(status) && (
        <div className="banner">
          <p>{t("editor.beyond")}</p>
          <Button variant="default" onClick={() => void keepAsNew(story)}>
            {t("editor.keepAsNew")}
          </Button>
        </div>
      )}
      {trashedAt !== null && !gone && (
        <div className="banner">
          <p>{t(trashSentence)}</p>
          {canRestore && (
            <Button variant="default" onClick={() => void restoreStory(session.id)}>
              {t("library.restore")}
            </Button>
          )}
        </div>
      )}
      {trashedAt === null && <PairBanner story={story} />}
    </>
  );
}
