/** The rooms as one: every call of the contract is answered, and by one room. */
import { type CallName, calls } from "../../shared/contract.ts";
import { joinTables, type NamedTwice, type NamesIn } from "../../shared/join-tables.ts";
import type { Handlers, Room } from "./room.ts";

/** What rooms have to be beside a list: nothing more, or, where calls are amiss, what names those to the compiler. */
type Complete<Rooms extends readonly Room[]> = [Exclude<CallName, NamesIn<Rooms>>] extends [never]
  ? [NamedTwice<Rooms>] extends [never]
    ? unknown
    : { readonly "answered by two rooms": NamedTwice<Rooms> }
  : { readonly "answered by no room": Exclude<CallName, NamesIn<Rooms>> };

/**
 * The rooms' tables as one. It doesn't compile where no room or more than one answers a call, and throws where
 * a table holds other calls than its type says.
 */
export function joinRooms<const Rooms extends readonly Room[]>(rooms: Rooms & Complete<Rooms>): Handlers {
  // Each table's entries are of the types that `Room` gives them.
  const joined = joinTables<readonly Room[]>(rooms) as Partial<Handlers>;
  for (const name of Object.keys(calls)) if (!Object.hasOwn(joined, name)) throw new Error(`No room answers ${name}.`);
  return joined as Handlers;
}
