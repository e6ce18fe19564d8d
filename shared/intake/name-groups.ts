/** Files that are one story in two languages because their names say so. */
import { LANGS } from "../article/stages.ts";
import { nameStem } from "./pairs.ts";

/**
 * The files in groups of one or two: `name.lo.*` and `name.en.*` of one folder stand together, in the order in
 * which they came. `path` has forward slashes or the system's.
 */
export function nameGroups<File extends { readonly path: string }>(files: readonly File[]): File[][] {
  const told = files.map((file) => {
    const [, folder = "", name = ""] = /^(.*[\\/])?([^\\/]*)$/.exec(file.path) ?? [];
    const { stem, lang } = nameStem(name);
    return { file, lang, key: `${folder}\n${stem}` };
  });
  const groups: File[][] = [];
  const done = new Set<File>();
  for (const one of told) {
    if (done.has(one.file)) continue;
    const other = LANGS.find((lang) => one.lang !== null && lang !== one.lang);
    const partner = told.find(({ file, key, lang }) => lang === other && key === one.key && !done.has(file));
    const group = partner && other !== undefined ? [one.file, partner.file] : [one.file];
    for (const file of group) done.add(file);
    groups.push(group);
  }
  return groups;
}
