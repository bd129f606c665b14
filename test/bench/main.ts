import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { measure, type Progress, type Result } from './measure.js';
import type { Row } from './row.js';
import { campaignRows } from './rows/campaign.js';
import { doorRows } from './rows/doors.js';
import { exploreRow } from './rows/explore.js';
import { forkRow } from './rows/fork.js';
import { historyRows } from './rows/histories.js';
import { htmlRow } from './rows/html.js';
import { httpRow } from './rows/http.js';
import { importRows } from './rows/imports.js';
import { longWaitRow } from './rows/longWait.js';
import { memoryRow } from './rows/memory.js';
import { ruleRows } from './rows/rules.js';
import { scaleRows } from './rows/scale.js';
import { simulationRows } from './rows/simulation.js';
import { timersRow } from './rows/timers.js';
import { upgradeRow } from './rows/upgrade.js';
import { visibilityRows } from './rows/visibility.js';
import { workflowRow } from './rows/workflow.js';
import { table } from './table.js';

const ROWS: readonly Row[] = [
  ...doorRows,
  httpRow,
  workflowRow,
  ...scaleRows,
  ...visibilityRows,
  ...historyRows,
  ...ruleRows,
  forkRow,
  exploreRow,
  timersRow,
  longWaitRow,
  memoryRow,
  htmlRow,
  ...importRows,
  ...simulationRows,
  upgradeRow,
  ...campaignRows,
];

const { values: flags } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
});

const rows = chosen(flags.only);
const results: Result[] = [];
for (const row of rows) results.push(rows.length === 1 ? await measure(row, progress) : measuredAlone(row));
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
console.log(flags.json ? JSON.stringify(results, null, 2) : table(results));
if (flags.check && results.some(({ verdict }) => verdict === 'MISSED')) process.exitCode = 1;

/** Measures a row in a process of its own: what one row leaves behind must not be the next one's time. */
function measuredAlone({ name }: Row): Result {
  const args = ['--expose-gc', process.argv[1] as string, '--only', name, '--json'];
  const { status, stdout } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`bench: the row ${name} ended with code ${status}`);
  return (JSON.parse(String(stdout)) as Result[])[0] as Result;
}

function chosen(names: readonly string[]): readonly Row[] {
  const unknown = names.find((name) => !ROWS.some((row) => row.name === name));
  if (unknown === undefined) return names.length === 0 ? ROWS : ROWS.filter((row) => names.includes(row.name));
  throw new Error(`bench: no row ${unknown}; there are ${ROWS.map((row) => row.name).join(', ')}`);
}

// A log gets a line for each row, a terminal one line that changes.
function progress(...[name, done, all]: Parameters<Progress>): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${name} ${done} of ${all}`);
  else if (done === 0) process.stderr.write(`${name}: ${all} pairs\n`);
}
