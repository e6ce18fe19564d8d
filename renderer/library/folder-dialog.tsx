import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeskError } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { hostState, libraryInfo } from "../base/desk-state.ts";
import { dialog } from "../base/layout-state.ts";
import { useStore } from "../base/store.ts";
import { closeStory } from "../editor/door.ts";

import { errorWords } from "../locale/index.ts";

/** Another library: by the system's dialog where the host has one, else by its path. */
export function FolderDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const host = useStore(hostState);
  const info = useStore(libraryInfo);
  const [path, setPath] = useState(info?.path ?? "");
  const [error, setError] = useState<DeskError | null>(null);
  const typed = host?.host === "browser";
  const open = async () => {
    setError(null);
    if (!(await closeStory())) return;
    const chosen = await desk.call("host.chooseFolder", { purpose: "library", ...(typed ? { path } : {}) });
    if (!chosen.ok) return setError(chosen.error);
    if (chosen.value.path === null) return;
    const used = await desk.call("library.use", { path: chosen.value.path });
    if (used.ok) close();
    else setError(used.error);
  };
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <p>{t("folder.text")}</p>
      {typed && (
        <TextInput
          data-autofocus
          label={t("folder.path")}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          error={error ? errorWords(error) : null}
        />
      )}
      {!typed && error && <p role="alert">{errorWords(error)}</p>}
      <div className="dialog-buttons">
        <Button variant="default" onClick={() => dialog.set("joinLibrary")}>
          {t("sharing.joinInstead")}
        </Button>
        <Button type="submit" disabled={typed && path.trim() === ""}>
          {t(typed ? "folder.open" : "folder.choose")}
        </Button>
      </div>
    </form>
  );
}
