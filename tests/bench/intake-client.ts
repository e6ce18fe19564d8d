/** A program of its own that asks a desk over HTTP, so that what it does is none of the desk's time: told by messages what to ask. */
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

export type ToClient =
  /** Sends a file to be read and takes its first story. */
  | { readonly do: "bring"; readonly file: string; readonly name: string }
  /** Asks something cheap again and again until it is told to stop. */
  | { readonly do: "knock" }
  | { readonly do: "stop" };

/** In milliseconds. */
export type FromClient =
  | { readonly read: number; readonly taken: number }
  | { readonly longest: number }
  | { readonly failed: string };

const [port = "", token = ""] = process.argv.slice(2);
/** Milliseconds between two answers. */
const PAUSE = 10;

async function call(name: string, body: string): Promise<{ readonly token?: string }> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const answer = await fetch(`http://127.0.0.1:${port}/api/${name}`, { method: "POST", headers, body });
  const result = (await answer.json()) as { ok: boolean; value: { token?: string } };
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result)}`);
  return result.value;
}

async function bring(file: string, name: string): Promise<FromClient> {
  const body = JSON.stringify({ name, data: readFileSync(file).toString("base64") });
  const from = performance.now();
  const read = await call("import.read", body);
  const between = performance.now();
  await call("import.take", JSON.stringify({ token: read.token, story: 0 }));
  return { read: between - from, taken: performance.now() - between };
}

let isOver = false;
async function knock(): Promise<FromClient> {
  let longest = 0;
  isOver = false;
  // A program's first question also loads what asks and connects: that is its own time and none of the desk's.
  await call("library.info", "{}");
  while (!isOver) {
    const from = performance.now();
    await call("library.info", "{}");
    longest = Math.max(longest, performance.now() - from);
    await wait(PAUSE);
  }
  return { longest };
}

process.on("message", (message: ToClient) => {
  if (message.do === "stop") {
    isOver = true;
    return;
  }
  const told = message.do === "knock" ? knock() : bring(message.file, message.name);
  told.then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});
