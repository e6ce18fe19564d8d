/** The names of daily backups, and which of them have had their day. Pure. */

/** Days that keep their newest backup. */
export const BACKUP_DAYS = 7;

/** `songphasa-<library's id>-20261124T170500Z.tar.gz`; an id that is no plain word is told by its plain letters. */
export function backupName(library: string, at: string): string {
  const when = at.replace(/[-:]/g, "");
  return `songphasa-${plain(library)}-${when}.tar.gz`;
}

const plain = (library: string): string => library.replace(/[^0-9A-Za-z]/g, "").slice(0, 40);

/** When a library's backups in a folder were taken, newest first; other names are none of ours. */
export function backupsAmong(names: readonly string[], library: string): { name: string; at: string }[] {
  const found = names.flatMap((name) => {
    const [, id, year, month, day, hour, minute, second] =
      /^songphasa-([0-9A-Za-z]+)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.tar\.gz$/.exec(name) ?? [];
    return id === plain(library) ? [{ name, at: `${year}-${month}-${day}T${hour}:${minute}:${second}Z` }] : [];
  });
  return found.sort((a, b) => (a.at < b.at ? 1 : -1));
}

/**
 * The backups that may go: all but the newest of each of the last seven days that have one, newest first.
 * `dayOf` tells a moment's day in the newsroom. Days without a backup don't count, so a holiday costs none.
 * The one that was just taken stays, whatever its date says.
 */
export function outlivedBackups(
  backups: readonly { readonly name: string; readonly at: string }[],
  dayOf: (at: string) => string,
  justTaken: string,
): string[] {
  const days = new Set<string>();
  return backups.flatMap(({ name, at }) => {
    if (name === justTaken) {
      days.add(dayOf(at));
      return [];
    }
    const day = dayOf(at);
    if (days.has(day) || days.size >= BACKUP_DAYS) return [name];
    days.add(day);
    return [];
  });
}
