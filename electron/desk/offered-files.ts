/** Files of the user's that the desk may read: each by a token, until it is taken. */
import { randomBytes } from "node:crypto";

export interface OfferedFiles {
  /** Notes a file by its absolute path; the token that it is known by. */
  offer(file: string): string;
  /** Null for a token that no offered file has. */
  fileOf(token: string): string | null;
  taken(token: string): void;
}

export function offeredFiles(): OfferedFiles {
  const files = new Map<string, string>();
  return {
    offer(file) {
      const token = randomBytes(16).toString("hex");
      files.set(token, file);
      return token;
    },
    fileOf: (token) => files.get(token) ?? null,
    taken: (token) => void files.delete(token),
  };
}
