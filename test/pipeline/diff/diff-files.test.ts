import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ChangeForm, diffFiles, formatChanges } from '../../../src/index.ts';
import { run } from '../../support/memory-io.ts';

const FILE = 'fixtures/cli/build.yaml';
const files = [{ name: FILE, yaml: readFileSync(FILE, 'utf8') }];
const FORMS: readonly ChangeForm[] = ['human', 'json', 'markdown'];

describe('diffFiles with formatChanges', () => {
  it.each([
    ['3.8', '3.9'],
    ['3.12', '3.17'],
    ['3.17', '3.17'],
  ] as const)('gives the differences of the command line from %s to %s', (from, to) => {
    const { workflows, findings } = diffFiles(files, { from: { release: from }, to: { release: to } });
    expect(findings).toEqual([]);
    for (const form of FORMS) {
      for (const summary of [true, false]) {
        const flags = ['--report', form, ...(summary ? ['--summary'] : [])];
        const { out } = run(['diff', FILE, '--from', from, '--to', to, ...flags]);
        expect(formatChanges(workflows, { form, summary })).toBe(out);
      }
    }
  });

  it('reports rejections by a server and options with which an agent does not start', () => {
    const side = { release: '3.17', environment: { WOODPECKER_BACKEND_K8S_STORAGE_RWX: 'x' } } as const;
    const { findings, workflows } = diffFiles('steps: []', { from: side, to: { release: '3.0' } });
    expect(workflows).toEqual([]);
    expect(new Set(findings.map(({ code, subject }) => `${subject} ${code}`))).toEqual(
      new Set(['agent 3.17 agent-variable-invalid', '.woodpecker.yaml steps-missing']),
    );
  });
});
