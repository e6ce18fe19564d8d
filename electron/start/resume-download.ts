/** One file over HTTP, fetched for as long as bytes arrive, and gone on with where it was left. */
import { mkdir, open, rm, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export interface ResumeDownloadOptions {
  readonly url: string;
  /** Where the bytes are kept, whole or not. What stands there is taken for the file's beginning. */
  readonly file: string;
  /** Given up after so many milliseconds without a byte. */
  readonly silence: number;
  /** Stops it; what was fetched stays. */
  readonly signal: AbortSignal;
  /** Bytes that are there, and how many there will be where the server says so. */
  readonly onProgress: (got: number, total: number | null) => void;
}

/** `silent`: nothing came for too long. `refused`: the server won't give it; the detail is its status. */
export class NotFetched extends Error {
  readonly why: "silent" | "refused";
  constructor(why: "silent" | "refused", detail: string) {
    super(detail);
    this.why = why;
  }
}

/** Between two attempts, in milliseconds. */
const PAUSE = 500;

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );

/** What a partial answer says of itself: where it begins, and how large the whole is. */
function rangeOf(response: Response): { readonly from: number | null; readonly total: number | null } {
  const [, from, total] = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(response.headers.get("content-range") ?? "") ?? [];
  return { from: from === undefined ? null : Number(from), total: total && total !== "*" ? Number(total) : null };
}

/** Resolves when the file is whole, rejects with `NotFetched`, or with the signal's reason. No byte is checked. */
export async function resumeDownload(options: ResumeDownloadOptions): Promise<void> {
  const { url, file, silence, signal, onProgress } = options;
  await mkdir(path.dirname(file), { recursive: true });
  let lastByte = performance.now();

  const attempt = async (): Promise<void> => {
    const have = await sizeOf(file);
    const quiet = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const listen = () => {
      clearTimeout(timer);
      const left = Math.max(0, silence - (performance.now() - lastByte));
      timer = setTimeout(() => quiet.abort(new Error("no byte came")), left);
    };
    listen();
    try {
      const response = await fetch(url, {
        headers: { "accept-encoding": "identity", ...(have > 0 ? { range: `bytes=${have}-` } : {}) },
        signal: AbortSignal.any([signal, quiet.signal]),
      });
      const { from, total: whole } = rangeOf(response);
      if (response.status === 416 && whole === have) return;
      if (response.status === 416 || (response.status === 206 && from !== have)) {
        await response.body?.cancel();
        await rm(file, { force: true });
        throw new Error("what is there is no beginning of this file");
      }
      if (!response.ok || !response.body) {
        await response.body?.cancel();
        const passing = response.status >= 500 || response.status === 408 || response.status === 429;
        if (passing) throw new Error(`status ${response.status}`);
        throw new NotFetched("refused", String(response.status));
      }
      const goesOn = response.status === 206;
      const length = response.headers.get("content-length");
      const total = goesOn ? whole : length === null ? null : Number(length);
      let got = goesOn ? have : 0;
      const handle = await open(file, goesOn ? "a" : "w");
      try {
        onProgress(got, total);
        for await (const part of response.body) {
          await handle.writeFile(part);
          got += part.length;
          lastByte = performance.now();
          listen();
          onProgress(got, total);
        }
      } finally {
        await handle.close();
      }
      if (total !== null && got < total) throw new Error("the line was cut");
    } finally {
      clearTimeout(timer);
    }
  };

  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof NotFetched) throw error;
      // A full disk or a folder that may not be written to is nothing that waiting mends.
      if (error instanceof Error && "syscall" in error && "path" in error) throw error;
      if (performance.now() - lastByte >= silence) throw new NotFetched("silent", String(error));
    }
    await wait(Math.min(PAUSE, silence), undefined, { signal });
  }
}
