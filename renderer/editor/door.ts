/** The editor as other rooms see it: the open story, what is done to it, and its parts on the screen. */

export { goToCard } from "./cards/go-to-card.ts";
export { OtherCards } from "./cards/other-cards.tsx";
export { Banners, NameBanner } from "./columns/banners.tsx";
export { Columns } from "./columns/columns.tsx";
export { warmUp } from "./columns/drawing/warm-up.ts";
export { changeTextSize } from "./columns/text-size.ts";
export { keepSmallFields, moveInSmallField } from "./fields/small-fields.ts";
export { FindBar } from "./find/find-bar.tsx";
export { openFindBar } from "./find/find-state.ts";
export { copyAsText } from "./hand-out/copy-story.ts";
export { listenForPrinter, printStory } from "./hand-out/print-story.ts";
export { convertSelection } from "./lao-repairs/convert-selection.ts";
export { focusNotes, NotesPane } from "./notes/notes-pane.tsx";
export { useOpenNotes } from "./notes/use-notes.ts";
export { CORRECTIONS, KEYS } from "./pair-paragraphs/corrections.ts";
export { PairDialog } from "./pair-paragraphs/pair-dialog.tsx";
export { openPairing } from "./pair-paragraphs/proposal.ts";
export { assetUrl, base64Of, followPicture, type ShownPicture } from "./paste/asset-url.ts";
export { storeImage } from "./paste/store-image.ts";
export {
  confirmAllRows,
  confirmCurrentRow,
  goToRow,
  goToRowThatNeedsWork,
  moveCurrentRow,
  noteOnCurrentRow,
  openRowPanel,
} from "./rows/row-commands.ts";
export { swapSource } from "./rows/row-operations.ts";
export { figureToCut } from "./schema/figure-cut.ts";
export {
  closeStory,
  currentStory,
  duplicateStory,
  followDesk,
  lastStory,
  newFromTemplate,
  newStory,
  openStoryById,
  restoreStory,
  saveIfOpen,
  storyNow,
  trashStory,
} from "./session/current-story.ts";
export { outSince, tellRefusal } from "./session/offer-withdrawal.tsx";
export { goToPlace, placeWords, refusedPlace } from "./session/refused-place.ts";
export type { OpenStory } from "./session/story.ts";
export { isGone, type StoryView } from "./session/story-view.ts";
export { type Format, formatText } from "./toolbar/formats.ts";
export { openLinkForm, Toolbar } from "./toolbar/toolbar.tsx";
export { undoHere } from "./undo/undo-here.ts";
