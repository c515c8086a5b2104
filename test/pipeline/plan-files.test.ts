import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diffFiles, lintFiles, lintWorkflow, planFiles, planWorkflow, toYaml } from '../../src/index.ts';
import { run } from '../support/memory-io.ts';

const FILE = 'fixtures/cli/build.yaml';
const files = [{ name: FILE, yaml: readFileSync(FILE, 'utf8') }];
const PUSH = 'when: { event: push }\nsteps:\n  a: { image: alpine, commands: [ls] }\n';
const codesOf = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code);

describe('planFiles', () => {
  it.each(['3.0', '3.9', '3.17', 'next'])('gives the objects that render prints at %s', (release) => {
    const { workflows } = planFiles(files, { release, clone: true });
    const rendered = run(['render', FILE, '--release', release, '--clone']);
    expect(toYaml(workflows.flatMap(({ objects }) => objects))).toBe(rendered.out);
  });

  it('gives workflow and context for which other functions give the same', () => {
    const { agent, workflows } = planFiles(files, { release: '3.17' });
    if (agent === undefined) throw new Error('the agent does not start');
    expect(workflows.length).toBeGreaterThan(0);
    for (const { config, context, plan } of workflows) {
      expect(planWorkflow(config, agent, context)).toEqual(plan);
      expect(lintWorkflow(config, agent, context).filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  it('completes metadata, so steps do not fail for its absence', () => {
    const metadata = { curr: { event: 'push' } };
    for (const release of ['3.5', '3.12', '3.16']) {
      const { workflows, findings } = planFiles(PUSH, { release, metadata });
      expect(codesOf(findings)).toEqual([]);
      expect(workflows[0]?.plan.steps.map(({ error }) => error)).toEqual([undefined]);
    }
  });

  it.each([
    [
      'an agent that does not start',
      PUSH,
      { agent: { WOODPECKER_BACKEND_K8S_STORAGE_RWX: 'x' } },
      'agent-variable-invalid',
    ],
    ['an unknown release', PUSH, { release: '3.71' }, 'release-unknown'],
    ['what the server rejects', 'steps: []\n', {}, 'steps-missing'],
    ['an event that does not match', PUSH, { event: 'tag' }, 'nothing-runs'],
    ['an unknown event', PUSH, { event: 'psh' }, 'option-invalid'],
    ['a file without text', [{ name: 'a' }] as never, {}, 'unreadable'],
    ['no files at all', undefined as never, {}, 'unreadable'],
  ])('reports %s once and plans nothing', (_, text, options, code) => {
    const { workflows, findings } = planFiles(text, options);
    expect(workflows).toEqual([]);
    expect(codesOf(findings).filter((found) => found === code)).toEqual([code]);
  });

  it('shows no secret in findings, and has it in the objects', () => {
    const options = 'backend_options: { kubernetes: { tolerations: [{ operator: hunter2-hunter2 }] } }';
    const yaml = `when: { event: push }\nsteps:\n  a: { image: b, commands: [ls], environment: { T: { from_secret: t } }, ${options} }\n`;
    const planned = planFiles(yaml, { secrets: [{ name: 't', value: 'hunter2-hunter2' }], strict: true });
    expect(planned.findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(planned.findings)).not.toContain('hunter2');
    const { workflows } = planFiles(yaml, { secrets: [{ name: 't', value: 'hunter2-hunter2' }] });
    expect(JSON.stringify(workflows[0]?.objects)).toContain('hunter2');
  });
});

describe('options of a wrong type', () => {
  const values = [null, 5, 'x', [], {}, [null], { a: null }, true];
  const options = [
    'metadata',
    'secrets',
    'registries',
    'env',
    'release',
    'agent',
    'event',
    'changed',
    'repo',
    'node',
  ];
  const sides = { from: { release: '3.0' }, to: { release: '3.17' } };
  const codesFor = (given: unknown) =>
    [
      planFiles(PUSH, given as never),
      lintFiles(PUSH, given as never),
      diffFiles(PUSH, { ...sides, ...(given as object) } as never),
    ].map(({ findings }) => [...new Set(codesOf(findings))]);

  it.each(options)('are findings: %s', (option) => {
    for (const value of values) expect(codesFor({ [option]: value })).toHaveLength(3);
    expect(codesFor({ [option]: [null] })).toEqual(
      Array(3).fill(expect.arrayContaining([expect.stringMatching(/^option-invalid$/)])),
    );
  });

  it('are findings where the options themselves are of one, and for an unknown option', () => {
    for (const given of [5, 'x', [], { relase: '3.17' }])
      expect(
        [planFiles, lintFiles, diffFiles].map((call) => codesOf(call(PUSH, given as never).findings)),
      ).toEqual(Array(3).fill(['option-invalid']));
  });
});
