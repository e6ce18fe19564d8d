/** What is done with a bundle on a website's machine: checked, applied, undone. No library is needed. */
import path from "node:path";
import { z } from "zod";
import { applyBundle, rollBack } from "../../publish/apply/apply-bundle.ts";
import { type Checking, readPublicKey, verifyBundle } from "../../publish/apply/open-bundle.ts";
import { appliedLines, bundleLines, rolledBackLines } from "../../publish/apply/told.ts";
import { command, flag, needed, text } from "../command.ts";
import { print } from "../print.ts";
import { must } from "../refused.ts";

const json = flag("--json", "the bare answer as JSON");
const key = text("--key <file>", "a file with the newsroom's public key: what isn't signed by it is refused");
const to = needed("--to <dir>", "the website's folder");

const replace = flag("--replace", "also where the site of another library stands there");

const checkingBy = async (file: string | undefined): Promise<Checking> =>
  file === undefined ? {} : { key: must(await readPublicKey(path.resolve(file))) };

function tell<Answer>(answer: Answer, asJson: boolean | undefined, lines: (answer: Answer) => string[]): void {
  print(asJson ? JSON.stringify(answer) : lines(answer).join("\n"));
}

export const bundleVerifyCommand = command({
  name: "bundle verify",
  usage: "<file>",
  about: "check a bundle to its last byte; write nothing",
  takes: z.tuple([z.string()]),
  options: { key, json },
  run: async ([file], given) =>
    tell(must(await verifyBundle(path.resolve(file), await checkingBy(given.key))), given.json, bundleLines),
});

export const bundleApplyCommand = command({
  name: "bundle apply",
  usage: "<file>",
  about: "bring a bundle into a website's folder, whole or not at all",
  takes: z.tuple([z.string()]),
  options: { to, key, replace, json },
  async run([file], given) {
    const applying = { ...(await checkingBy(given.key)), replace: given.replace };
    tell(must(await applyBundle(path.resolve(file), path.resolve(given.to), applying)), given.json, appliedLines);
  },
});

export const bundleRollbackCommand = command({
  name: "bundle rollback",
  usage: "",
  about: "undo what the last bundle did to a website's folder, once",
  takes: z.tuple([]),
  options: { to, json },
  run: async (_, given) => tell(must(await rollBack(path.resolve(given.to))), given.json, rolledBackLines),
});
