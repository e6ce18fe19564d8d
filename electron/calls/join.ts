/** The rooms as one: every call of the contract is answered, and by one room. */
import { type CallName, calls } from "../../shared/contract.ts";
import type { Handlers, Room } from "./room.ts";

type NamesIn<Rooms extends readonly Room[]> = Rooms[number] extends infer One
  ? One extends Room
    ? keyof One
    : never
  : never;

type Unanswered<Rooms extends readonly Room[]> = Exclude<CallName, NamesIn<Rooms>>;

type AnsweredTwice<Rooms extends readonly Room[]> = Rooms extends readonly [
  infer First extends Room,
  ...infer Rest extends readonly Room[],
]
  ? (keyof First & NamesIn<Rest>) | AnsweredTwice<Rest>
  : never;

/** What rooms have to be beside a list: nothing more, or, where calls are amiss, what names those to the compiler. */
type Complete<Rooms extends readonly Room[]> = [Unanswered<Rooms>] extends [never]
  ? [AnsweredTwice<Rooms>] extends [never]
    ? unknown
    : { readonly "answered by two rooms": AnsweredTwice<Rooms> }
  : { readonly "answered by no room": Unanswered<Rooms> };

/**
 * The rooms' tables as one. It doesn't compile where no room or more than one answers a call, and throws where
 * a table holds other calls than its type says.
 */
export function joinRooms<const Rooms extends readonly Room[]>(rooms: Rooms & Complete<Rooms>): Handlers {
  const joined = new Map<string, unknown>();
  for (const [name, handler] of rooms.flatMap((room) => Object.entries(room))) {
    if (joined.has(name)) throw new Error(`Two rooms answer ${name}.`);
    joined.set(name, handler);
  }
  for (const name of Object.keys(calls)) if (!joined.has(name)) throw new Error(`No room answers ${name}.`);
  // Each table's entries are of the types that `Room` gives them, and none is missing.
  return Object.fromEntries(joined) as Handlers;
}
