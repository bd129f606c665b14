import { audit } from './commands/audit.js';
import { conform } from './commands/conform.js';
import { replay } from './commands/replay.js';
import { serve } from './commands/serve.js';
import { show } from './commands/show.js';
import { simulate } from './commands/simulate.js';
import { upgrade } from './commands/upgrade.js';
import { verify } from './commands/verify.js';
import type { Command } from './line/command.js';

/** All commands, in the order of the help. A new command is one entry: its help and its messages follow from it. */
export const COMMANDS: readonly Command[] = [show, verify, replay, audit, upgrade, simulate, serve, conform];
