/**
 * Clients that poll and respond at once over HTTP, beside the same clients at a server that answers `{}`:
 *
 *     npm run load -- --clients 200 --seconds 30
 */
import { parseArgs } from 'node:util';
import { type Balance, bareCalls, load } from './load.js';

const { values } = parseArgs({
  options: { clients: { type: 'string', default: '200' }, seconds: { type: 'string', default: '30' } },
});
const [clients, seconds] = [Number(values.clients), Number(values.seconds)];

function timer(): () => boolean {
  const end = performance.now() + seconds * 1000;
  return () => performance.now() >= end;
}

const perSecond = (calls: number): string => `${Math.round(calls / seconds)} calls/s`;
const balanced = ({ scheduled, closed, open }: Balance): boolean => scheduled === closed + open;
const text = ({ scheduled, closed, open }: Balance): string =>
  `${scheduled} scheduled = ${closed} closed + ${open} open`;

const { calls, decisions, activities, twice, violations } = await load(clients, timer());
const bare = await bareCalls(clients, timer());
console.log(`${clients} clients, ${seconds} s: ${perSecond(calls)}; a bare server that answers {}: ${perSecond(bare)}`);
console.log(`decision tasks: ${text(decisions)}; activity tasks: ${text(activities)}`);
console.log(`${twice.length} handed out twice, ${violations.length} violations`);
if (!balanced(decisions) || !balanced(activities) || twice.length + violations.length > 0) process.exitCode = 1;
