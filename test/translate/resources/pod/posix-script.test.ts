import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outputOf, runStep, type StepResult, type StepRun } from '../support/run-step.ts';

interface RecordedScript extends StepRun {
  readonly id: string;
  readonly result: StepResult;
}

const recorded = readFileSync('fixtures/recorded/scripts-posix.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as RecordedScript);

test('every recorded script has its recorded effects', () => {
  const different = recorded.filter(({ result, ...step }) => !isDeepStrictEqual(runStep(step), result));
  console.log(`scripts-posix: ${recorded.length - different.length} of ${recorded.length} identical`);
  expect(recorded.length).toBeGreaterThan(0);
  expect(different.map(({ id }) => id)).toEqual([]);
});

describe('credentials for git', () => {
  const credentials = {
    CI_NETRC_MACHINE: 'git.example.com',
    CI_NETRC_USERNAME: 'bot',
    CI_NETRC_PASSWORD: 'p%s\\n$(id)`"',
  };

  test('replace a file that others could read, and shut it', () => {
    const prepare = (home: string) => writeFileSync(join(home, '.netrc'), 'machine old\n', { mode: 0o644 });
    const { netrc, status } = runStep({ commands: ['true'], env: credentials, prepare });
    const text = 'machine git.example.com\nlogin bot\npassword p%s\\n$(id)`"\n';
    expect({ netrc, status }).toEqual({ netrc: { text, mode: '600' }, status: 0 });
  });

  test('are not written without a machine', () => {
    const { netrc } = runStep({ commands: ['true'], env: { ...credentials, CI_NETRC_MACHINE: '' } });
    expect(netrc).toBeNull();
  });

  test('and the script itself are gone when the commands run; the machine stays', () => {
    const { stdout } = runStep({ commands: ['env'], env: { ...credentials, OTHER: 'kept' } });
    const names = stdout.split('\n').map((line) => line.split('=')[0]);
    expect(names).toEqual(expect.arrayContaining(['CI_NETRC_MACHINE', 'OTHER', 'SHELL']));
    for (const gone of ['CI_NETRC_USERNAME', 'CI_NETRC_PASSWORD', 'CI_SCRIPT'])
      expect(names).not.toContain(gone);
  });
});

describe('the working directory', () => {
  test('is made with its parents and entered', () => {
    const { stdout, made } = runStep({ commands: ['pwd'], dir: 'deep/er/dir' });
    expect({ stdout, made }).toEqual({ stdout: '+ pwd\n<root>/deep/er/dir\n', made: ['deep'] });
  });

  test('can contain spaces and live variables', () => {
    const { stdout } = runStep({ commands: ['pwd'], dir: 'a b/$SUBDIR' });
    expect(stdout).toBe('+ pwd\n<root>/a b/sub\n');
  });

  test('may be there already', () => {
    expect(runStep({ commands: ['pwd'], dir: '.' })).toMatchObject({ status: 0, made: [] });
  });
});

describe('commands', () => {
  test.each([
    { what: 'a plain one', command: 'true', stdout: '+ true\n' },
    { what: 'single quotes', command: "echo 'a b'", stdout: "+ echo 'a b'\na b\n" },
    { what: 'double quotes', command: 'echo "a  b"', stdout: '+ echo "a  b"\na  b\n' },
    { what: 'a dollar', command: 'X=1; echo "$X"', stdout: '+ X=1; echo "$X"\n1\n' },
    { what: 'a backquote', command: 'echo `echo in`', stdout: '+ echo `echo in`\nin\n' },
    {
      what: 'several lines',
      command: 'if true\nthen\n  echo yes\nfi',
      stdout: '+ if true\nthen\n  echo yes\nfi\nyes\n',
    },
    { what: 'other scripts', command: 'echo é測🚀', stdout: '+ echo é測🚀\né測🚀\n' },
    { what: 'a comment', command: '# nothing', stdout: '+ # nothing\n' },
    { what: 'an empty one', command: '', stdout: '+ \n' },
  ])('are traced and run: $what', ({ command, stdout }) => {
    expect(runStep({ commands: [command] })).toMatchObject({ stdout, status: 0 });
  });

  test('end at the first that fails, with its status', () => {
    const result = runStep({ commands: ['echo one', 'sh -c "exit 42"', 'echo two'] });
    expect(result).toMatchObject({ stdout: '+ echo one\none\n+ sh -c "exit 42"\n', status: 42 });
  });

  test('share one shell', () => {
    const { stdout } = runStep({ commands: ['mkdir here && cd here', 'NAME=octo', 'echo "$NAME in $PWD"'] });
    expect(stdout.split('\n').at(-2)).toBe('octo in <root>/work/here');
  });
});

test('any printable text is traced and echoed as the shell itself echoes it', () => {
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { minLength: 1, maxLength: 8 });
  const property = fc.property(texts, (words) => {
    const commands = words.map((word) => `echo ${inSingleQuotes(word)}`);
    const variables = Object.fromEntries(
      words.flatMap((word, index) => [
        [`WORD_${index}`, word],
        [`COMMAND_${index}`, commands[index] ?? ''],
      ]),
    );
    const echoes = words.map((_, index) => `echo + "$COMMAND_${index}"\necho "$WORD_${index}"\n`).join('');
    const expected = outputOf(['/bin/sh', '-c', echoes], variables);
    expect(runStep({ commands })).toMatchObject({ stdout: expected, status: 0 });
  });
  fc.assert(property, { numRuns: 40, seed: 5 });
});

function inSingleQuotes(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
