/** The files of a drop, those within folders too. */

const readAll = async (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> => {
  const all: FileSystemEntry[] = [];
  // A hundred at a time, until there are no more.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
};

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  // What a system hides in its folders is nobody's news.
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) {
    const file = entry as FileSystemFileEntry;
    return [await new Promise<File>((resolve, reject) => file.file(resolve, reject))];
  }
  const entries = await readAll((entry as FileSystemDirectoryEntry).createReader());
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: File[] = [];
  for (const one of entries) files.push(...(await filesIn(one)));
  return files;
}

/** The files of a chosen folder, in their names' order, as those of a dropped one. */
export const filesOfFolder = (files: readonly File[]): readonly File[] =>
  files
    .filter(({ name, webkitRelativePath }) => !`/${webkitRelativePath || name}`.includes("/."))
    .toSorted((a, b) => (a.webkitRelativePath < b.webkitRelativePath ? -1 : 1));

/** Asked while the drop is told: afterwards the browser gives its items away no more. */
export function filesDropped(data: DataTransfer): Promise<readonly File[]> {
  const entries = [...data.items].map((item) => (item.kind === "file" ? item.webkitGetAsEntry() : null));
  const files = [...data.files];
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.resolve(files);
  const found = entries.map(async (entry): Promise<File[]> => {
    if (!entry) return [];
    if (!entry.isDirectory) return files.filter(({ name }) => name === entry.name).slice(0, 1);
    try {
      return await filesIn(entry);
    } catch {
      // A folder that can't be read stands in the table as itself, and is refused there.
      return files.filter(({ name }) => name === entry.name).slice(0, 1);
    }
  });
  return Promise.all(found).then((all) => all.flat());
}
