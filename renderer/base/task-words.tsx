import { IconUser } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Summary } from "../../shared/contract.ts";
import { instantNow, shortMoment } from "../../shared/text/dates.ts";
import { hostState, settingsState } from "./desk-state.ts";
import { useHasCome } from "./has-come.ts";
import { usePeople } from "./people.ts";
import { useStore } from "./store.ts";

type Task = NonNullable<Summary["assigned"]["lo"]>;

/** By when a language is to be done, and that this has passed. */
export function DueWords({ due }: { readonly due: string }) {
  const { t } = useTranslation();
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  const isLate = useHasCome(due);
  const when = shortMoment(due, timeZone, language, instantNow());
  return <span className={isLate ? "task-late" : "task-due"}>{t(isLate ? "assign.late" : "assign.by", { when })}</span>;
}

/** To whom a language is given, and by when; `prefix` says which language where both have somebody. */
export function TaskWords({ task, prefix }: { readonly task: Task; readonly prefix?: string }) {
  const { nameOf } = usePeople();
  return (
    <span className="task">
      <span className="task-name">
        <IconUser size={13} stroke={1.8} aria-hidden />
        <span>
          {prefix}
          {nameOf(task.person)}
        </span>
      </span>
      {task.due !== null && <DueWords due={task.due} />}
    </span>
  );
}
