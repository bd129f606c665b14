import { answers, lateAnswers } from './answers.js';
import { arrivals, landings } from './arrivals.js';
import type { Move } from './move.js';
import { mainRun, type Node } from './node.js';
import type { Setting } from './setting.js';
import { takes } from './takes.js';
import { overdue, passing } from './time.js';

/**
 * All that can happen next, in an order that is always the same. What is due at this instant goes before anybody acts
 * (swf-behaviour 7.1). When the run is closed, only what workers still do to the world counts.
 */
export function movesOf<W>(setting: Setting<W>, node: Node<W>): readonly Move<W>[] {
  if (mainRun(setting, node.state).closed) return lateAnswers(setting, node);
  const due = overdue(node);
  if (due.length > 0) return due;
  return [
    ...takes(node),
    ...answers(setting, node),
    ...arrivals(setting, node),
    ...landings(node),
    ...passing(setting, node),
  ];
}
