import { describe, expect, it } from 'vitest';
import type { FileSystem } from '../../src/cli/line/environment.js';
import { type Files, ranLine, type World } from '../cli/inMemory.js';

// Every message of the command line, whole. Each comes on standard error, alone in its line, with exit code 2.

const complaintsOf = async (line: string, world?: World) => {
  const { code, complaints } = await ranLine(line, world);
  return { code, complaints };
};

const FLAGS_OF_SHOW =
  '--steps, --mermaid, --html, --json, --all, --compare, --failures, --activity, --from, --to, --tail, --width, --help';

const WRONG_LINES: readonly (readonly [string, string])[] = [
  ['', "expected a command, such as 'swfake show order-7.json'"],
  ['swerve', "there is no command 'swerve'; did you mean 'serve'?"],
  ['ver', "there is no command 'ver'; did you mean 'verify'?"],
  [
    'toString',
    "there is no command 'toString'; the commands are show, verify, replay, audit, upgrade, simulate, serve, conform, help",
  ],
  ['help veryfi', "there is no command 'veryfi'; did you mean 'verify'?"],
  ['order-7.json', "there is no command 'order-7.json'; a command comes before a FILE: swfake show order-7.json"],
  ['histories/*', "there is no command 'histories/*'; a command comes before a FILE: swfake show histories/*"],
  ['--halp', "swfake has no flag '--halp'; did you mean '--help'?"],
  ['--frob=1', "swfake has no flag '--frob'; without a command, the flags are --help, --version"],
  ['--port=1 serve', "swfake has no flag '--port'; write it after the command: swfake serve --port=1"],
  ['verify', 'verify expects at least one FILE: a file, a folder, a pattern, or - for standard input'],
  ['show --compare a.json', 'show: --compare is for a page; add --html'],
  ['serve here', "serve takes no FILE, but it was given 'here'"],
  ['conform --only timer', "conform: flag '--only' names no check: 'timer'; see 'swfake conform --list'"],
  [
    'conform --self --endpoint http://127.0.0.1:8080',
    'conform: --self and --endpoint name two targets; leave one of them out',
  ],
  [
    'conform --endpoint localhost:8080',
    "conform: flag '--endpoint' expects a URL, such as http://127.0.0.1:8080, but it was given 'localhost:8080'",
  ],
  ['conform --self --record nowhere', "conform: there is no folder 'nowhere'; create it, or leave --record out"],
  ['verify --lenient a.json', "verify has no flag '--lenient'; did you mean '--lenient-absent'?"],
  ['verify --lenient-absnt a.json', "verify has no flag '--lenient-absnt'; did you mean '--lenient-absent'?"],
  ['show --frobnicate a.json', `show has no flag '--frobnicate'; its flags are ${FLAGS_OF_SHOW}`],
  ['show --constructor a.json', `show has no flag '--constructor'; its flags are ${FLAGS_OF_SHOW}`],
  ['show -x a.json', `show has no flag '-x'; its flags are ${FLAGS_OF_SHOW}`],
  ['show --all=yes a.json', "show: flag '--all' takes no value, but it was given 'yes'"],
  ['show --steps --json a.json', 'show: --steps and --json are two formats; leave one of them out'],
  ['show --tail few a.json', "show: flag '--tail' expects a whole number from 0 to 1000000, but it was given 'few'"],
  [
    'show --from yesterday a.json',
    "show: flag '--from' expects the id of an event, a time such as 2026-01-01T00:00:00Z, or a duration since the first event such as 3d, but it was given 'yesterday'",
  ],
  ['serve --port', "serve: flag '--port' expects a value"],
  ['serve --port=http', "serve: flag '--port' expects a whole number from 0 to 65535, but it was given 'http'"],
  ['serve --port 65536', "serve: flag '--port' expects a whole number from 0 to 65535, but it was given '65536'"],
  ['serve --seed -1', "serve: flag '--seed' expects a whole number from 0 to 9007199254740991, but it was given '-1'"],
  ['serve --clock fast', "serve: flag '--clock' expects 'real' or 'virtual', but it was given 'fast'"],
  [
    'serve --clock vritual',
    "serve: flag '--clock' expects 'real' or 'virtual', but it was given 'vritual'; did you mean 'virtual'?",
  ],
  [
    'serve --start yesterday',
    "serve: flag '--start' expects now, or a time such as 2026-01-01T00:00:00Z, but it was given 'yesterday'",
  ],
  [
    'serve --start 2026-01-01',
    "serve: flag '--start' was given '2026-01-01', but the clock is real and starts now; add --clock virtual",
  ],
  [
    'serve --clock virtual --start 2026-99-01',
    "serve: flag '--start' expects now, or a time such as 2026-01-01T00:00:00Z, but it was given '2026-99-01'",
  ],
  ['serve --assume idlePollToken', "serve: flag '--assume' expects NAME=VALUE, but it was given 'idlePollToken'"],
  ['serve --assume idlePolToken=empty', "unknown option 'idlePolToken' of assumptions; did you mean 'idlePollToken'?"],
  [
    'serve --assume idlePollToken=none',
    "the assumption 'idlePollToken' was given as 'none'; expected 'absent' or 'empty'",
  ],
  ['serve --limit =5', "serve: flag '--limit' expects NAME=VALUE, but it was given '=5'"],
  [
    'serve --limit openTimers=few',
    "serve: flag '--limit' expects a whole number for 'openTimers', or Infinity, but it was given 'few'",
  ],
  ['serve --limit openTimer=5', "unknown option 'openTimer' of limits; did you mean 'openTimers'?"],
  ['serve --poll-timeout 60', "serve: flag '--poll-timeout': the duration '60' has no unit; did you mean '60s'?"],
  [
    'serve --request-timeout soon',
    "serve: flag '--request-timeout': 'soon' is no duration; expected a number with a unit, for example '500ms', '30s', '10m', '4h' or '3d'",
  ],
  [
    'serve --state s.json --save-every 5',
    "serve: flag '--save-every': the duration '5' has no unit; did you mean '5s'?",
  ],
  ['serve --state=', "serve: flag '--state' expects a FILE, but it was given a blank text; is a variable not set?"],
  [
    'serve --host=',
    "host was given as ''; expected an address, such as '127.0.0.1', or '0.0.0.0' for every address of this machine; is a variable not set?",
  ],
  [
    'serve --lambda no.js',
    "there is no file 'no.js'; --lambda expects the path of a module, in JavaScript or TypeScript",
  ],
  ['replay a.json', "replay expects --decider MODULE; see 'swfake help replay'"],
  [
    'replay --decider --json a.json',
    "replay: flag '--decider' expects a value, but '--json' follows; a value that begins with - is written --decider=VALUE",
  ],
  ['simulate', 'simulate expects a MODULE, such as ./order.simulation.js; or --merge and at least one FILE'],
  ['simulate --merge', 'simulate expects a MODULE, such as ./order.simulation.js; or --merge and at least one FILE'],
  ['simulate no.js', "there is no file 'no.js'; MODULE expects the path of a module, in JavaScript or TypeScript"],
  ['simulate a.js b.js', "simulate expects one MODULE, but it was given 'b.js' too; --merge takes files"],
  ['simulate a.js --seeds 0', "simulate: flag '--seeds' expects a whole number from 1, but it was given '0'"],
  [
    'simulate a.js --from 9007199254740991',
    'simulate: --from and --seeds go beyond the highest seed, 9007199254740991',
  ],
  ['simulate a.js --resume', 'simulate: --resume goes on with the file of --out; add --out FILE'],
  ['simulate a.js --crash-points --seeds 5', 'simulate: --crash-points takes no seeds; leave --seeds and --from out'],
  ['simulate a.js --crash-points --plan p.json', 'simulate: --crash-points makes its own plans; leave --plan out'],
  ['simulate a.js --corpus c.json', 'simulate: --corpus is for a guided search; add --guided, or leave --corpus out'],
  [
    'simulate a.js --guided --crash-points',
    'simulate: --guided varies random choices, and --crash-points has none; leave one of them out',
  ],
  [
    'simulate a.js --guided --shard 1/2',
    'simulate: --guided has no shards, because its runs depend on each other; give each machine a --from and a --corpus of its own, and merge the corpora with --merge',
  ],
  ['simulate --merge a.json --guided', 'simulate: --merge runs nothing; leave --guided out'],
  ['simulate --merge a.json --seeds 5', 'simulate: --merge runs nothing; leave --seeds out'],
  ['simulate --merge a.json --from 5', 'simulate: --merge runs nothing; leave --from out'],
  ['simulate --merge a.json --jobs 2', 'simulate: --merge runs nothing; leave --jobs out'],
  ['simulate --merge a.json --seed-timeout 5s', 'simulate: --merge runs nothing; leave --seed-timeout out'],
  ['simulate --merge a.json --save-every 5s', 'simulate: --merge runs nothing; leave --save-every out'],
  ['simulate --merge a.json --until-failures 0', 'simulate: --merge runs nothing; leave --until-failures out'],
  [
    'simulate a.js --seed-timeout 0s',
    "simulate: flag '--seed-timeout' expects a time longer than 0, such as 30s, but it was given '0s'",
  ],
  [
    'simulate a.js --seed-timeout 5',
    "simulate: flag '--seed-timeout': the duration '5' has no unit; did you mean '5s'?",
  ],
  [
    'simulate a.js --save-every 5x',
    "simulate: flag '--save-every': the duration '5x' has the unknown unit 'x'; expected a number with a unit, for example '500ms', '30s', '10m', '4h' or '3d'",
  ],
  ['simulate a.js --jobs 0', "simulate: flag '--jobs' expects auto, or a number from 1 to 9999, but it was given '0'"],
  ['simulate --merge a.json --html p.html', 'simulate: --merge runs nothing; leave --html out'],
  ['simulate --merge a.json --shard 1/2', 'simulate: --merge runs nothing; leave --shard out'],
  ['simulate --merge no.json', "there is no file 'no.json'"],
  [
    'replay --decider no.js a.json',
    "there is no file 'no.js'; --decider expects the path of a module, in JavaScript or TypeScript",
  ],
];

