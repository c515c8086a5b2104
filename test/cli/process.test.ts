import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../src/cli/load-commands.ts';
import { nodeIo } from '../../src/cli/node-io.ts';
import { run as runInMemory } from '../support/memory-io.ts';

const BIN = 'dist/bin.js';
const STEP = 'fixtures/cli/step.json';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'podwright-'));
});

afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command line on the files of the system, without a process. */
async function runOnDisk(argv: readonly string[]) {
  const left = { stdout: '', stderr: '' };
  const io = {
    ...nodeIo(),
    writeOut(text: string) {
      left.stdout += text;
    },
    writeError(text: string) {
      left.stderr += text;
    },
  };
  return { status: await run(argv, io), ...left };
}

/** Starts the built program. */
function podwright(argv: readonly string[], input = '') {
  const env = { ...process.env, NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...argv], {
    input,
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
}

describe('the program', () => {
  const FORCED = { FORCE_COLOR: '1', NO_COLOR: undefined };

  it('colors a pipe if it is forced to', () => {
    const env = { ...process.env, ...FORCED };
    const argv = [BIN, 'lint', 'fixtures/cli/test.yaml', '--release', '3.17'];
    const { stdout } = spawnSync(process.execPath, argv, { encoding: 'utf8', env });
    expect(stdout).toContain('\u001b[');
  });

  it.each([
    [FORCED, true],
    [{ FORCE_COLOR: '0', NO_COLOR: undefined }, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [{ FORCE_COLOR: undefined, NO_COLOR: undefined }, false],
  ])('colors a pipe with the variables %j: %s', async (variables, isColoured) => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const { stdout } = await runOnDisk(['lint', 'fixtures/cli/test.yaml', '--release', '3.17']);
    expect(stdout.includes('\u001b[')).toBe(isColoured);
  });

  it('renders a file, and standard input', async () => {
    const file = podwright(['render', STEP, '--release', '3.0']);
    expect(file).toMatchObject({ status: 0, stderr: '' });
    const { stdout: input } = await runOnDisk(['compile', 'fixtures/cli/build.yaml']);
    const { stdout } = await runOnDisk(['render', 'fixtures/cli/build.yaml']);
    expect(podwright(['render', '-'], input)).toMatchObject({ status: 0, stdout });
  });

  it('writes files, and folders above them', async () => {
    const out = join(folder, 'a', 'b');
    expect((await runOnDisk(['render', STEP, '--out-dir', out])).status).toBe(0);
    expect(readdirSync(out).map((name) => name.slice(0, 7))).toEqual(['01-pers', '02-pod-']);
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { status, stderr } = await runOnDisk(['render', STEP, '--out-dir', file]);
    expect(status).toBe(2);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('ends with the exit codes that it documents', async () => {
    expect(podwright(['diff', 'fixtures/cli/step.json', '--to', '3.17']).status).toBe(1);
    expect(podwright(['render', '-'], '').status).toBe(2);
    expect((await runOnDisk(['diff', 'fixtures/cli/step.json', '--from', '3.17'])).status).toBe(0);
    expect((await runOnDisk([])).status).toBe(2);
    expect((await runOnDisk(['render', join(folder, 'missing')])).status).toBe(2);
  });

  it('reports its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const expected = { status: 0, stdout: `${version}\n`, stderr: '' };
    expect(podwright(['--version'])).toEqual(expected);
    for (const argv of [['-V'], ['render', '--version'], ['schema', '--version']]) {
      expect(await runOnDisk(argv), argv.join(' ')).toEqual(expected);
    }
  });

  it('rejects bytes that are not UTF-8', async () => {
    const file = join(folder, 'latin1.yaml');
    writeFileSync(file, Buffer.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]));
    const { status, stdout, stderr } = await runOnDisk(['render', file]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('latin1.yaml');
    expect(stderr).toContain('UTF-8');
  });

  it('explains paths that it cannot use in one line', async () => {
    const at = (...parts: string[]) => join(folder, ...parts);
    symlinkSync(at('loop-b'), at('loop-a'));
    symlinkSync(at('loop-a'), at('loop-b'));
    mkdirSync(at('empty'));
    writeFileSync(at('plain'), '');
    const paths = [at('loop-a'), at('plain', 'x'), at('empty'), at('plain'), at('x'.repeat(5000))];
    const commands = [
      ...paths.map((path) => ['render', path]),
      ['render', STEP, '--agent-env', at('loop-a')],
      ...[at('loop-a'), at('plain', 'x'), at('plain')].map((path) => ['render', STEP, '--out-dir', path]),
    ];
    for (const argv of commands) {
      const { status, stdout, stderr } = await runOnDisk(argv);
      expect([status, stdout], argv.join(' ')).toEqual([2, '']);
      expect(stderr, argv.join(' ')).toMatch(/^podwright: (?!This is a fault)[^\n]+\n$/);
    }
  });

  it.runIf(existsSync('/dev/full'))(
    'ends with 2 and one line if standard output is full (needs /dev/full)',
    () => {
      const release = ['--release', '3.0'];
      for (const argv of [['lint', STEP, ...release], ['help']]) {
        const full = openSync('/dev/full', 'w');
        const { status, stderr } = spawnSync(process.execPath, [BIN, ...argv], {
          stdio: ['ignore', full, 'pipe'],
          encoding: 'utf8',
        });
        closeSync(full);
        expect(status, argv.join(' ')).toBe(2);
        expect(stderr, argv.join(' ')).not.toMatch(/^\s+at /m);
        expect(stderr.match(/^podwright: /gm), argv.join(' ')).toHaveLength(1);
      }
    },
  );

  it.runIf(existsSync('/dev/full'))('ends with 2 if standard error is full (needs /dev/full)', () => {
    const full = openSync('/dev/full', 'w');
    const { status } = spawnSync(process.execPath, [BIN, 'render', join(folder, 'missing')], {
      stdio: ['ignore', 'ignore', full],
    });
    closeSync(full);
    expect(status).toBe(2);
  });

  it.runIf(existsSync('/dev/zero'))('rejects a file without an end (needs /dev/zero)', () => {
    const { status, stderr } = podwright(['render', '/dev/zero']);
    expect([status, stderr.match(/^podwright: .*\n$/) !== null]).toEqual([2, true]);
  });

  it('reads standard input once for both sides of a diff', () => {
    const argv = ['diff', 'fixtures/cli/build.yaml', '--to', '3.17', '--report', 'json', '--agent-env'];
    const stdin = 'WOODPECKER_BACKEND_K8S_POD_LABELS={"team":"a"}\n';
    const files = { 'agent.env': stdin };
    expect(runInMemory([...argv, '-'], { stdin })).toEqual(runInMemory([...argv, 'agent.env'], { files }));
  });

  it.each(['stdout', 'stderr'] as const)('ends silently if the reader of %s ends early', async (stream) => {
    // The manifests do not fit into a pipe.
    const yaml = Array.from(
      { length: 100 },
      (_, index) => `  s${index}: {image: i, commands: [c], comands: [d]}\n`,
    );
    const file = join(folder, 'many.yaml');
    writeFileSync(file, `when: {event: push}\nsteps:\n${yaml.join('')}`);
    const child = spawn(process.execPath, [BIN, 'render', file]);
    child[stream].destroy();
    const other = stream === 'stdout' ? child.stderr : child.stdout;
    let text = '';
    other.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(status).toBe(0);
    expect(text).not.toContain('EPIPE');
  });
});
