import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { ran, ranLine } from './inMemory.js';

const GENERAL = [
  'swfake 1.2.3: an in-memory fake of Amazon SWF for tests',
  '',
  'Usage: swfake COMMAND [FLAG]... [FILE]...',
];

describe('swfake', () => {
  it('prints its help without a command, and says that it ran nothing', async () => {
    const { code, printed, complaints } = await ranLine('');
    expect(printed.join('\n').split('\n').slice(0, 3)).toEqual(GENERAL);
    expect({ code, complaints }).toEqual({
      code: 2,
      complaints: ["swfake: expected a command, such as 'swfake show order-7.json'"],
    });
  });

  it('says in its help which default depends on other flags', async () => {
    const { printed } = await ranLine('help simulate');
    const row = printed[0]?.split('\n').find((line) => line.includes('--until-failures'));
    expect(row).toMatch(/ {2}Ends after so many failures\. 0: never\. Default: 1; 0 with --crash-points\.$/);
  });

  it.each(['--help', '-h', 'help', 'help help', 'help --help'])('%s prints its help', async (line) => {
    const { code, printed, complaints } = await ranLine(line);
    expect({ code, complaints, head: printed[0]?.split('\n').slice(0, 3) }).toEqual({
      code: 0,
      complaints: [],
      head: GENERAL,
    });
    for (const { name, summary } of COMMANDS) expect(printed[0]).toMatch(new RegExp(`^  ${name} +${summary}$`, 'm'));
    expect(printed[0]).toMatch(/^ {2}2 {2}The command could not run/m);
  });

  it('--version prints the version alone', async () => {
    expect(await ranLine('--version')).toMatchObject({ code: 0, printed: ['1.2.3'], complaints: [] });
  });

  it('reports a mistake of its own with the stack', async () => {
    const { code, complaints } = await ran(['show', 'a.json'], { files: { 'a.json': new RangeError('a bug') } });
    expect({ code, complaints }).toEqual({ code: 2, complaints: ["swfake: file 'a.json' cannot be read: a bug"] });
    const until = () => {
      throw new RangeError('a bug');
    };
    const broken = await ran(['serve', '--port', '0'], { until });
    expect({ code: broken.code, complaints: broken.complaints }).toEqual({
      code: 2,
      complaints: [expect.stringMatching(/^RangeError: a bug\n {4}at /)],
    });
  });
});

describe.each(COMMANDS.map((command) => [command.name, command] as const))('the help of %s', (name, command) => {
  it.each([`help ${name}`, `${name} --help`, `${name} -h`, `--help ${name}`, `${name} --frob --help`])(
    'is printed by swfake %s',
    async (line) => {
      const { code, printed, complaints } = await ranLine(line);
      expect({ code, complaints, count: printed.length }).toEqual({ code: 0, complaints: [], count: 1 });
      expect(printed[0]).toMatch(new RegExp(`^Usage: swfake ${name}( .*)?\n\n${command.summary}\n`));
    },
  );

  it('has every flag with its default, an example, and the exit codes that it returns', async () => {
    const [help = ''] = (await ranLine(`help ${name}`)).printed;
    for (const flag of Object.keys(command.flags))
      expect(help).toMatch(new RegExp(`^  --${flag}\\b.*(Default: .+\\.|Required\\.)$`, 'm'));
    expect(help).toContain('  -h, --help');
    expect(help).toMatch(/\nExamples?:\n {2}(aws|swfake) /);
    expect(help).toMatch(/\nExit codes:\n {2}0 {2}/);
    for (const [code, meaning] of Object.entries(command.exitCodes)) expect(help).toContain(`  ${code}  ${meaning}`);
  });

  it('fits a terminal of 130 columns', async () => {
    const [help = ''] = (await ranLine(`help ${name}`)).printed;
    expect(help.split('\n').filter((line) => line.length > 130)).toEqual([]);
  });
});

describe('words after --', () => {
  it('are files, also if they look like flags', async () => {
    const { complaints } = await ran(['show', '--', '--help']);
    expect(complaints).toEqual(["swfake: there is no file '--help'"]);
  });
});

describe('help in a row of files', () => {
  it('is help, not a file', async () => {
    expect(await ran(['show', 'a.json', '--help'])).toMatchObject({ code: 0, complaints: [] });
  });
});