describe('a wrong command line', () => {
  it.each(WRONG_LINES)('swfake %s', async (line, message) => {
    expect(await complaintsOf(line, { modules: { 'a.js': {} } })).toEqual({
      code: 2,
      complaints: [`swfake: ${message}`],
    });
  });
});

const EXPECTED = `expected {"events": [...]}, as 'aws swf get-workflow-execution-history' prints it, or {"histories": [{"id": "order-7", "events": [...]}]}`;

const BAD_FILES: readonly (readonly [string, Files, string])[] = [
  ['verify no.json', {}, "there is no file 'no.json'"],
  ['verify no/*.json', {}, "no file matches 'no/*.json'"],
  ['verify texts', { 'texts/a.txt': '' }, "folder 'texts' holds no .json file"],
  ['show a.json', { 'a.json': ' \n' }, "file 'a.json' is empty; expected JSON"],
  ['show -', {}, 'standard input is empty; expected JSON'],
  ['show a.json', { 'a.json': {} }, `file 'a.json' holds no history; ${EXPECTED}`],
  ['show a.json', { 'a.json': 'null' }, `file 'a.json' holds no history; ${EXPECTED}`],
  ['show a.json', { 'a.json': { histories: [null] } }, `history 1 of file 'a.json' has no events; ${EXPECTED}`],
  [
    'show a.json',
    { 'a.json': { histories: [{ id: 'b' }] } },
    `history 'b' of file 'a.json' has no events; ${EXPECTED}`,
  ],
  [
    'serve --state s.json',
    { 's.json': { events: [] } },
    "file 's.json' holds no state; expected a file that 'swfake serve --state' wrote, or JSON of swf.save()",
  ],
  [
    'serve --state s.json',
    { 's.json': { format: 'swfake server', version: 2, fakes: [] } },
    "file 's.json' has version 2; expected version 1: use the version of swfake that wrote it",
  ],
  [
    'serve --state s.json',
    { 's.json': { format: 'swfake state', version: 3 } },
    "file 's.json': the saved state has version 3; expected version 1; load it with the version of swfake that saved it",
  ],
  [
    'serve --register r.json',
    { 'r.json': { domain: 'shop', activities: { 'Charge@1': { taskList: 'a', defaultTaskList: { name: 'b' } } } } },
    "file 'r.json': the type 'Charge@1': 'defaultTaskList' and 'taskList' are both given; leave one of them out",
  ],
  [
    'serve --register r.json',
    { 'r.json': { domain: 'shop', name: 'shop' } },
    "file 'r.json': 'name' and 'domain' are both given; leave one of them out",
  ],
  ['verify a.json', { 'a.json': { histories: [] } }, 'verify compared no history: the files hold none'],
  ['verify a.json', { 'a.json': [] }, 'verify compared no history: all 1 were skipped'],
];

