import { describe } from 'vitest';
import {
  agentOptionsFromEnv,
  type BackendOptionsInput,
  type CompiledWorkflow,
  checkManifest,
  compileWorkflow,
  decodeBackendOptions,
  explainWorkflow,
  lintWorkflow,
  planWorkflow,
  podSecurity,
  resolveAgentOptions,
  type Step,
  validateBackendOptions,
} from '../../src/index.ts';
import { extreme, IS_FULL } from '../support/fuzz.ts';
import { run } from '../support/memory-io.ts';
import { pipelineInput } from '../workflow/support.ts';

const LEVELS = 10_000;
/** Less in `npm test`, which does not measure the time. */
const KEYS = IS_FULL ? 50_000 : 2_000;
const LENGTH = IS_FULL ? 5_000_000 : 500_000;
const BIG = 'x'.repeat(LENGTH);

const nested = (wrap: (inner: unknown) => unknown) => {
  let value: unknown = 'x';
  for (let level = 0; level < LEVELS; level++) value = wrap(value);
  return value;
};
const lists = nested((inner) => [inner]);
const maps = nested((inner) => ({ a: inner }));
const names = Array.from({ length: KEYS }, (_, index) => `k${index}`);
const texts = Object.fromEntries(names.map((name) => [name, 'v']));
const numbers = Object.fromEntries(names.map((name) => [name, { a: 1 }]));

const open = resolveAgentOptions({
  release: '3.17',
  podLabelsAllowFromStep: true,
  podAnnotationsAllowFromStep: true,
  podNodeSelectorAllowFromStep: true,
  podAffinityAllowFromStep: true,
  allowNativeSecrets: true,
});

function workflowOf(step: Partial<Step>): CompiledWorkflow {
  return { volume: 'v', pipeline: [{ steps: [{ name: 'a', image: 'b', ...step }] }] };
}

const OPTIONS: Readonly<Record<string, unknown>> = {
  'lists 10,000 deep': lists,
  'maps 10,000 deep': maps,
  'options 10,000 deep': { affinity: maps, tolerations: lists, labels: maps, secrets: lists, unknown: lists },
  'many unknown keys': texts,
  'many labels and annotations': { labels: texts, annotations: texts },
  'many wrong labels': { labels: numbers },
  'many resources': { resources: { requests: Object.fromEntries(names.map((name) => [name, '1'])) } },
  'many wrong tolerations': { tolerations: names },
  'many secrets': {
    secrets: names.map((name) => ({ name, target: { file: `/${name}` } })),
  },
  'texts of megabytes': { runtimeClassName: BIG, labels: { a: BIG }, resources: { requests: { cpu: BIG } } },
  'a key of megabytes': { [BIG]: 1, labels: { [BIG]: '1' } },
};

const readers: Readonly<Record<string, (workflow: CompiledWorkflow) => unknown>> = {
  planWorkflow: (workflow) => planWorkflow(workflow, open),
  explainWorkflow: (workflow) => explainWorkflow(workflow, open).decisions.length,
  lintWorkflow: (workflow) => lintWorkflow(workflow, open).length,
};

describe.each(Object.entries(OPTIONS))('options of %s are answered', (name, kubernetes) => {
  extreme(
    `${name}: decodeBackendOptions`,
    kubernetes,
    (value) => decodeBackendOptions(value, '3.17').problems.length,
  );
  extreme(`${name}: validateBackendOptions`, kubernetes, (value) => validateBackendOptions(value).length);
  for (const [reader, read] of Object.entries(readers)) {
    extreme(`${name}: ${reader}`, workflowOf(optionsOf(kubernetes)), read);
  }
});

const STEPS: Readonly<Record<string, Partial<Step>>> = {
  'many variables': { environment: texts, commands: ['x'] },
  'many secret variables': { environment: texts, secret_mapping: texts },
  'many labels of the workflow': { workflow_labels: texts },
  'many commands': { commands: names },
  'many volumes': { volumes: names.map((name) => `${name}:/${name}`) },
  'many ports and hosts': {
    ports: names.map((_, number) => ({ number })),
    extra_hosts: names.map((name) => ({ name, ip: '10.0.0.1' })),
  },
  'texts of megabytes': {
    name: BIG,
    image: BIG,
    working_dir: BIG,
    volumes: [BIG],
    commands: [BIG],
    uuid: BIG,
  },
  'names of variables of megabytes': { environment: { [BIG]: BIG }, workflow_labels: { [BIG]: BIG } },
};

describe.each(Object.entries(STEPS))('a step of %s is answered', (name, step) => {
  for (const [reader, read] of Object.entries(readers)) extreme(`${name}: ${reader}`, workflowOf(step), read);
});

const CLAIM = 'wp_1_0_default';
const MANY: Readonly<Record<string, Partial<Step>>> = {
  plain: { commands: ['x'] },
  services: { type: 'service', ports: [{ number: 80 }] },
  detached: { detach: true, volumes: [`${CLAIM}:/a`] },
  'on a host network': { dns: ['10.0.0.1'], extra_hosts: [{ name: 'a', ip: '10.0.0.1' }] },
  'wrong profiles': optionsOf({
    securityContext: { seccompProfile: { type: '' }, apparmorProfile: { a: 1 } },
  }),
  'wrong options': optionsOf({ nope: 1, serviceAccountName: 7, tolerations: [{ key: 'a', effect: 'x' }] }),
  'large requests': optionsOf({ resources: { requests: { cpu: '3' } } }),
  'the same name': { name: 'a', volumes: [`${CLAIM}:/a`, '/a:/b'] },
  'failing names': { name: '^' },
};

