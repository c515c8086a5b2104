import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { run } from '../../support/memory-io.ts';
import { isMissing } from '../../support/tools.ts';

/** What a shell gets for the words before the cursor; the last one may be incomplete. */
const CASES: readonly [words: string[], completions: string[]][] = [
  [['ren'], ['render']],
  [
    ['render', '--out'],
    ['--out-dir', '--output'],
  ],
  [
    ['render', '--output', ''],
    ['json', 'ndjson', 'yaml'],
  ],
  [['render', '-o', 'nd'], ['ndjson']],
  [
    ['render', '--only', 'p'],
    ['pod', 'pvc'],
  ],
  [['render', '--release', '3.17'], ['3.17']],
  [
    ['render', '--pod-security', ''],
    ['baseline', 'restricted'],
  ],
  [['render', '--branch', ''], []],
  [['render', '--agent-env', 'package-l'], ['package-lock.json']],
  [['render', '--check', 'READ'], ['README.md']],
  [['lint', '--report', 's'], ['sarif']],
  [['lint', 'LICENSE', 'READ'], ['README.md']],
  [['diff', '--to', 'n'], ['next']],
  [
    ['compile', '--event', 'pull_request_'],
    ['pull_request_closed', 'pull_request_metadata'],
  ],
  [
    ['schema', ''],
    ['agent-options', 'backend-options', 'compiled-workflow', 'config', 'step', 'workflow'],
  ],
  [
    ['completion', ''],
    ['bash', 'fish', 'zsh'],
  ],
  [['help', 'sch'], ['schema']],
];

describe('completion for bash', () => {
  const complete = (words: readonly string[]): string[] => {
    const script = `${scriptFor('bash')}
COMP_WORDS=(podwright "$@"); COMP_CWORD=$#; _podwright; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return linesOf('bash', ['--norc', '-c', script, 'bash', ...words]);
  };

  it.each(CASES)('of %j', (words, completions) => {
    expect(complete(words)).toEqual(completions);
  });

  it('completes the value after an equals sign, which is a word in bash', () => {
    expect(complete(['render', '--output', '='])).toEqual(['json', 'ndjson', 'yaml']);
    expect(complete(['render', '--output', '=', 'j'])).toEqual(['json']);
  });

  it('begins with the commands and the options of the program', () => {
    const commands = [
      'compile',
      'completion',
      'diff',
      'explain',
      'help',
      'lint',
      'playground',
      'rbac',
      'render',
      'schema',
    ];
    expect(complete([''])).toEqual(['--help', '--version', '-V', '-h', ...commands]);
  });

  it.each(['render', 'lint', 'explain', 'compile', 'diff'])('knows every option of %s', (command) => {
    const help = run(['help', command]).out;
    const options = [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option = '']) => option);
    expect(options.length).toBeGreaterThan(10);
    expect(complete([command, '--'])).toEqual(options.sort());
  });
});

describe('completion for the other shells', () => {
  it.skipIf(isMissing('fish')).each(CASES)('fish: of %j (needs fish)', (words, completions) => {
    const line = `complete -C ${JSON.stringify(['podwright', ...words].join(' '))}`;
    const found = linesOf('fish', ['-N', '-c', `${scriptFor('fish')}\n${line}`]);
    expect(found.map((text) => text.split('\t')[0])).toEqual(completions);
  });

  it.skipIf(isMissing('zsh'))('zsh reads the script (needs zsh)', () => {
    expect(spawnSync('zsh', ['-fn', '-c', scriptFor('zsh')], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  it('have the choices of options too', () => {
    expect(scriptFor('zsh')).toContain(":value:(yaml json ndjson)'");
    expect(scriptFor('fish')).toContain("-s o -l output -r -f -a 'yaml json ndjson'");
  });

  it('are bash, zsh and fish', () => {
    expect(run(['completion', 'tcsh'])).toMatchObject({ code: 2, out: '' });
  });
});

function scriptFor(shell: string): string {
  const { code, out } = run(['completion', shell]);
  expect(code).toBe(0);
  return out;
}

function linesOf(program: string, args: readonly string[]): string[] {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}
