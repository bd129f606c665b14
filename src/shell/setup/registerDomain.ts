import { millisOf, type Timeout } from '../../args/durations.js';
import { domainNamed } from '../../core/index.js';
import type { Shell } from '../shell.js';
import { callOrThrow } from './callOrThrow.js';

const DAY_MILLIS = 86_400_000;
const LONGEST_DAYS = 90;

/**
 * Registers a domain, if it does not exist.
 *
 * @throws TypeError if the retention is no number of whole days from 0 to 90.
 * @throws Error if the domain exists with another retention, or if SWF refuses.
 */
export function registerDomain(shell: Shell, name: string, retention: Timeout | undefined): void {
  const days = retention === undefined ? undefined : daysOf(retention);
  const known = domainNamed(shell.state, name);
  if (!known) {
    const workflowExecutionRetentionPeriodInDays = days ?? String(LONGEST_DAYS);
    callOrThrow(shell, 'RegisterDomain', { name, workflowExecutionRetentionPeriodInDays });
  } else if (days !== undefined && days !== known.retention) {
    throw new Error(
      `swfake: the domain '${name}' exists with a retention of ${retentionText(known.retention)}, and was now given ` +
        `${retentionText(days)}; a domain cannot change: give the retention in its first register()`,
    );
  }
}

function daysOf(retention: Timeout): string {
  if (retention === 'NONE') return retention;
  const days = millisOf(retention) / DAY_MILLIS;
  if (Number.isInteger(days) && days <= LONGEST_DAYS) return String(days);
  throw new TypeError(
    `swfake: the retention '${retention}' is ${days} days; expected whole days from '0d' to '${LONGEST_DAYS}d', or 'NONE'`,
  );
}

const retentionText = (days: string): string => (days === 'NONE' ? "'NONE'" : `'${days}d'`);
