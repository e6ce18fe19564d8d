/** The details of a story as other rooms see them. */
export { DetailsPane } from "./details-pane.tsx";
export { FigureCut } from "./pictures/figure-cut.tsx";
