import type { Move } from '../state/move.js';
import { mainRun, type Node } from '../state/node.js';
import type { PreparedScenario } from '../state/preparedScenario.js';
import { answerMoves, lateWorkMoves } from './answer.js';
import { deliveryMoves, outsideEventMoves } from './arrive.js';
import { overdueMoves, timeMoves } from './passTime.js';
import { taskMoves } from './take.js';

/**
 * Returns the moves that are possible in a node, always in the same order. What is due at this instant comes before calls
 * (docs/swf.md 7.1). When the run is closed, only the effects of late workers remain.
 */
export function movesOf<W>(prepared: PreparedScenario<W>, node: Node<W>): readonly Move<W>[] {
  if (mainRun(prepared, node.state).closed) return lateWorkMoves(prepared, node);
  const due = overdueMoves(node);
  if (due.length > 0) return due;
  return [
    ...taskMoves(node),
    ...answerMoves(prepared, node),
    ...outsideEventMoves(prepared, node),
    ...deliveryMoves(node),
    ...timeMoves(prepared, node),
  ];
}
