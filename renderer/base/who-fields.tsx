import { Button, Select, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { NO_NAME } from "../../shared/contract.ts";
import { personOf } from "../../shared/settings.ts";
import { changeSettings, hostState, libraryInfo, remember, settingsState } from "./desk-state.ts";
import { personCalled, usePeople } from "./people.ts";
import { useStore } from "./store.ts";

/** Lao letters make it a Lao name. */
const isLao = (name: string): boolean => /[\u0e80-\u0eff]/.test(name);

/** Which of the library's people sits here, so that their work is found; a name that isn't among them can be put there. */
export function WhoField() {
  const { t } = useTranslation();
  const { all, me, lines, nameOf } = usePeople();
  const host = useStore(hostState);
  const by = host?.by ?? "";
  const isReadOnly = useStore(libraryInfo)?.readOnly ?? true;
  const canBeAdded = me === null && by !== NO_NAME && by !== "" && personCalled(all, by) === null && !isReadOnly;
  const add = async () => {
    const name = isLao(by) ? { lo: by, en: "" } : { lo: "", en: by };
    if (!(await changeSettings((now) => ({ ...now, people: [...now.people, { key: "", ...name }] })))) return;
    const made = personCalled(settingsState.get().settings.people, by);
    if (made) await remember({ person: made.key });
  };
  return (
    <div className="who-field">
      <Select
        label={t("settings.who")}
        description={t("settings.whoHint")}
        placeholder={t("settings.whoNobody")}
        clearable
        clearButtonProps={{ "aria-label": t("settings.whoClear") }}
        comboboxProps={{ withinPortal: false, shadow: "md" }}
        searchable
        selectFirstOptionOnChange
        nothingFoundMessage={t("assign.noSuch")}
        value={personOf(all, host?.person ?? "")?.key ?? null}
        data={lines()}
        onChange={(key) =>
          void remember(key === null ? { person: null } : { person: key, by: nameOf(key).slice(0, 80) })
        }
      />
      {canBeAdded && (
        <Button size="compact-xs" variant="subtle" onClick={() => void add()}>
          {t("settings.whoAdd", { name: by })}
        </Button>
      )}
    </div>
  );
}

/** The name under which this desk writes. Who is called so among the library's people sits here then. */
export function NameField({ hint }: { readonly hint: string }) {
  const { t } = useTranslation();
  const { all } = usePeople();
  const by = useStore(hostState)?.by ?? "";
  const [name, setName] = useState(by);
  // Whoever was chosen brings their name.
  useEffect(() => setName(by), [by]);
  const keep = () => {
    const typed = name.trim();
    if (typed === "" || typed === by) return;
    const person = personCalled(all, typed);
    void remember(person ? { by: typed, person: person.key } : { by: typed });
  };
  return (
    <TextInput
      label={t("settings.name")}
      description={hint}
      value={name}
      maxLength={80}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={keep}
    />
  );
}
