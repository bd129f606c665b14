import { asking } from './floci/asking.js';
import { closing } from './floci/closing.js';
import { deciding } from './floci/deciding.js';
import { tasks } from './floci/tasks.js';
import { rival } from './rival.js';

// What Floci of August 2026 does in another way than live SWF: docs/swf.md 11.1, row by row.
rival('Floci', 28, closing, deciding, tasks, asking);
