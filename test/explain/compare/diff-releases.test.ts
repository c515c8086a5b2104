import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CompiledWorkflow,
  compileWorkflow,
  diffReleases,
  FEATURES,
  planWorkflow,
  RELEASES,
  type Release,
  resolveAgentOptions,
  type SubjectChange,
} from '../../../src/index.ts';

const workflow: CompiledWorkflow = {
  volume: 'wp_1_default',
  pipeline: [
    {
      steps: [
        {
          name: 'build',
          image: 'golang:1.23',
          commands: ['make'],
          environment: { CI_SYSTEM_PLATFORM: 'linux/amd64', TOKEN: 'hush' },
          secret_mapping: { TOKEN: 'hush' },
          volumes: ['wp_1_default:/woodpecker'],
          backend_options: {
            kubernetes: { serviceAccountName: 'builder', nodeSelector: { disktype: 'ssd' } },
          },
        },
      ],
    },
  ],
};

function diff(from: Release, to: Release, environment = {}): SubjectChange[] {
  return diffReleases(workflow, { from: { release: from, environment }, to: { release: to, environment } });
}

test.each([
  ['3.15', '3.16', 'WOODPECKER_BACKEND_K8S_SERVICE_ACCOUNT_NAME_ALLOW_FROM_STEP'],
  ['3.16', '3.17', 'WOODPECKER_BACKEND_K8S_POD_NODE_SELECTOR_ALLOW_FROM_STEP'],
] as const)('%s to %s changes nothing once %s is set', (from, to, variable) => {
  expect(diff(from, to, { [variable]: 'true' })).toEqual([]);
});

test('two environments of one agent differ by variable', () => {
  const changes = diffReleases(workflow, {
    from: { release: '3.17', environment: { WOODPECKER_BACKEND_K8S_NAMESPACE: 'a' } },
    to: {
      release: '3.17',
      environment: { WOODPECKER_BACKEND_K8S_NAMESPACE: 'b', WOODPECKER_BACKEND_K8S_PRIORITY_CLASS: 'low' },
    },
  });
  const pod = changes.find(({ title }) => title === 'Pod of step build');
  const causes = pod?.fields.map(({ field, cause }) => [field, cause.kind === 'variable' && cause.variable]);
  expect(causes).toEqual([
    ['metadata.namespace', 'WOODPECKER_BACKEND_K8S_NAMESPACE'],
    ['spec.dnsConfig.searches[0]', 'WOODPECKER_BACKEND_K8S_NAMESPACE'],
    ['spec.priorityClassName', 'WOODPECKER_BACKEND_K8S_PRIORITY_CLASS'],
  ]);
});

test('a stage without steps changes no name of a step', () => {
  const step = (name: string) => ({ steps: [{ name, image: 'a', uuid: name }] });
  const stages = { volume: 'v', pipeline: [step('first'), {}, step('second')] };
  const titles = diffReleases(stages, {
    from: { release: '3.0', environment: {} },
    to: { release: '3.17', environment: {} },
  }).map(({ title }) => title);
  expect(titles).toContain('Pod of step second');
});

test('an agent that no longer starts is a change', () => {
  const environment = { WOODPECKER_BACKEND_K8S_STOP_TIMEOUT: 'soon' };
  const changes = diff('3.13', '3.14', environment).map(({ title, change }) => [title, change]);
  expect(changes).toContainEqual(['start of the agent', 'added']);
  expect(changes).toContainEqual(['Pod of step build', 'removed']);
});

test('a workflow that no agent can decode differs in nothing', () => {
  for (const pipeline of [5, [5], [{ steps: 5 }]]) {
    const undecodable = { pipeline } as unknown as CompiledWorkflow;
    const sides = {
      from: { release: '3.0', environment: {} },
      to: { release: '3.17', environment: {} },
    } as const;
    expect(diffReleases(undecodable, sides)).toEqual([]);
  }
});

