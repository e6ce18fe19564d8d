/** Names that no archive may bring in: what they are, and as they are written. */
export const HOSTILE_NAMES: readonly (readonly [what: string, name: string])[] = [
  ["a way up", "../evil.json"],
  ["a way up from within", "articles/../../evil.json"],
  ["an absolute path", "/tmp/songphasa-evil.json"],
  ["a path of Windows", "C:\\evil.json"],
  ["a way up of Windows", "..\\evil.json"],
  ["a device", "articles/NUL"],
  ["a device with an ending", "con.json"],
  ["a stream of a file", "library.json:evil"],
  ["the folder itself", "."],
  ["a name that is too long", `${"a".repeat(300)}.json`],
];
