import { DateTimePicker, type DateTimePickerProps } from "@mantine/dates";
import { IconCalendar } from "@tabler/icons-react";
import { useId, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { DEFAULT_TIME_ZONE } from "../../shared/settings.ts";
import { fieldDate, instantInZone, instantNow } from "../../shared/text/dates.ts";
import { settingsState } from "./desk-state.ts";
import { useStore } from "./store.ts";

interface Props extends Omit<DateTimePickerProps, "value" | "onChange" | "type"> {
  readonly value: string | null;
  readonly onChange: (instant: string | null) => void;
  /** How often a choice was refused: at each, the picker closes and the value stands as it is. */
  readonly refusals?: number;
}

/** The desk's time zone as a person says it. */
export function useZoneName(): string {
  const { t } = useTranslation();
  const zone = useStore(settingsState).settings.timeZone;
  return zone === DEFAULT_TIME_ZONE ? t("moment.vientiane") : zone;
}

/** The morning hour at which a newsroom's day begins. */
const MORNING = "06:00:00";

/** The day that lies so many days after today in the desk's zone, as the picker writes days. */
function dayAhead(days: number, zone: string): string {
  const today = fieldDate(instantNow(), zone).slice(0, 10);
  // Noon keeps it the same day whatever the zone's clock does.
  return new Date(Date.parse(`${today}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Days from today to the next Monday; a week where today is one. */
const toMonday = (zone: string): number => (8 - new Date(`${dayAhead(0, zone)}T12:00:00Z`).getUTCDay()) % 7 || 7;

/** A day and a time in the desk's zone, day first; the value is an instant with the zone's offset. */
export function MomentField({ value, onChange, popoverProps, refusals = 0, ...others }: Props) {
  const { t } = useTranslation();
  // One id for both, so that the picker is named by the field.
  const id = useId();
  const zone = useStore(settingsState).settings.timeZone;
  const known = useRef(refusals);
  useLayoutEffect(() => {
    // The picker had the focus, and went.
    if (known.current !== refusals && document.activeElement === document.body) document.getElementById(id)?.focus();
    known.current = refusals;
  }, [refusals, id]);
  return (
    <DateTimePicker
      key={refusals}
      id={id}
      popoverProps={{ id, ...popoverProps }}
      placeholder={t("moment.format")}
      clearable
      leftSection={<IconCalendar size={15} stroke={1.6} />}
      leftSectionPointerEvents="none"
      valueFormat="DD/MM/YYYY HH:mm"
      presets={[
        { value: `${dayAhead(1, zone)} ${MORNING}`, label: t("moment.tomorrow") },
        { value: `${dayAhead(toMonday(zone), zone)} ${MORNING}`, label: t("moment.monday") },
        { value: `${dayAhead(7, zone)} ${MORNING}`, label: t("moment.week") },
      ]}
      getDayProps={(day) => (day === dayAhead(0, zone) ? { "aria-current": "date" } : {})}
      clearButtonProps={{ "aria-label": t("moment.clear") }}
      submitButtonProps={{ "aria-label": t("app.done") }}
      timePickerProps={{ hoursInputLabel: t("moment.hours"), minutesInputLabel: t("moment.minutes") }}
      ariaLabels={{
        nextMonth: t("moment.nextMonth"),
        previousMonth: t("moment.previousMonth"),
        nextYear: t("moment.nextYear"),
        previousYear: t("moment.previousYear"),
        nextDecade: t("moment.nextDecade"),
        previousDecade: t("moment.previousDecade"),
      }}
      {...others}
      value={value ? fieldDate(value, zone).replace("T", " ") : null}
      onChange={(local) => onChange(local ? instantInZone(local, zone) : null)}
    />
  );
}
