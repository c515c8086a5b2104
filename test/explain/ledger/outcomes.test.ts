import { describe, expect, test } from 'vitest';
import {
  agentOptionsFromEnv,
  type CompiledWorkflow,
  type Decision,
  explainWorkflow,
} from '../../../src/index.ts';

const PREFIX = 'WOODPECKER_BACKEND_K8S_';
const STEP = '/pipeline/0/steps/0';

function explain(step: object, release = '3.17', variables: Record<string, string> = {}) {
  const written = { name: 'build', image: 'golang', uuid: '01ABC', volumes: ['wp:/w'], ...step };
  const workflow: CompiledWorkflow = { pipeline: [{ steps: [written] }], volume: 'wp' };
  const environment = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [PREFIX + name, value]),
  );
  const agent = agentOptionsFromEnv(environment, { release });
  return explainWorkflow(deepFrozen(workflow), agent, { environment });
}

function decisionAt(path: string, ...input: Parameters<typeof explain>): Decision | undefined {
  return explain(...input).decisions.find((decision) => decision.path === path);
}

const kubernetes = (options: object) => ({ backend_options: { kubernetes: options } });
const option = (path: string) => `${STEP}/backend_options/kubernetes/${path}`;

describe('a decision', () => {
  test('is applied with the field that it reached', () => {
    const decision = decisionAt(`${STEP}/image`, {});
    expect(decision).toMatchObject({ source: 'step-field', outcome: 'applied' });
    expect(decision?.targets).toEqual([
      { object: '/steps/0/objects/0', kind: 'Pod', name: 'wp-01abc', pointer: '/spec/containers/0/image' },
    ]);
  });

  test('is rewritten if the value differs', () => {
    const limits = kubernetes({ resources: { limits: { cpu: '1000m' } } });
    const decision = decisionAt(option('resources/limits/cpu'), limits);
    expect(decision).toMatchObject({ outcome: 'rewritten' });
    expect(decision?.targets.map(({ pointer }) => pointer)).toEqual([
      '/spec/containers/0/resources/limits/cpu',
    ]);
  });

  test('is dropped by a gate, which it names', () => {
    const selector = kubernetes({ NodeSelector: { disk: 'ssd' } });
    const name = `${PREFIX}POD_NODE_SELECTOR_ALLOW_FROM_STEP`;
    expect(decisionAt(option('NodeSelector/disk'), selector)).toMatchObject({
      outcome: 'dropped',
      reason: 'option-gated',
      fix: { variable: { option: 'podNodeSelectorAllowFromStep', name, value: 'true' } },
    });
    expect(decisionAt(option('NodeSelector/disk'), selector, '3.16')).toMatchObject({ outcome: 'applied' });
  });

  test('is dropped by a release, which it names', () => {
    const decision = decisionAt(option('hostUsers'), kubernetes({ hostUsers: false }), '3.15');
    expect(decision).toMatchObject({ reason: 'option-newer', fix: { release: { from: '3.16' } } });
  });

  test('is overridden by another layer', () => {
    const variables = { POD_LABELS: '{"team": "a"}', POD_LABELS_ALLOW_FROM_STEP: 'true' };
    const { decisions, fields } = explain(kubernetes({ labels: { team: 'b' } }), '3.17', variables);
    const own = decisions.find(({ path }) => path === option('labels/team'));
    expect(own).toMatchObject({ outcome: 'overridden', reason: 'agent-wins', targets: [] });
    const label = fields.find(({ pointer }) => pointer === '/metadata/labels/team');
    expect(label).toMatchObject({
      source: 'agent-variable',
      path: `/${PREFIX}POD_LABELS/team`,
      outcome: 'applied',
    });
  });

  test('is rejected if the agent fails, with the rest of the step', () => {
    const options = kubernetes({ resources: { limits: { cpu: '1 core' } }, labels: { a: 'b' } });
    const variables = { POD_LABELS_ALLOW_FROM_STEP: 'true' };
    expect(decisionAt(option('resources/limits/cpu'), options)).toMatchObject({
      outcome: 'refused',
      reason: 'agent-fails',
    });
    expect(decisionAt(option('labels/a'), options, '3.17', variables)).toMatchObject({
      outcome: 'dropped',
      reason: 'step-not-started',
    });
  });

  test('is rejected with its parent if it cannot be read', () => {
    const options = kubernetes({ securityContext: { runAsUser: 'me', runAsNonRoot: true } });
    expect(decisionAt(option('securityContext/runAsUser'), options)?.reason).toBe('option-not-decoded');
    expect(decisionAt(option('securityContext/runAsNonRoot'), options)?.reason).toBe(
      'option-lost-with-sibling',
    );
  });

  test('is there for variables that state the default, and for unknown ones', () => {
    const variables = { STORAGE_RWX: 'true', NAMESPACES: 'ci' };
    expect(decisionAt(`/${PREFIX}STORAGE_RWX`, {}, '3.17', variables)).toMatchObject({
      outcome: 'rewritten',
    });
    expect(decisionAt(`/${PREFIX}NAMESPACES`, {}, '3.17', variables)).toMatchObject({
      outcome: 'dropped',
      reason: 'variable-unknown',
    });
  });
});

test('a field that nobody wrote is built in, the agent’s default, or the platform’s', () => {
  const { fields } = explain({ environment: { CI_SYSTEM_PLATFORM: 'linux/arm64' } });
  const origin = (pointer: string) => {
    const field = fields.find((candidate) => candidate.pointer === pointer && candidate.kind === 'Pod');
    return [field?.source, field?.outcome, field?.reason];
  };
  expect(origin('/spec/restartPolicy')).toEqual(['built-in', 'defaulted', 'fixed-value']);
  expect(origin('/spec/securityContext/fsGroup')).toEqual(['built-in', 'defaulted', 'default-fs-group']);
  expect(origin('/spec/nodeSelector/kubernetes.io~1arch')).toEqual([
    'platform',
    'applied',
    'platform-architecture',
  ]);
  expect(origin('/metadata/namespace')[0]).toBe('agent-variable');
});

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFrozen);
  return value;
}
