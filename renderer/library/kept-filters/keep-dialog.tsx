import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Shown } from "../../../shared/contract.ts";
import { tell } from "../../base/tell.tsx";
import { filterTitle, filterWords } from "./filter-words.ts";
import { changeFilters, filterName, filterNamed } from "./keep-filter.ts";

/** Keeps what the list shows under a name; one that exists is replaced only where a person says so. */
export function KeepDialog({ shown, close }: { readonly shown: Shown; readonly close: () => void }) {
  const { t } = useTranslation();
  const words = filterWords(shown);
  const [typed, setTyped] = useState(filterTitle(shown).slice(0, 80));
  const [asked, setAsked] = useState<string | null>(null);
  const name = filterName(typed);
  const isAsked = asked === name;
  const keep = async () => {
    if (name === "") return;
    if (filterNamed(name) && !isAsked) setAsked(name);
    else if (await changeFilters({ keep: { ...shown, name } })) {
      tell(t("filters.isKept", { name }));
      close();
    }
  };
  return (
    <Modal
      opened
      returnFocus
      title={t("filters.keepTitle")}
      closeButtonProps={{ "aria-label": t("app.close") }}
      onClose={close}
    >
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <p className="soft">{words}</p>
        <TextInput
          data-autofocus
          label={t("filters.name")}
          maxLength={80}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          error={isAsked ? t("filters.exists", { name }) : null}
        />
        <div className="dialog-buttons">
          <Button variant="default" onClick={close}>
            {t("app.cancel")}
          </Button>
          <Button type="submit" disabled={name === ""}>
            {t(isAsked ? "filters.replace" : "filters.go")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
