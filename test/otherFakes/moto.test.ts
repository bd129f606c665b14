import { deciding } from './moto/deciding.js';
import { showing } from './moto/showing.js';
import { rival } from './rival.js';

// What moto of August 2026 does in another way than live SWF: docs/swf.md 11.2, row by row.
rival('moto', 18, deciding, showing);
