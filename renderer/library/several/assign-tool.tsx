import { ActionIcon, Button, Popover, SegmentedControl, Select } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Summary } from "../../../shared/contract.ts";
import { MomentField } from "../../base/moment-field.tsx";
import { usePeople } from "../../base/people.ts";
import { changeStories } from "./running.ts";
import { toPerson } from "./story-changes.ts";

/** The bar stands at the foot of the window. */
const ABOVE = { withinPortal: false, position: "top" } as const;

interface AssignToolProps {
  readonly stories: readonly Summary[];
  readonly disabled: boolean;
  put(stories: readonly Summary[]): void;
}

/** Gives one language of all that are chosen to somebody, with a deadline or without. */
export function AssignTool({ stories, disabled, put }: AssignToolProps) {
  const { t } = useTranslation();
  const { lines, nameOf } = usePeople();
  const [opened, setOpened] = useState(false);
  const [lang, setLang] = useState<Lang>("lo");
  const [person, setPerson] = useState<string | null>(null);
  const [due, setDue] = useState<string | null>(null);
  const give = (task: { readonly person: string; readonly due: string | null } | null) => {
    setOpened(false);
    const said = (count: number) =>
      task
        ? t(`several.assigned.${lang}`, { count, name: nameOf(task.person) })
        : t(`several.unassigned.${lang}`, { count });
    void changeStories({ stories, change: toPerson(lang, task), said, went: put });
  };
  return (
    <Popover position="top" shadow="md" trapFocus returnFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <ActionIcon
          size="lg"
          aria-label={t("several.assign")}
          title={t("several.assign")}
          aria-expanded={opened}
          disabled={disabled}
          onClick={() => setOpened(!opened)}
        >
          <IconUserPlus size={18} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className="chosen-tags" aria-label={t("several.assign")}>
        <SegmentedControl
          size="xs"
          aria-label={t("several.assignLang")}
          value={lang}
          onChange={(value) => setLang(value === "lo" ? "lo" : "en")}
          data={LANGS.map((one) => ({ value: one, label: t(`lang.${one}`) }))}
        />
        <Select
          label={t("several.assignPerson")}
          searchable
          selectFirstOptionOnChange
          nothingFoundMessage={t("assign.noSuch")}
          comboboxProps={ABOVE}
          value={person}
          data={lines()}
          onChange={setPerson}
        />
        <MomentField
          label={t("several.assignDue")}
          value={due}
          onChange={setDue}
          popoverProps={{ withinPortal: false, position: "top" }}
        />
        <div className="dialog-buttons">
          <Button size="compact-sm" variant="subtle" onClick={() => give(null)}>
            {t("several.assignNobody")}
          </Button>
          <Button size="compact-sm" disabled={person === null} onClick={() => person && give({ person, due })}>
            {t("several.assignGo")}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