function optionsOf(kubernetes: unknown): Partial<Step> {
  return { backend_options: { kubernetes: kubernetes as BackendOptionsInput } };
}

describe.each(Object.entries(MANY))('a workflow of many steps, %s, is answered', (name, more) => {
  const steps = names.slice(0, KEYS / 10).map((each) => ({ name: each, image: 'a', ...more }));
  const workflows: Readonly<Record<string, CompiledWorkflow>> = {
    'at once': { volume: CLAIM, pipeline: [{ steps }] },
    'in turn': { volume: CLAIM, pipeline: steps.map((step) => ({ steps: [step] })) },
  };
  const node = { cpu: '4' };
  for (const [order, workflow] of Object.entries(workflows)) {
    for (const [reader, read] of Object.entries(readers))
      extreme(`many steps, ${name}, ${order}: ${reader}`, workflow, read);
    extreme(
      `many steps, ${name}, ${order}: lintWorkflow for small nodes`,
      workflow,
      (value) => lintWorkflow(value, open, {}, { node }).length,
    );
  }
});

describe('a workflow of many steps is answered', () => {
  const steps = names.slice(0, KEYS / 10).map((name) => ({ name, image: 'a', commands: ['x'] }));
  const text = JSON.stringify({ volume: 'v', pipeline: steps.map((step) => ({ steps: [step] })) });
  extreme('render', text, (json) => run(['render', 'w.json'], { files: { 'w.json': json } }).code);
});

const OBJECTS: Readonly<Record<string, unknown>> = {
  'lists 10,000 deep': { apiVersion: 'v1', kind: 'Pod', metadata: lists, spec: { containers: lists } },
  'many keys': { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', labels: texts }, ...texts },
  'many containers': {
    apiVersion: 'v1',
    kind: 'Pod',
    spec: { containers: names.map((name) => ({ name })) },
  },
  'texts of megabytes': { apiVersion: 'v1', kind: 'Secret', metadata: { name: BIG }, data: { a: BIG } },
};

describe.each(Object.entries(OBJECTS))('an object of %s is answered', (name, object) => {
  extreme(`${name}: checkManifest`, object, (value) => checkManifest(value).length);
  extreme(`${name}: podSecurity`, object, podSecurity);
});

const bomb = [...'abcdefghij']
  .map((letter, index, all) => {
    const items = Array(9).fill(index === 0 ? 'x' : `*${all[index - 1]}`);
    return `${letter}: &${letter} [${items.join(', ')}]`;
  })
  .join('\n');
const YAML: Readonly<Record<string, string>> = {
  'an alias bomb': bomb,
  'flow lists 10,000 deep': '['.repeat(LEVELS) + ']'.repeat(LEVELS),
  'flow maps 10,000 deep': '{a: '.repeat(LEVELS) + '}'.repeat(LEVELS),
  'block lists 10,000 deep': `${'- '.repeat(LEVELS)}a`,
  'many keys': names.map((name) => `${name}: v`).join('\n'),
  'many aliases': `a: &a v\n${names.map((name) => `${name}: *a`).join('\n')}`,
  'a plain scalar of megabytes': `a: ${BIG}`,
  'a quoted scalar of megabytes': `a: "${'\\x41'.repeat(LENGTH / 4)}"`,
  'a block scalar of megabytes': `a: |\n${'  line\n'.repeat(LENGTH / 7)}`,
  'a comment of megabytes': `# ${BIG}`,
  'a key of megabytes': `${BIG}: a`,
};

describe.each(Object.entries(YAML))('YAML of %s is answered', (name, yaml) => {
  const environment = {
    WOODPECKER_BACKEND_K8S_POD_LABELS: yaml,
    WOODPECKER_BACKEND_K8S_POD_TOLERATIONS: yaml,
  };
  extreme(`${name}: as variables`, environment, (env) => agentOptionsFromEnv(env, { release: '3.17' }).os);
  extreme(`${name}: as a workflow file`, yaml, (text) => compileWorkflow(text, pipelineInput).errors.length);
  const inside = `when: {event: push}\nsteps:\n  a:\n    image: b\n    environment:\n      ${yaml.replaceAll('\n', '\n      ')}`;
  extreme(`${name}: inside of a step`, inside, (text) => compileWorkflow(text, pipelineInput).errors.length);
});

describe('the command line answers', () => {
  const render = (files: Record<string, string>) =>
    run(['render', Object.keys(files)[0] ?? ''], { files }).code;
  const deep = '['.repeat(LEVELS) + ']'.repeat(LEVELS);
  extreme('JSON 10,000 deep', { 'w.json': `{"pipeline": ${deep}}` }, render);
  extreme('JSON of many keys', { 'w.json': JSON.stringify(texts) }, render);
  extreme('JSON with a text of megabytes', { 'w.json': JSON.stringify({ volume: BIG }) }, render);
  extreme('JSON that ends after megabytes', { 'w.json': `{"volume": "${BIG}` }, render);
});
