/** A value that takes its room and can be had again: kept between two uses, and forgotten where none follows. */

/** Milliseconds without a use after which it is forgotten. */
const KEPT = 10 * 60_000;

export interface KeptAWhile<Value> {
  /** Null where there is none any more. */
  get(): Value | null;
  put(value: Value): void;
  forget(): void;
}

export function keptAWhile<Value>(milliseconds = KEPT): KeptAWhile<Value> {
  let kept: { readonly value: Value } | null = null;
  let forgetting: NodeJS.Timeout | undefined;
  const forget = () => {
    kept = null;
    clearTimeout(forgetting);
  };
  return {
    get: () => kept?.value ?? null,
    put(value) {
      forget();
      kept = { value };
      forgetting = setTimeout(forget, milliseconds);
      forgetting.unref();
    },
    forget,
  };
}
