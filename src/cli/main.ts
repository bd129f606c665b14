#!/usr/bin/env node
/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { verifyFiles } from './verify.js';

const USAGE = `usage: swfake verify [--lenient-absent] FILE...

Re-enacts recorded histories on the fake and compares. A FILE holds {"events": [...]} as
'aws swf get-workflow-execution-history' prints it, or {"histories": [{"id", "events"}]}.

--lenient-absent   lets pass what a recorder dropped: zero ids, scheduleToStartTimeout NONE, empty tag lists`;

const [command, ...words] = process.argv.slice(2);
const options = words.filter((word) => word.startsWith('--'));
const files = words.filter((word) => !word.startsWith('--'));
const strange = options.filter((option) => option !== '--lenient-absent');

if (command !== 'verify' || files.length === 0 || strange.length > 0) {
  for (const option of strange) console.error(`swfake: unknown option ${option}`);
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const read = (file: string): string => readFileSync(file, 'utf8');
  const good = verifyFiles(files, read, console.log, { lenientAbsent: options.length > 0 });
  process.exitCode = good ? 0 : 1;
}