describe('a file that cannot be used', () => {
  it.each(BAD_FILES)('swfake %s, where the files are %j', async (line, files, message) => {
    expect(await complaintsOf(line, { files })).toEqual({ code: 2, complaints: [`swfake: ${message}`] });
  });

  it('that is not JSON', async () => {
    const { complaints } = await complaintsOf('show a.json', { files: { 'a.json': '{\n "events": x\n}' } });
    // Node's own words follow: they differ between versions.
    expect(complaints).toEqual([expect.stringMatching(/^swfake: file 'a\.json' is not JSON: .+$/)]);
  });

  it.each([
    ['EACCES', "file 'a.json' cannot be read: permission denied"],
    ['EISDIR', "file 'a.json' is a folder"],
    ['EIO', "file 'a.json' cannot be read: EIO: it is broken"],
  ])('for the reason %s', async (code, message) => {
    const error = Object.assign(new Error(`${code}: it is broken`), { code });
    const { complaints } = await complaintsOf('show a.json', { files: { 'a.json': error } });
    expect(complaints).toEqual([`swfake: ${message}`]);
  });
});

const NO_DECIDERS: readonly (readonly [string, object, string])[] = [
  ['nothing', {}, 'missing'],
  ['another name', { decide: () => [] }, "missing (it exports 'decide')"],
  ['a text', { default: 'decider' }, 'string'],
  ['nothing in a list', { default: {} }, '{}'],
  ['a function by its own name', { default: { decide: () => [] } }, "an object with 'decide', which is no type"],
  ['texts', { default: { 'Order@1': 'decider' } }, '{"Order@1":"decider"}'],
];

