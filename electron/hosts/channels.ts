/** The names under which window and shell speak to each other. */
export const CHANNELS = {
  /** Window to desk: a call's name and request; its answer comes back. */
  call: "desk:call",
  /** Desk to window: what changed. */
  event: "desk:event",
  /** Shell to window: a command's id, from the menu; `flush` before leaving. */
  command: "desk:command",
  /** Window to shell: the flush is over; false where something could not be saved. */
  flushed: "desk:flushed",
} as const;

/** The command that asks the window to save everything at once and to say so. */
export const FLUSH = "flush";
