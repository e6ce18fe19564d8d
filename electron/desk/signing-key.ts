/** The desk's signing key, in the user-data folder and outside any library: `signing-key.pem`, this user's alone. */
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { rm } from "node:fs/promises";
import path from "node:path";
import { done, type Result, refuse } from "../../shared/errors.ts";
import { diskError, isDiskError, isMissing } from "../disk/disk-error.ts";
import { makePrivateFolder, replaceFile } from "../disk/durable-file.ts";
import { readPlainFile } from "../disk/plain-file.ts";
import { PRIVATE_FILE } from "../disk/private-modes.ts";
import { privateKeyOf } from "../publish/apply/signature.ts";

/** Bytes that such a file may have; it has some 120. */
const LIMIT = 16 * 1024;

export interface SigningKey {
  /**
   * The private key; null where none was made, and then bundles are not signed. Error: `key-unreadable` where what
   * stands there is no key (a bundle that should be signed must not go out unsigned), `disk-…`.
   */
  read(): Promise<Result<KeyObject | null>>;
  /** Makes a key, in place of one that is there. Errors: `disk-…`. */
  make(): Promise<Result<KeyObject>>;
  /** Bundles are not signed any more. Errors: `disk-…`. */
  forget(): Promise<Result<null>>;
}

export function signingKey(home: string): SigningKey {
  const file = path.join(home, "signing-key.pem");
  const onDisk = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    try {
      return await work();
    } catch (error) {
      if (isDiskError(error)) return { ok: false, error: diskError(error, file) };
      throw error;
    }
  };
  return {
    read: () =>
      onDisk(async () => {
        const bytes = await readPlainFile(file, LIMIT).catch((error: unknown) => {
          if (isMissing(error)) return null;
          throw error;
        });
        if (!bytes) return done(null);
        const key = privateKeyOf(bytes.toString("utf8"));
        return key ? done(key) : refuse("key-unreadable", { name: file });
      }),
    make: () =>
      onDisk(async () => {
        const { privateKey } = generateKeyPairSync("ed25519");
        await makePrivateFolder(home);
        const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
        await replaceFile(file, pem, { mode: PRIVATE_FILE });
        return done(privateKey);
      }),
    forget: () =>
      onDisk(async () => {
        await rm(file, { force: true });
        return done(null);
      }),
  };
}