describe('a module that exports', () => {
  it.each(NO_DECIDERS)('%s', async (_case, module, found) => {
    const world = { modules: { 'd.js': module }, files: { 'a.json': [] } };
    const message = `the default export of 'd.js' is ${found}; expected a decider, or {"Order@1": decider}`;
    expect(await complaintsOf('replay --decider d.js a.json', world)).toEqual({
      code: 2,
      complaints: [`swfake: ${message}`],
    });
  });
});

describe('a module that cannot be imported', () => {
  const unknown = Object.assign(new TypeError('Unknown file extension ".ts"'), { code: 'ERR_UNKNOWN_FILE_EXTENSION' });
  it.each([
    ['d.js', new Error('no config'), "'d.js' cannot be imported: Error: no config"],
    [
      'd.ts',
      unknown,
      "'d.ts' cannot be imported: this version of Node runs no TypeScript: compile the file, or install jiti: npm install --save-dev jiti, or use Node 22.18 or later",
    ],
    ['d.txt', unknown, `'d.txt' cannot be imported: Unknown file extension ".ts"`],
    ['d.tsx', unknown, "'d.tsx' cannot be imported: Node runs no JSX: compile the file"],
    [
      'd.mts',
      Object.assign(new SyntaxError('enum'), { code: 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX' }),
      "'d.mts' cannot be imported: it has syntax of TypeScript that Node cannot remove, such as an enum: compile the file, or install jiti: npm install --save-dev jiti",
    ],
    [
      'node_modules/d.ts',
      Object.assign(new Error('no'), { code: 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING' }),
      "'node_modules/d.ts' cannot be imported: Node runs no TypeScript in node_modules: compile the file, or install jiti: npm install --save-dev jiti",
    ],
  ])('%s: %s', async (name, error, message) => {
    const world = { modules: { [name]: error }, files: { 'a.json': [] } };
    expect(await complaintsOf(`replay --decider ${name} a.json`, world)).toEqual({
      code: 2,
      complaints: [`swfake: ${message}`],
    });
  });
});

describe('swfake serve', () => {
  it.each([
    [
      { workflows: {} },
      `file 'r.json' registers nothing; expected {"domain": "shop", "workflows": {"Order@1": {}}}, or a list of those`,
    ],
    [
      'null',
      `file 'r.json' registers nothing; expected {"domain": "shop", "workflows": {"Order@1": {}}}, or a list of those`,
    ],
    ['', "file 'r.json' is empty; expected JSON"],
  ])('with a file that holds %j', async (content, message) => {
    expect(await complaintsOf('serve --port 0 --register r.json', { files: { 'r.json': content } })).toEqual({
      code: 2,
      complaints: [`swfake: ${message}`],
    });
  });

  it('with a registration that is refused', async () => {
    const files = { 'r.json': { domain: 'a', workflows: { Order: {} } } };
    const { complaints } = await complaintsOf('serve --port 0 --register r.json', { files });
    expect(complaints).toEqual([expect.stringMatching(/^swfake: file 'r\.json': .*'Order@1'/)]);
  });

  it.each([[{ default: {} }], [{ default: 'pack' }], [{ pack: () => 1 }]])(
    'with a module that has no Lambda functions: %j',
    async (module) => {
      const { complaints } = await complaintsOf('serve --lambda m.js', { modules: { 'm.js': module } });
      expect(complaints).toEqual([
        "swfake: the default export of 'm.js' has no Lambda functions; expected { pack: (input) => result }, by the name of each",
      ]);
    },
  );

  it.each([
    ['ENOENT', 'its folder does not exist'],
    ['EACCES', 'permission denied'],
    ['EPERM', 'permission denied'],
    ['EROFS', 'the file system is read-only'],
    ['ENOSPC', 'the disk is full'],
    ['EISDIR', 'it is a folder'],
    ['EIO', 'EIO: broken'],
  ])('with a state that cannot be saved: %s', async (code, reason) => {
    const disk = (files: FileSystem) =>
      void Object.assign(files, {
        write: () => {
          throw Object.assign(new Error(`${code}: broken`), { code });
        },
      });
    const { complaints } = await complaintsOf('serve --state s.json', { disk });
    expect(complaints).toEqual([`swfake: the state cannot be saved in file 's.json': ${reason}`]);
  });

  it('where it cannot listen', async () => {
    const { complaints } = await complaintsOf('serve --host no.such.host.invalid');
    expect(complaints).toEqual([
      expect.stringMatching(/^swfake: cannot listen on port 8080 of 'no\.such\.host\.invalid': /),
    ]);
  });
});
