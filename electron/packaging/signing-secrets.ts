/** What electron-builder signs with, and Apple's notary looks at: variables, each a secret of whoever releases. */
export const SIGNING_SECRETS = [
  "CSC_LINK",
  "CSC_KEY_PASSWORD",
  "APPLE_ID",
  "APPLE_APP_SPECIFIC_PASSWORD",
  "APPLE_TEAM_ID",
] as const;

/** A workflow gives a secret that isn't there as an empty word, which electron-builder takes for a certificate on macOS. */
export function dropEmptySecrets(env: NodeJS.ProcessEnv = process.env): void {
  for (const name of SIGNING_SECRETS) if (env[name]?.trim() === "") delete env[name];
}
