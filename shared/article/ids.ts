import { nanoid } from "nanoid";

/** A new block or row id: 12 characters of nanoid's alphabet, 72 random bits. */
export const newBlockId = (): string => nanoid(12);
