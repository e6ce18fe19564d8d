/** A call that no room or two rooms answer doesn't compile: `npm run check` holds the lines that expect an error. */
import { expect, expectTypeOf, test } from "vitest";
import { joinRooms } from "../../../electron/calls/join.ts";
import type { Handler, Handlers, Room } from "../../../electron/calls/room.ts";
import { type CallName, calls } from "../../../shared/contract.ts";
import { refuse } from "../../../shared/errors.ts";

type OfImport = Pick<Handlers, "import.run">;
type OfSettings = Pick<Handlers, "settings.read" | "settings.save">;
type TheRest = Omit<Handlers, keyof OfImport | keyof OfSettings>;

/** Each call answered by a handler of its own, so that it can be told which one came through. */
const all = Object.fromEntries(
  Object.keys(calls).map((name) => [name, async () => refuse("bug", { name })]),
) as unknown as Handlers;
const only = <Name extends CallName>(...names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, all[name]])) as Pick<Handlers, Name>;
const importing: OfImport = only("import.run");
const settings: OfSettings = only("settings.read", "settings.save");
const { "import.run": _import, "settings.read": _read, "settings.save": _save, ...others } = all;
const rest: TheRest = others;

test("the rooms' calls are all answered, each by its own", () => {
  const joined = joinRooms([settings, importing, rest]);
  expectTypeOf(joined).toEqualTypeOf<Handlers>();
  expect(Object.keys(joined).sort()).toEqual(Object.keys(calls).sort());
  for (const name of Object.keys(calls) as CallName[]) expect(joined[name]).toBe(all[name]);
});

test("a call that no room answers doesn't compile", () => {
  // @ts-expect-error: import.run is answered by no room
  expect(() => joinRooms([settings, rest])).toThrow("No room answers import.run.");
  // @ts-expect-error: neither is any other
  expect(() => joinRooms([])).toThrow("No room answers");
});

test("a call that two rooms answer doesn't compile", () => {
  const greedy: OfImport & OfSettings = { ...settings, ...importing };
  // @ts-expect-error: the settings are answered by two rooms
  expect(() => joinRooms([greedy, settings, rest])).toThrow("settings.read is named twice.");
  // @ts-expect-error: wherever in the list they stand
  expect(() => joinRooms([settings, rest, greedy])).toThrow("settings.read is named twice.");
  // @ts-expect-error: the same room twice
  expect(() => joinRooms([settings, importing, rest, importing])).toThrow("import.run is named twice.");
});

test("calls that a table's type doesn't tell are found when the desk opens", () => {
  const secretive: OfImport = { ...importing, ...settings };
  expect(() => joinRooms([secretive, settings, rest])).toThrow("settings.read is named twice.");
});

test("a table takes calls of the contract alone, and their own requests and answers", () => {
  const answer: Handler<"import.run"> = async () => refuse("bug");
  // @ts-expect-error: the contract has no such call
  const unknown = { "import.twice": answer } satisfies Room;
  // @ts-expect-error: this is no answer to it
  const other = { "import.run": async () => ({ ok: true as const, value: { html: "" } }) } satisfies Room;
  const folders = {
    // @ts-expect-error: its request has no such field
    "import.run": async ({ folder }) => refuse("bad-request", { detail: String(folder) }),
  } satisfies Room;
  expect([unknown, other, folders].map((room) => Object.keys(room).length)).toEqual([1, 1, 1]);
});
