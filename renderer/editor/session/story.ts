/** An open story with all that lives as long as it is open. */
import type { Editor } from "@tiptap/react";
import type { Lang } from "../../../shared/article/article.ts";
import type { Store } from "../../base/store.ts";
import type { Pairing } from "../columns/drawing/column-tracks.ts";
import type { TextFields } from "../fields/text-fields.ts";
import type { GapVisit } from "../rows/gap-visit.ts";
import type { RowStates } from "../rows/row-states.ts";
import type { RowsTogether } from "../undo/rows-together.ts";
import type { StoryUndo } from "../undo/story-undo.ts";
import type { StorySession } from "./story-session.ts";

export interface OpenStory {
  readonly session: StorySession;
  readonly editors: Readonly<Record<Lang, Editor>>;
  readonly pairing: Pairing;
  readonly rowStates: RowStates;
  /** Changes of both columns that are one step of undo. */
  readonly together: RowsTogether;
  /** The headlines and leads. */
  readonly fields: TextFields;
  readonly undo: StoryUndo;
  readonly gaps: GapVisit;
  /** The column that a command works on: the one that had the focus last. */
  readonly focused: Store<Lang>;
  close(): void;
}
