import { describe, expect, test } from 'vitest';
import {
  type CompiledWorkflow,
  type LintOptions,
  lintWorkflow,
  resolveAgentOptions,
  type Step,
} from '../../src/index.ts';
import { deepFrozen } from '../support/deep-frozen.ts';

const agent = resolveAgentOptions({ release: '3.17', storageRwx: false });
const CLAIM = 'wp_1_0_default';

const using = (name: string, more: Partial<Step> = {}): Step => ({
  name,
  image: 'alpine',
  type: 'commands',
  commands: ['true'],
  volumes: [`${CLAIM}:/woodpecker`],
  ...more,
});

const asking = (name: string, cpu: string, more: Partial<Step> = {}): Step => ({
  ...using(name, more),
  volumes: [],
  backend_options: { kubernetes: { resources: { requests: { cpu } } } },
});

function found(code: string, stages: readonly (readonly Step[])[], options?: LintOptions): string[][] {
  const workflow: CompiledWorkflow = {
    volume: CLAIM,
    pipeline: stages.map((steps) => ({ steps: [...steps] })),
  };
  return lintWorkflow(deepFrozen(workflow), agent, {}, options)
    .filter((finding) => finding.code === code)
    .map(({ path, args }) => [
      path,
      ...['steps', 'requests', 'more'].flatMap((name) =>
        args[name] === undefined ? [] : [String(args[name])],
      ),
    ]);
}

describe('steps that mount a volume of one node at the same time', () => {
  const volumes = (...stages: Step[][]) => found('read-write-once-parallel', stages);

  test('are reported at the second of a stage', () => {
    expect(volumes([using('a'), using('b'), using('c')], [using('d')])).toEqual([
      ['/pipeline/0/steps/1', 'a,b,c'],
    ]);
  });

  test('are reported if one starts while others run', () => {
    const db = using('db', { type: 'service' });
    const cache = using('cache', { detach: true });
    expect(volumes([db], [using('a')], [cache], [using('b')])).toEqual([
      ['/pipeline/1/steps/0', 'db,a'],
      ['/pipeline/2/steps/0', 'db,cache'],
      ['/pipeline/3/steps/0', 'db,cache,b'],
    ]);
  });

  test('are not reported again by stages that do not mount it', () => {
    const other = using('other', { volumes: [] });
    expect(volumes([using('a'), using('b', { detach: true })], [other], [other])).toEqual([
      ['/pipeline/0/steps/1', 'a,b'],
    ]);
  });

  test('are named up to ten', () => {
    const steps = Array.from({ length: 12 }, (_, index) => using(`s${index}`, { detach: true }));
    const first = 's0,s1,s2,s3,s4,s5,s6,s7,s8,s9';
    expect(volumes(steps.slice(0, 10))).toEqual([['/pipeline/0/steps/1', first]]);
    expect(volumes(steps)).toEqual([['/pipeline/0/steps/1', first, '2']]);
    expect(volumes(steps.slice(0, 8), steps.slice(8)).at(-1)).toEqual(['/pipeline/1/steps/0', first, '2']);
  });
});

describe('steps that ask for more than a node has at the same time', () => {
  const requests = (...stages: Step[][]) => found('stage-exceeds-node', stages, { node: { cpu: '4' } });
  const at = (stage: number, step: number) =>
    `/pipeline/${stage}/steps/${step}/backend_options/kubernetes/resources/requests/cpu`;

  test('are reported if the last of a stage asks', () => {
    expect(requests([asking('a', '2'), asking('b', '2500m'), using('c')], [asking('d', '4')])).toEqual([
      [at(0, 1), 'a,b', '2,2500m'],
    ]);
    expect(requests([asking('a', '2'), asking('b', '2')])).toEqual([]);
  });

  test('count those that go on, and no others', () => {
    const db = asking('db', '1', { type: 'service' });
    expect(
      requests([db, asking('a', '3')], [asking('b', '3')], [using('c')], [asking('d', '3500m')]),
    ).toEqual([[at(3, 0), 'db,d', '1,3500m']]);
  });

  test('are named up to ten', () => {
    const steps = Array.from({ length: 12 }, (_, index) => asking(`s${index}`, '1'));
    const [[path, names, sum, more] = []] = requests(steps);
    expect(path).toBe(at(0, 11));
    expect(names).toMatch(/^s0,.*,s9$/);
    expect([sum, more]).toEqual(['1,1,1,1,1,1,1,1,1,1', '2']);
  });
});
