/** The system's keychain: what it seals, this app alone reads on this machine. */
import { safeStorage } from "electron";
import type { Vault } from "../sync/share-state.ts";

/** Without a keychain Linux would seal with a password that everyone knows: a file for this user alone is as good. */
const canSeal = (): boolean =>
  safeStorage.isEncryptionAvailable() &&
  (process.platform !== "linux" || safeStorage.getSelectedStorageBackend() !== "basic_text");

export const keychain: Vault = {
  seal: (secret) => (canSeal() ? safeStorage.encryptString(secret).toString("base64") : null),
  unseal(sealed) {
    try {
      return safeStorage.decryptString(Buffer.from(sealed, "base64"));
    } catch {
      // Another user's, or another machine's.
      return null;
    }
  },
};
