/**
 * How long a text is for pairing, and how much longer Lao is than English in a story.
 *
 * Counted are code points without white space, combining marks and invisible signs, so that neither
 * the way a mark was typed nor pasted zero-width spaces change a length; on the Universal
 * Declaration this count varies least between the two languages.
 */

const NOT_COUNTED = /[\s\p{M}\p{Cf}\p{Cc}]+/gu;

export const textLength = (text: string): number => Array.from(text.replace(NOT_COUNTED, "")).length;

/** Lao to English over the 30 articles of the Universal Declaration: 5,909 letters to 6,916. */
export const USUAL_RATIO = 0.85;

/** English letters that the usual ratio weighs beside the story's own: some three paragraphs. */
const PRIOR_WEIGHT = 600;

/** The story's own ratio, held near the usual one where there is little text to tell. */
export function lengthRatio(lo: readonly number[], en: readonly number[]): number {
  const sum = (lengths: readonly number[]) => lengths.reduce((total, one) => total + one, 0);
  return (sum(lo) + PRIOR_WEIGHT * USUAL_RATIO) / (sum(en) + PRIOR_WEIGHT);
}
