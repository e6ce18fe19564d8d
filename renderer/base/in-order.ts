/**
 * Asks, and takes the answer unless one that was asked for later was taken already: answers may overtake each
 * other, and the last one taken is what the window shows.
 */
export function inOrder<Answer>(ask: () => Promise<Answer>, take: (answer: Answer) => void): () => Promise<void> {
  let asked = 0;
  let taken = 0;
  return async () => {
    asked += 1;
    const mine = asked;
    const answer = await ask();
    if (mine < taken) return;
    taken = mine;
    take(answer);
  };
}
