/** The cut of a figure's picture: kept with the story's details, asked for from the text. */
import { type Cut, WHOLE } from "../../../shared/article/pictures/picture-cut.ts";
import { createStore } from "../../base/store.ts";

/** How the story has its pictures cut, as it is now. */
export interface Cuts {
  of(asset: string): Cut;
  subscribe(listener: () => void): () => void;
}

/** All of every picture, for a text without a story. */
export const NO_CUTS: Cuts = { of: () => WHOLE, subscribe: () => () => undefined };

/** The picture whose cut was asked for in the open story's text. */
export const figureToCut = createStore<string | null>(null);
