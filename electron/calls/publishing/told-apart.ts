/** Publications that desks of a shared library made at once, as they are told to people. */
import { madeApart, type Publication } from "../../../shared/article/publication.ts";
import type { PublishPlan } from "../../../shared/contract.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import type { Library } from "../../library/library.ts";
import { publicationPath } from "../../sync/kinds/records.ts";
import { readShareNews } from "../../sync/share-news.ts";
import { shareFolder } from "../../sync/share-state.ts";

/** `home`: the user's folder; `desk`: this desk's id. Undefined where there are none. */
export const toldApart =
  ({ id: library }: Pick<Library, "id">, home: string, desk: string) =>
  async (publications: readonly Publication[]): Promise<PublishPlan["apart"]> => {
    const apart = madeApart(publications, instantNow());
    if (apart.length === 0) return undefined;
    const { came } = await readShareNews(shareFolder(home, library));
    return apart.map(({ id, at, desk: by }) => ({
      at,
      by: came.find(({ path }) => path === publicationPath(id))?.by || null,
      here: by === desk,
    }));
  };
