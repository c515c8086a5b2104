import { describe, expect, it } from 'vitest';
import { codesIn, run } from '../../support/memory-io.ts';

const STEP = 'fixtures/cli/step.json';
const PREFIX = 'WOODPECKER_BACKEND_K8S_';

function claim(agent: string, name = 'agent.yaml', more: readonly string[] = []) {
  const argv = [
    'render',
    STEP,
    '--release',
    '3.17',
    '--only',
    'pvc',
    '-o',
    'json',
    '--agent-env',
    name,
    ...more,
  ];
  const { out, err, code } = run(argv, { files: { [name]: agent } });
  if (out === '') return { code, err, namespace: undefined, size: undefined };
  const [object] = JSON.parse(out).items;
  return { code, err, namespace: object.metadata.namespace, size: object.spec.resources.requests.storage };
}

/** The lines and columns of the findings of a code, and the text there. */
function placesOf(code: string, text: string, name = 'agent.yaml') {
  const argv = ['lint', STEP, '--release', '3.17', '--agent-env', name, '--report', 'json'];
  const { out } = run(argv, { files: { [name]: text } });
  const { findings } = JSON.parse(out) as { findings: { code: string; range?: unknown }[] };
  return findings.filter((finding) => finding.code === code);
}

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: agent }
spec:
  template:
    spec:
      containers:
        - name: agent
          image: woodpeckerci/woodpecker-agent:v3.17
          envFrom:
            - configMapRef: { name: settings }
          env:
            - name: ${PREFIX}NAMESPACE
              value: ci
            - name: WOODPECKER_AGENT_SECRET
              valueFrom: { secretKeyRef: { name: secret, key: secret } }
`;
const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  ${PREFIX}NAMESPACE: other
  ${PREFIX}VOLUME_SIZE: 20G
`;

describe('--agent-env with YAML', () => {
  it.each([
    ['a Deployment', DEPLOYMENT.replace(/ +envFrom:\n.*\n/, '')],
    ['a StatefulSet', DEPLOYMENT.replace('Deployment', 'StatefulSet').replace(/ +envFrom:\n.*\n/, '')],
    ['a Pod', `kind: Pod\nspec: { containers: [{ env: [{ name: ${PREFIX}NAMESPACE, value: ci }] }] }\n`],
    ['a List', `kind: List\nitems:\n- kind: ConfigMap\n  data: { ${PREFIX}NAMESPACE: ci }\n`],
    ['JSON', JSON.stringify({ kind: 'ConfigMap', data: { [`${PREFIX}NAMESPACE`]: 'ci' } })],
    ['a ConfigMap', `kind: ConfigMap\ndata:\n  ${PREFIX}NAMESPACE: ci\n`],
    ['a list of env', `- name: ${PREFIX}NAMESPACE\n  value: ci\n`],
    ['a map', `${PREFIX}NAMESPACE: ci\n`],
    ['values of the chart', `server: {}\nagent:\n  env:\n    ${PREFIX}NAMESPACE: ci\n`],
    ['values of the subchart', `env:\n  ${PREFIX}NAMESPACE: ci\n`],
    ['aliases and merges', `base: &b { ${PREFIX}NAMESPACE: ci }\nagent: { env: { <<: *b } }\n`],
  ])('reads %s', (_, text) => {
    for (const name of ['agent.yaml', 'agent.env']) {
      expect(claim(text, name)).toMatchObject({ code: 0, err: '', namespace: 'ci' });
      expect(claim(`# a comment\n---\n${text}`, name)).toMatchObject({ code: 0, namespace: 'ci' });
    }
  });

  it('reads every document, and containers override ConfigMaps', () => {
    for (const text of [`${DEPLOYMENT}---\n${CONFIG_MAP}`, `${CONFIG_MAP}---\n${DEPLOYMENT}`])
      expect(claim(text)).toMatchObject({ code: 0, err: '', namespace: 'ci', size: '20G' });
  });

  it('reads ConfigMaps of an earlier file', () => {
    const argv = [
      'render',
      STEP,
      '--release',
      '3.17',
      '--agent-env',
      'map.yaml',
      '--agent-env',
      'agent.yaml',
    ];
    const { err, code } = run(argv, { files: { 'map.yaml': CONFIG_MAP, 'agent.yaml': DEPLOYMENT } });
    expect([code, err]).toEqual([0, '']);
  });

  it('still reads lines of NAME=value', () => {
    expect(claim(`# agent: x\n\n${PREFIX}NAMESPACE=ci\n`, 'agent.env')).toMatchObject({ namespace: 'ci' });
    expect(claim('a b\n', 'agent.env')).toMatchObject({ code: 2 });
  });

  it('makes texts of the values of the chart, and warns of other values in manifests', () => {
    const chart = claim(`agent:\n  env:\n    ${PREFIX}STORAGE_RWX: no\n    ${PREFIX}VOLUME_SIZE: null\n`);
    expect(chart).toMatchObject({ err: '', size: '10G' });
    const map = claim(`agent: { env: { ${PREFIX}POD_LABELS: { team: ci } } }\n`);
    expect(codesIn(map.err)).toEqual(['agent-env-not-text']);
    const list = `- { name: ${PREFIX}STORAGE_RWX, value: true }\n- { name: OTHER, value: 1 }\n`;
    expect(codesIn(claim(list).err)).toEqual(['agent-env-not-text']);
  });

  it('reports unknown variables, unless they are set', () => {
    const text = `- name: ${PREFIX}NAMESPACE\n  valueFrom: { fieldRef: { fieldPath: metadata.namespace } }\n`;
    const { err, namespace } = claim(text);
    expect([codesIn(err), namespace]).toEqual([['agent-env-unknown'], 'woodpecker']);
    expect(claim(text, 'agent.yaml', ['--set', 'namespace=x'])).toMatchObject({ err: '', namespace: 'x' });
    expect(codesIn(claim(DEPLOYMENT).err)).toEqual(['agent-env-source-unknown']);
    expect(run(['lint', STEP, '--ignore', 'agent-env-unknown,agent-env-source-unknown']).code).not.toBe(2);
  });

  it('places findings at the key and at the value', () => {
    const text = `${CONFIG_MAP}---\n# the agent\n${DEPLOYMENT}`.replace('value: ci', "value: 'CI_'");
    const unknown = text.replace(`${PREFIX}VOLUME_SIZE`, `${PREFIX}VOLUME_SIZ`);
    const line = (wanted: string) => unknown.split('\n').findIndex((each) => each.includes(wanted)) + 1;
    expect(placesOf('agent-variable-unknown', unknown)).toMatchObject([
      { range: { file: 'agent.yaml', start: { line: line('VOLUME_SIZ'), column: 3 } } },
    ]);
    const from = text.replace("value: 'CI_'", 'valueFrom: { fieldRef: {} }');
    expect(placesOf('agent-env-unknown', from)).toMatchObject([
      { range: { start: { line: line("'CI_'"), column: 26 } } },
    ]);
  });

  it('ends with 2 for a file that is not YAML or sets nothing', () => {
    expect(claim('kind: Deployment\n\tspec: {}\n')).toMatchObject({ code: 2 });
    expect(claim('kind: Deployment\n\tspec: {}\n').err).toMatch(/agent\.yaml:\d+:\d+/);
    for (const text of ['', '# nothing\n', 'kind: Service\nspec: {}\n', 'server: { env: { A: b } }\n'])
      expect(claim(text)).toMatchObject({ code: 2 });
  });
});
