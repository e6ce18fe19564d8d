/** The library's templates: `templates/<ULID>.json`, a file each. */
import { rm } from "node:fs/promises";
import path from "node:path";
import { TEMPLATE_FORMAT, Template } from "../../../shared/article/template.ts";
import { type DeskError, done, type Result, refuse } from "../../../shared/errors.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { flushFolder, type ReplaceOptions } from "../../disk/durable-file.ts";
import { parseJsonBytes } from "../../disk/json-text.ts";
import { isOdd, readPlainFile } from "../../disk/plain-file.ts";
import { writeJson } from "./article-file.ts";
import { refuseLinks } from "./assets/confined-files.ts";
import { recordIds } from "./record-ids.ts";
import { revisionOf } from "./revisions.ts";

const folderOf = (library: string): string => path.join(library, "templates");
export const templatePath = (library: string, id: string): string => path.join(folderOf(library), `${id}.json`);

export interface HeldTemplate {
  readonly template: Template;
  readonly rev: string;
}

export interface TemplateFiles {
  /** By their names; one that can't be read hides no other. Throws what the file system throws on the folder. */
  all(): Promise<{
    readonly templates: readonly HeldTemplate[];
    readonly unreadable: readonly { readonly file: string; readonly error: DeskError }[];
  }>;
  /** Errors: `no-template`, `template-newer`, `template-unreadable`, `disk-…`. */
  read(id: string): Promise<Result<HeldTemplate>>;
  /** Errors: also `template-changed` where another revision than `base` stands there. */
  save(template: Template, base: string | null): Promise<Result<HeldTemplate>>;
  remove(id: string): Promise<void>;
}

/** The ids of all templates, by their files' names. */
export const templateIds = (library: string): Promise<string[]> => recordIds(folderOf(library));

const held = (template: Template): HeldTemplate => ({ template, rev: revisionOf(template) });

/** A template as its file has it. */
export async function readTemplate(library: string, id: string): Promise<Result<HeldTemplate>> {
  const file = templatePath(library, id);
  try {
    refuseLinks(library, file);
    const read = parseJsonBytes(await readPlainFile(file));
    if ("problem" in read) return refuse("template-unreadable", { detail: read.problem });
    const raw = read.value;
    const format = typeof raw === "object" && raw !== null && "format" in raw ? raw.format : null;
    if (typeof format === "number" && format > TEMPLATE_FORMAT) return refuse("template-newer");
    const parsed = Template.safeParse(raw);
    if (!parsed.success)
      return refuse("template-unreadable", { detail: parsed.error.issues[0]?.message ?? "it is no template" });
    if (parsed.data.id !== id) return refuse("template-unreadable", { detail: "it has another id than its name" });
    return done(held(parsed.data));
  } catch (error) {
    if (isMissing(error)) return refuse("no-template");
    if (isDiskError(error) || isOdd(error)) return { ok: false, error: diskError(error, file) };
    throw error;
  }
}

const byName = ({ template: a }: HeldTemplate, { template: b }: HeldTemplate): number =>
  a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1;

export function templateFiles(library: string, placing: ReplaceOptions): TemplateFiles {
  return {
    async all() {
      const templates: HeldTemplate[] = [];
      const unreadable: { file: string; error: DeskError }[] = [];
      for (const id of (await templateIds(library)).sort()) {
        const read = await readTemplate(library, id);
        if (read.ok) templates.push(read.value);
        // Gone since it was listed.
        else if (read.error.reason !== "no-template")
          unreadable.push({ file: `templates/${id}.json`, error: read.error });
      }
      return { templates: templates.sort(byName), unreadable };
    },
    read: (id) => readTemplate(library, id),
    async save(template, base) {
      const known = await readTemplate(library, template.id);
      if (!known.ok && known.error.reason !== "no-template") return known;
      if (base !== (known.ok ? known.value.rev : null)) return refuse("template-changed");
      await writeJson(templatePath(library, template.id), template, placing);
      return done(held(template));
    },
    async remove(id) {
      const file = templatePath(library, id);
      refuseLinks(library, file);
      placing.allowed?.();
      await rm(file, { force: true });
      await flushFolder(folderOf(library), placing.disk).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    },
  };
}