describe('a workflow that is compiled for each side', () => {
  const sides = (from: Release, to: Release) => ({
    from: { release: from, environment: {} },
    to: { release: to, environment: {} },
  });

  test('is compiled for the release and its features', () => {
    const asked: string[] = [];
    const changes = diffReleases(
      (release, features) => {
        asked.push(`${release} ${features.stepSecrets}`);
        return { ...workflow, volume: release === '3.9' ? 'later' : 'earlier' };
      },
      sides('3.8', '3.9'),
    );
    expect(asked.slice(0, 2)).toEqual(['3.8 false', '3.9 true']);
    const claim = changes.find(({ title }) => title.startsWith('PersistentVolumeClaim'));
    expect(claim?.fields).toEqual([
      { field: 'metadata.name', before: 'earlier', after: 'later', cause: { kind: 'release' } },
    ]);
  });

  test('is compiled for a third of the features at most', () => {
    const yaml = 'when: { event: push }\nsteps:\n  a: { image: golang, commands: [make] }\n';
    const metadata = { curr: { event: 'push' } };
    let times = 0;
    const changes = diffReleases(
      (release, features) => {
        times++;
        return compileWorkflow(yaml, { metadata, release, features }).workflows[0]?.config;
      },
      sides('3.0', 'next'),
    );
    expect(changes.length).toBeGreaterThan(3);
    expect(times).toBeLessThan(Object.keys(FEATURES).length / 3);
  });

  test('is reported as added or removed if a server does not run it', () => {
    const from39 = (release: Release) => (release === '3.8' ? undefined : workflow);
    const [gone, ...made] = diffReleases(from39, sides('3.8', '3.9'));
    expect(gone).toEqual({
      title: 'workflow',
      change: 'removed',
      fields: [{ field: 'error', before: 'the server does not run it', cause: { kind: 'release' } }],
    });
    expect(made.map(({ title, change }) => `${title} ${change}`)).toContain('Pod of step build added');
    expect(diffReleases(() => undefined, sides('3.8', '3.9'))).toEqual([]);
  });
});

describe('for any two releases', () => {
  const release = fc.constantFrom(...RELEASES);

  test('nothing is reported if and only if the plans are the same', () => {
    fc.assert(
      fc.property(release, release, (from, to) => {
        const [before, after] = [from, to].map((one) =>
          JSON.stringify(planWorkflow(workflow, resolveAgentOptions({ release: one }))),
        );
        expect(diff(from, to).length === 0).toBe(before === after);
      }),
      { numRuns: 60 },
    );
  });

  test('the way back reports the same fields with the sides changed', () => {
    fc.assert(
      fc.property(release, release, (from, to) => {
        const sides = (changes: readonly SubjectChange[]) =>
          changes.flatMap(({ title, fields }) => fields.map(({ field }) => `${title} ${field}`)).sort();
        expect(sides(diff(from, to))).toEqual(sides(diff(to, from)));
      }),
      { numRuns: 30 },
    );
  });
});

describe('sides that are not complete', () => {
  const workflow = { pipeline: [{ steps: [{ name: 'a', image: 'b' }] }], volume: 'v' };
  const titles = (options: unknown) => diffReleases(workflow, options as never).map(({ title }) => title);

  test.each([null, {}, { from: null, to: {} }, { from: { release: '3.0' }, to: { environment: null } }])(
    'such as in %j are the first release without variables',
    (options) => {
      expect(titles(options)).toEqual([]);
    },
  );

  test('with an unknown version of Kubernetes have no object accepted there', () => {
    const changes = diffReleases(workflow, { from: {}, to: { kubernetes: '1.12' } } as never);
    const verdict = changes.find(({ title }) => title === 'verdict on the Pod of step a');
    expect(verdict?.fields).toContainEqual(
      expect.objectContaining({ field: 'accepted', before: true, after: false }),
    );
  });

  test('need no environment, and accept a release in any form', () => {
    const from = { release: 'v3.16.1', environment: {} } as never;
    expect(diffReleases(workflow, { from, to: { release: '3.17' } })).toEqual(
      diffReleases(workflow, { from: { release: '3.16' }, to: { release: '3.17', environment: {} } }),
    );
  });

  test.each([
    5,
    [],
    { release: '9' },
    { environment: [] },
    { environment: { WOODPECKER_BACKEND_K8S_NAMESPACE: 5 } },
  ])('such as %j are of agents that do not start', (to) => {
    expect(titles({ from: { release: '3.17' }, to })).toContain('start of the agent');
  });
});
