/** The library's problems as other rooms see them. */
export { GoneBanner } from "./gone-banner.tsx";
export { ProblemsBanner } from "./problems-banner.tsx";
