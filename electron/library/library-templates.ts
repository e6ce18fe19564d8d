/** The templates of the open library. */
import { done } from "../../shared/errors.ts";
import type { TemplateFiles } from "./files/template-files.ts";
import type { Library, LibraryParts } from "./kinds.ts";

export function templatesOfLibrary(
  { asked, locked, turns, readOnly }: LibraryParts,
  files: TemplateFiles,
): Pick<Library, "templates" | "template" | "saveTemplate" | "removeTemplate"> {
  return {
    templates: () =>
      asked(async () => {
        const { templates, unreadable } = await files.all();
        return done({ templates: [...templates], unreadable: [...unreadable] });
      }),
    template: (id) => asked(() => files.read(id)),
    saveTemplate: (template, base) =>
      turns.inTurn(`template ${template.id}`, () =>
        asked(async () => (readOnly ? locked() : files.save(template, base))),
      ),
    removeTemplate: (id) =>
      turns.inTurn(`template ${id}`, () =>
        asked(async () => {
          if (readOnly) return locked();
          await files.remove(id);
          return done(null);
        }),
      ),
  };
}
