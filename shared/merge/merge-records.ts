export const mergeRecords = (base: unknown, a: unknown, b: unknown): unknown => (base ? a : b);
