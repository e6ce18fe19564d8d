/** How far a download is, on one line of the terminal. */

const WIDTH = 24;
/** Between two drawings on a terminal, in milliseconds. */
const REDRAW = 200;
const HINT = "Ctrl-C: open in the browser now";

const megabytes = (bytes: number): string => String(Math.round(bytes / 1_000_000));

/** The line for so many bytes of so many; without a total, no bar. */
export function progressLine(got: number, total: number | null): string {
  if (total === null || total <= 0) return `Electron's program: ${megabytes(got)} MB · ${HINT}`;
  const share = Math.min(1, got / total);
  const bar = "█".repeat(Math.floor(share * WIDTH)).padEnd(WIDTH, "░");
  return `Electron's program: ${bar} ${Math.floor(share * 100)} %, ${megabytes(got)} of ${megabytes(total)} MB · ${HINT}`;
}

export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Draws over one line of a terminal; elsewhere (a log) it writes a line each quarter. `end` leaves the line. */
export function drawProgress(output: ProgressOutput) {
  let drawn = Number.NEGATIVE_INFINITY;
  let quarter = -1;
  return {
    show(got: number, total: number | null): void {
      if (output.isTTY) {
        const now = performance.now();
        if (now - drawn < REDRAW && got !== total) return;
        drawn = now;
        output.write(`\r${progressLine(got, total)}\u001b[K`);
        return;
      }
      const reached = total === null ? 0 : Math.floor((got / total) * 4);
      if (reached <= quarter) return;
      quarter = reached;
      output.write(`${progressLine(got, total)}\n`);
    },
    end(): void {
      if (output.isTTY && drawn !== Number.NEGATIVE_INFINITY) output.write("\n");
    },
  };
}
