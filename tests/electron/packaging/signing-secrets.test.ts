import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { PROGRAM_FOLDER } from "../../../electron/disk/program-places.ts";
import { dropEmptySecrets, SIGNING_SECRETS } from "../../../electron/packaging/signing-secrets.ts";

it("a secret that is empty is one that isn't there, so that the app is made unsigned", () => {
  const env: NodeJS.ProcessEnv = { CSC_LINK: "", CSC_KEY_PASSWORD: " ", APPLE_ID: "office@kpl.example", HOME: "" };
  dropEmptySecrets(env);
  expect(env).toEqual({ APPLE_ID: "office@kpl.example", HOME: "" });
});

it("the workflow of a release hands over every secret for signing, and each on its own system alone", () => {
  const workflow = readFileSync(path.join(PROGRAM_FOLDER, ".github/workflows/release.yml"), "utf8");
  for (const name of SIGNING_SECRETS)
    expect(workflow, name).toMatch(new RegExp(`^ {10}${name}: \\$\\{\\{ runner\\.os == 'macOS' && secrets\\.`, "m"));
});
