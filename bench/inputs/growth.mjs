// What must take time in proportion to what it is given: each subject with the input for n of something.
import * as library from '../../dist/index.js';
import { compileInput } from './workflows.mjs';

const { resolveAgentOptions, compileWorkflow, planWorkflow, checkManifest } = library;
const AGENT = resolveAgentOptions({ release: '3.17' });
const SIDES = { from: { release: '3.0' }, to: { release: 'next' } };
const STEP = 'image: golang\n    commands: [make]';

function times(n, make) {
  return Array.from({ length: n }, (_, index) => make(index));
}

function lines(n, make) {
  return times(n, make).join('\n');
}

function record(n, key, value) {
  return Object.fromEntries(times(n, (index) => [`${key}${index}`, value]));
}

function stepsFile(n, more = '') {
  return `when: { event: push }\nsteps:\n${lines(n, (index) => `  s${index}:\n    ${STEP}`)}\n${more}`;
}

function stepFile(more) {
  return `when: { event: push }\nsteps:\n  build:\n    ${STEP}\n${more}\n`;
}

/** A compiled workflow of these steps, one to a stage. */
function workflow(steps) {
  return { pipeline: steps.map((step) => ({ steps: [step] })), volume: 'v', network: 'n' };
}

function step(index, fields = {}) {
  return { name: `s${index}`, uuid: `uuid-${index}`, type: 'commands', image: 'golang', ...fields };
}

function options(kubernetes) {
  return workflow([step(0, { backend_options: { kubernetes } })]);
}

function pod(fields) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'n' },
    spec: { containers: [{ name: 'c', image: 'golang', ...fields }] },
  };
}

/** A file with as many paths in a condition as the pipeline has changed files; none matches. */
function pathsAndFiles(n) {
  const paths = lines(n, (index) => `          - "lib/p${index}/**"`);
  const { metadata, ...input } = compileInput;
  const commit = { ...metadata.curr.commit, changed_files: times(n, (index) => `src/f${index}.ts`) };
  return [
    stepFile(`    when:\n      path:\n        include:\n${paths}`),
    { ...input, metadata: { ...metadata, curr: { ...metadata.curr, commit } } },
  ];
}

const compile = (yaml) => compileWorkflow(yaml, compileInput);
const plan = (compiled) => planWorkflow(compiled, AGENT);

/** Functions: `run` gets what `input` makes for n. */
export const functions = [
  [
    'makePod over variables',
    2000,
    (n) => step(0, { environment: record(n, 'V', 'v') }),
    (s) => library.makePod(s, AGENT),
  ],
  ['planWorkflow over steps', 1000, (n) => workflow(times(n, step)), plan],
  [
    'planWorkflow over services',
    1000,
    (n) => workflow(times(n, (i) => step(i, { type: 'service', ports: [{ number: 80 }] }))),
    plan,
  ],
  ['planWorkflow over unknown options', 4000, (n) => options(record(n, 'option', 1)), plan],
  ['compileWorkflow over steps', 100, stepsFile, compile],
  [
    'compileWorkflow over matrix includes',
    50,
    (n) => `matrix:\n  include:\n${lines(n, (i) => `    - A: a${i}`)}\n${stepsFile(1)}`,
    compile,
  ],
  [
    'compileWorkflow over secrets',
    300,
    (n) => [
      stepFile(`    environment:\n${lines(n, (i) => `      V${i}: { from_secret: s${i} }`)}`),
      { ...compileInput, secrets: times(n, (i) => ({ name: `s${i}`, value: `value ${i}` })) },
    ],
    ([yaml, input]) => compileWorkflow(yaml, input),
  ],
  [
    'compileWorkflow over paths and as many changed files',
    300,
    pathsAndFiles,
    ([yaml, input]) => compileWorkflow(yaml, input),
  ],
  [
    'compileWorkflow over terms of a condition',
    100,
    (n) =>
      stepFile(`    when:\n      evaluate: '${times(n, (i) => `CI_COMMIT_BRANCH == "b${i}"`).join(' || ')}'`),
    compile,
  ],
  [
    'compileWorkflow over characters that a condition folds',
    100,
    (n) => stepFile(`    when:\n      evaluate: '${times(n, () => '"a"').join(' + ')} == "b"'`),
    compile,
  ],
  [
    'lintWorkflow over steps',
    200,
    (n) =>
      workflow(times(n, (i) => step(i, { backend_options: { kubernetes: { nodeSelector: { a: 'b' } } } }))),
    (w) => library.lintWorkflow(w, AGENT),
  ],
  [
    'explainWorkflow over steps',
    100,
    (n) => workflow(times(n, step)),
    (w) => library.explainWorkflow(w, AGENT),
  ],
  ['diffReleases over steps', 20, (n) => workflow(times(n, step)), (w) => library.diffReleases(w, SIDES)],
  [
    'checkManifest over variables',
    1000,
    (n) => pod({ env: times(n, (i) => ({ name: `V${i}`, value: 'v' })) }),
    checkManifest,
  ],
  [
    'checkManifest over equal ports',
    200,
    (n) => pod({ ports: times(n, () => ({ containerPort: 1, hostPort: 2, name: 'p' })) }),
    checkManifest,
  ],
  [
    'podSecurity over containers',
    1000,
    (n) => ({ ...pod({}), spec: { containers: times(n, (i) => ({ name: `c${i}`, image: 'golang' })) } }),
    library.podSecurity,
  ],
  [
    'validateBackendOptions over tolerations',
    500,
    (n) => ({ kubernetes: { tolerations: times(n, () => ({ key: 7, operator: 'Is' })) } }),
    (o) => library.validateBackendOptions(o, '3.17'),
  ],
  [
    'readAgentEnvironment over unknown variables',
    300,
    (n) => record(n, 'WOODPECKER_BACKEND_K8S_X', '1'),
    (e) => library.readAgentEnvironment(e, { release: '3.17' }),
  ],
  ['toYaml over objects', 200, (n) => times(n, () => pod({})), library.toYaml],
].map(([name, n, input, run]) => ({ name, n, input, run }));

