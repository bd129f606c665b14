import type { JSX } from 'preact';
import type { ConsoleList, ConsoleTask } from '../../render/html/consoleData.js';
import { durationText } from '../../render/timeline.js';
import { utcText } from '../shared/times.js';
import { runHash } from './source/address.js';
import type { ConsoleProps } from './source/props.js';

/** The task lists: their tasks, and the polls that wait for some. */
export function ListsPage({ model }: ConsoleProps): JSX.Element {
  const { lists, moreLists, now } = model;
  if (lists.length === 0) return <p>No task waits, and no client has polled yet.</p>;
  return (
    <div class="console-lists">
      {lists.map((list) => (
        <List key={`${list.kind} ${list.domain} ${list.name}`} list={list} now={now} />
      ))}
      {moreLists > 0 && <p class="faint">and {moreLists.toLocaleString('en')} more task lists</p>}
    </div>
  );
}

const MOST_POLLS = 20;

function List({ list, now }: { readonly list: ConsoleList; readonly now: number }): JSX.Element {
  const { kind, domain, name, waiting, hasMore, tasks, polls } = list;
  const count = `${hasMore ? 'more than ' : ''}${waiting.toLocaleString('en')}`;
  return (
    <section class="console-list" aria-label={`${kind} task list ${name} of ${domain}`}>
      <h2>
        {name}{' '}
        <span class="faint">
          {kind} tasks, domain {domain}
        </span>
      </h2>
      <dl>
        <dt>Waiting tasks</dt>
        <dd>
          <span class="mono">{count}</span>
          <Tasks tasks={tasks} now={now} left={waiting - tasks.length} />
        </dd>
        <dt>Waiting polls</dt>
        <dd>
          <span class="mono">{polls.length}</span>
          {polls.length > 0 && <span class="console-names">{namesText(polls)}</span>}
        </dd>
        <dt>Last poll</dt>
        <dd>
          <LastPoll list={list} now={now} />
        </dd>
      </dl>
    </section>
  );
}

function namesText(polls: readonly string[]): string {
  const left = polls.length - MOST_POLLS;
  return `${polls.slice(0, MOST_POLLS).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

function LastPoll({ list: { lastPoll }, now }: { readonly list: ConsoleList; readonly now: number }): JSX.Element {
  if (!lastPoll) return <span>never polled</span>;
  const { holder, at } = lastPoll;
  return (
    <>
      <span class="console-names">{holder}</span>{' '}
      <span class="faint mono" title={utcText(at)}>
        {durationText(Math.max(0, now - at))} ago
      </span>
    </>
  );
}

interface TasksProps {
  readonly tasks: readonly ConsoleTask[];
  readonly now: number;
  readonly left: number;
}

function Tasks({ tasks, now, left }: TasksProps): JSX.Element | null {
  if (tasks.length === 0) return null;
  return (
    <ol class="console-tasks">
      {tasks.map(({ run, workflowId, what, since, priority }) => (
        <li key={`${run} ${what}`}>
          {what} of <a href={runHash(run)}>{workflowId}</a>{' '}
          <span class="faint mono">
            for {durationText(Math.max(0, now - since))}
            {priority !== 0 && `, priority ${priority}`}
          </span>
        </li>
      ))}
      {left > 0 && <li class="faint">and {left.toLocaleString('en')} more</li>}
    </ol>
  );
}
