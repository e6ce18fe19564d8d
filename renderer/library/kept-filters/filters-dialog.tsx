import { ActionIcon, Button, Modal, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { KeptFilter } from "../../../shared/contract.ts";
import { hostState } from "../../base/desk-state.ts";
import { useStore } from "../../base/store.ts";
import { tellUndoable } from "../../base/tell.tsx";
import { filterWords } from "./filter-words.ts";
import { changeFilters, filterName, filterNamed } from "./keep-filter.ts";

/** One of them with its name to be changed: a name that another has takes that one's place once it was asked. */
function NameLine({ kept, isFirst }: { readonly kept: KeptFilter; readonly isFirst: boolean }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(kept.name);
  const [asked, setAsked] = useState<string | null>(null);
  const name = filterName(typed);
  const isOther = name !== "" && name !== kept.name;
  const isAsked = isOther && asked === name;
  const rename = async () => {
    if (!isOther) return;
    if (filterNamed(name) && !isAsked) setAsked(name);
    else await changeFilters({ keep: { ...kept, name }, drop: kept.name });
  };
  const remove = async () => {
    if (await changeFilters({ drop: kept.name }))
      tellUndoable(t("filters.deleted", { name: kept.name }), () => void changeFilters({ keep: kept }));
  };
  return (
    <li>
      <form
        className="kept-line"
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <TextInput
          data-autofocus={isFirst || undefined}
          aria-label={t("filters.nameOf", { name: kept.name })}
          description={filterWords(kept) || null}
          inputWrapperOrder={["input", "description", "error"]}
          maxLength={80}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={isAsked ? t("filters.exists", { name }) : null}
        />
        <Button type="submit" variant="default" disabled={!isOther}>
          {t(isAsked ? "filters.replace" : "filters.rename")}
        </Button>
        <ActionIcon
          size="lg"
          aria-label={t("filters.delete", { name: kept.name })}
          title={t("filters.delete", { name: kept.name })}
          onClick={() => void remove()}
        >
          <IconTrash size={16} stroke={1.6} />
        </ActionIcon>
      </form>
    </li>
  );
}

/** The kept filters, to be renamed and deleted. */
export function FiltersDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const filters = useStore(hostState)?.filters ?? [];
  return (
    <Modal
      opened
      returnFocus
      size="lg"
      title={t("filters.kept")}
      closeButtonProps={{ "aria-label": t("app.close") }}
      onClose={close}
    >
      {filters.length === 0 ? (
        <p className="soft">{t("filters.empty")}</p>
      ) : (
        <ul className="kept-lines">
          {filters.map((kept, at) => (
            <NameLine key={kept.name} kept={kept} isFirst={at === 0} />
          ))}
        </ul>
      )}
    </Modal>
  );
}