const secret = (i) => `secret-value-${i}`;
const files = (n) => Object.fromEntries(times(n, (index) => [`f${index}.yaml`, stepsFile(2)]));
const compiled = (value) => ({ 'w.json': JSON.stringify(value) });
const wrongSteps = (n) =>
  compiled(workflow(times(n, (i) => step(i, { backend_options: { kubernetes: { [`unknown${i}`]: 1 } } }))));
const twice = (n) => ({
  'w.json': JSON.stringify(workflow([step(0, { environment: record(n, 'V', 'v') })])).replaceAll(
    /"V(\d)\d*"/g,
    '"V$1"',
  ),
});

/** Commands, which run on the files that are made for n. */
export const commands = [
  ['render over files', 40, files, ['render', '.']],
  [
    'render over services',
    200,
    (n) => ({
      'w.yaml': stepsFile(
        1,
        `services:\n${lines(n, (i) => `  x${i}:\n    image: redis\n    ports: [6379]`)}\n`,
      ),
    }),
    ['render', 'w.yaml', '--release', '3.17'],
  ],
  [
    'render over secrets, in as many strings',
    500,
    (n) => ({
      'w.yaml': stepFile(
        `    environment:\n${lines(n, (i) => `      V${i}: { from_secret: s${i} }\n      W${i}: ${secret(i)}`)}`,
      ),
      's.env': lines(n, (i) => `s${i}=${secret(i)}`),
    }),
    ['render', 'w.yaml', '--secrets', 's.env'],
  ],
  ['compile over steps', 300, (n) => ({ 'w.yaml': stepsFile(n) }), ['compile', 'w.yaml']],
  ['explain over steps', 60, (n) => ({ 'w.yaml': stepsFile(n) }), ['explain', 'w.yaml']],
  ['diff over files', 12, files, ['diff', '.', '--to', 'next']],
  [
    'diff over matrix axes',
    12,
    (n) => ({ 'w.yaml': `matrix:\n  A: [${times(n, (i) => `a${i}`).join(', ')}]\n${stepsFile(1)}` }),
    ['diff', 'w.yaml', '--to', 'next'],
  ],
  ['lint --report sarif over findings in one line', 300, wrongSteps, ['lint', 'w.json', '--report', 'sarif']],
  [
    'lint over invalid tolerations',
    400,
    (n) => compiled(options({ tolerations: times(n, () => ({ key: 'a b', operator: 'Is' })) })),
    ['lint', 'w.json', '--release', '3.17'],
  ],
  [
    'lint over suppressed findings',
    100,
    (n) => ({
      'w.yaml': stepFile(
        `    backend_options:\n      kubernetes:\n${lines(n, (i) => `        # podwright-ignore option-unknown-key\n        unknown${i}: 1`)}`,
      ),
    }),
    ['lint', 'w.yaml', '--release', '3.17'],
  ],
  ['render over keys given twice in JSON', 2000, twice, ['render', 'w.json']],
].map(([name, n, input, argv]) => ({ name, n, input, argv }));
