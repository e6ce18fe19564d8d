/** Every command, in the order of the help. */
import type { CliCommand } from "./command.ts";
import { backupCommand } from "./commands/backup.ts";
import { bundleCommand } from "./commands/bundle.ts";
import { bundleApplyCommand, bundleRollbackCommand, bundleVerifyCommand } from "./commands/bundle-site.ts";
import { checkCommand } from "./commands/check.ts";
import { importCommand } from "./commands/import.ts";
import { listCommand } from "./commands/list.ts";
import { packageCommand } from "./commands/package.ts";
import { publishCommand } from "./commands/publish.ts";
import { restoreCommand } from "./commands/restore.ts";
import { settleCommand } from "./commands/settle.ts";
import {
  hubCreateCommand,
  shareInitCommand,
  shareJoinCommand,
  shareStopCommand,
  shareTestCommand,
  syncCommand,
} from "./commands/share.ts";
import { showCommand } from "./commands/show.ts";
import { stageCommand } from "./commands/stage.ts";
import { verifyCommand } from "./commands/verify.ts";

export const COMMANDS: readonly CliCommand[] = [
  importCommand,
  listCommand,
  showCommand,
  stageCommand,
  checkCommand,
  publishCommand,
  packageCommand,
  bundleCommand,
  bundleVerifyCommand,
  bundleApplyCommand,
  bundleRollbackCommand,
  verifyCommand,
  backupCommand,
  restoreCommand,
  hubCreateCommand,
  shareTestCommand,
  shareInitCommand,
  shareJoinCommand,
  shareStopCommand,
  syncCommand,
  settleCommand,
];
