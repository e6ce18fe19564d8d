import { ActionIcon } from "@mantine/core";
import type { ReactNode } from "react";

interface ToolProps {
  readonly name: string;
  /** For one that is on or off. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly run: () => void;
  readonly children: ReactNode;
}

/** An icon in a bar that works on the text: pressing it leaves the caret in the field that it is in. */
export function Tool({ name, pressed, disabled = false, run, children }: ToolProps) {
  return (
    <ActionIcon
      aria-label={name}
      title={name}
      disabled={disabled}
      variant={pressed ? "light" : "subtle"}
      color={pressed ? "ink" : "gray"}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
      onMouseDown={(event) => event.preventDefault()}
      onClick={run}
    >
      {children}
    </ActionIcon>
  );
}
