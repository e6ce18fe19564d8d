/** What a room of the desk is: a table that answers some of the contract's calls, made of what it needs. */
import type { z } from "zod";
import type { Answer, CallName, calls, DeskEvent } from "../../shared/contract.ts";
import type { Result } from "../../shared/errors.ts";
import type { Library, Writer } from "../library/library.ts";
import type { AskedPictures } from "../sync/asked-pictures.ts";

/** What answers a call; the request was checked against its schema. */
export type Handler<C extends CallName> = (
  request: z.output<(typeof calls)[C]["request"]>,
) => Promise<Result<Answer<C>>>;

/** Every call with what answers it. */
export type Handlers = { readonly [C in CallName]: Handler<C> };

/** Some of them: a table says `satisfies Room`, so that its type names the calls that it answers and no other. */
export type Room = Partial<Handlers>;

/** What most rooms need of the desk; each takes its pick. */
export interface Needs {
  /** The library that is open; asked at each call, as the desk may have gone to another. */
  library(): Library;
  /** Its pictures, those included that haven't come through the hub yet. */
  pictures(): AskedPictures;
  /** Who writes now, and for what. */
  writer(origin: "editor" | "import"): Writer;
  /** Tells every window. */
  tell(event: DeskEvent): void;
  /** What tells how far a task is. */
  progress(task: string): (done: number, total: number) => void;
  /** Who changed a story last and when, where this desk has seen it: for the sentence of a conflict. */
  lastChange(id: string): { readonly by: string | null; readonly at: string } | null;
}
