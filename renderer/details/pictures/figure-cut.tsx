import { cropsWith, cutOf } from "../../../shared/article/pictures/picture-cut.ts";
import { useStore } from "../../base/store.ts";
import { figureToCut, type OpenStory } from "../../editor/door.ts";
import { useAssetUrl } from "./asset-image.ts";
import { CutDialog } from "./cut-dialog.tsx";

/** The dialog for a picture in the text; its cut stands with the story's details, as that of its photo. */
export function FigureCut({ story }: { readonly story: OpenStory }) {
  const asset = useStore(figureToCut);
  const url = useAssetUrl(asset ?? undefined);
  const { session } = story;
  const { details } = useStore(session.view);
  if (asset === null || url === null) return null;
  return (
    <CutDialog
      url={url}
      cut={cutOf(details, asset)}
      close={() => figureToCut.set(null)}
      apply={(cut) => session.editDetails({ crops: cropsWith(session.view.get().details, asset, cut) })}
    />
  );
}
