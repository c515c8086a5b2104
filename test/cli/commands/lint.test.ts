import { describe, expect, it } from 'vitest';
import { run, type World } from '../../support/memory-io.ts';
import { sarifValidator } from '../../support/sarif-schema.ts';

interface Found {
  readonly events?: readonly string[];
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly subject: string;
  readonly path?: string;
  readonly range?: {
    readonly file: string;
    readonly start: { readonly line: number; readonly column: number };
  };
}

/** The findings as `code@file:line`, and the exit code. */
function lint(argv: readonly string[], world: World): { code: number; places: string[]; found: Found[] } {
  const { code, out, err } = run(['lint', ...argv, '--report', 'json'], world);
  expect(err, err).not.toContain('fault of podwright');
  const { findings: found } = JSON.parse(out) as { findings: Found[] };
  const places = found.map(
    (one) => `${one.code}@${one.range?.file ?? one.subject}:${one.range?.start.line ?? ''}`,
  );
  return { code, places, found };
}

/** A workflow of one step with options, and no other flaw. */
function step(options: readonly string[] = [], lead = 'when: { event: push }'): string {
  return [
    lead,
    'steps:',
    '  - name: build',
    '    image: alpine:3',
    '    commands: [make]',
    ...(options.length > 0 ? ['    backend_options:', '      kubernetes:'] : []),
    ...options.map((line) => `        ${line}`),
    '',
  ].join('\n');
}

function one(yaml: string, files: Record<string, string> = {}): World {
  return { files: { 'a.yaml': yaml, ...files } };
}

describe('podwright lint', () => {
  it('is silent on a clean workflow, and ends with 0', () => {
    expect(lint(['a.yaml'], one(step()))).toEqual({ code: 0, places: [], found: [] });
  });

  it.each([
    [{ '.woodpecker/a.yaml': step(), '.woodpecker.yaml': '' }, '.woodpecker/a.yaml'],
    [{ '.woodpecker/README.md': '', '.woodpecker.yaml': step(), '.woodpecker.yml': '' }, '.woodpecker.yaml'],
    [{ '.woodpecker.yml': step() }, '.woodpecker.yml'],
  ])('checks what the server reads if no file is given %#', (files, name) => {
    const faulty = { ...files, [name]: step(['labels: { team: ci }']) };
    expect(lint([], { files: faulty }).places).toContain(`step-label-gated@${name}:8`);
  });

  it('needs a file if there is none that the server reads', () => {
    expect(run(['lint'], { files: {} })).toMatchObject({ code: 2, out: '' });
  });

  it('points at the lines of options that the agent drops', () => {
    const { code, places, found } = lint(
      ['a.yaml'],
      one(step(['labels: { team: ci }', 'runtimeClassName: ""'])),
    );
    expect(code).toBe(1);
    expect(found[0]?.path).toBe('/pipeline/0/steps/0/backend_options/kubernetes/labels');
    expect(places).toContain('step-label-gated@a.yaml:8');
    expect(places).toContain('runtime-class-empty@a.yaml:9');
  });

  it('points through anchors at the written value', () => {
    const anchored = [
      'when: { event: push }',
      'variables:',
      '  - &options',
      '    kubernetes:',
      '      labels: { team: ci }',
      'steps:',
      '  - name: build',
      '    image: alpine:3',
      '    commands: [make]',
      '    backend_options: *options',
    ].join('\n');
    expect(lint(['a.yaml'], one(anchored)).places).toContain('step-label-gated@a.yaml:5');
  });

  it('reports a finding of every axis of a matrix once', () => {
    const matrix = step(['labels: { team: ci }'], 'when: { event: push }\nmatrix: { V: [1, 2, 3] }');
    expect(lint(['a.yaml'], one(matrix)).places).toEqual(['step-label-gated@a.yaml:9']);
  });

  it('points at variables in the environment of the agent', () => {
    const env = '# agent\nWOODPECKER_BACKEND_K8S_NAMESPACE=Not_Good\nWOODPECKER_BACKEND_K8S_VOLUME_SIZ=1G\n';
    const { places } = lint(['a.yaml', '--agent-env', 'agent.env'], one(step(), { 'agent.env': env }));
    expect(places).toEqual(['agent-namespace-invalid@agent.env:2', 'agent-variable-unknown@agent.env:3']);
    const set = lint(
      ['a.yaml', '--agent-env', 'agent.env', '--set', 'namespace=Bad_Too'],
      one(step(), { 'agent.env': env }),
    );
    expect(set.found.find(({ code }) => code === 'agent-namespace-invalid')?.range).toBeUndefined();
  });

  it('reports an agent that does not start, beside findings of the server', () => {
    const { code, places } = lint(['a.yaml', '--set', 'storageRwx=perhaps'], one('steps: []\n'));
    expect(code).toBe(1);
    expect(places.map((place) => place.split('@')[0])).toEqual(
      expect.arrayContaining(['agent-variable-invalid', 'steps-missing']),
    );
  });

  it('reports rejections of the API server at the place that causes them, once for all Pods', () => {
    const yaml = step(['annotations: { "a b": c }']);
    const { found } = lint(['a.yaml', '--set', 'podAnnotationsAllowFromStep=true'], one(yaml));
    const errors = found.filter(({ severity }) => severity === 'error');
    expect(errors).toHaveLength(1);
    expect(errors[0]?.range?.start.line).toBe(8);
    const env = { 'agent.env': 'WOODPECKER_BACKEND_K8S_PRIORITY_CLASS=Not_A_Class\n' };
    const two = `${step()}  - name: test\n    image: alpine:3\n    commands: [make]\n`;
    const agent = lint(['a.yaml', '--release', '3.17', '--agent-env', 'agent.env'], one(two, env));
    expect(agent.places).toEqual(['priority-class-name-invalid@agent.env:1']);
  });

  it('makes violations of a Pod Security level errors, with help', () => {
    const { found } = lint(['a.yaml', '--pod-security', 'restricted', '--release', '3.17'], one(step()));
    expect(found.map(({ code, severity, range }) => [code, severity, range?.start.line])).toEqual(
      Array.from({ length: 4 }, () => ['pod-security-restricted', 'error', 3]),
    );
    expect(lint(['a.yaml', '--pod-security', 'baseline'], one(step())).found).toEqual([]);
  });

  it('continues with the other files of a folder if one cannot be used', () => {
    const files = {
      '.woodpecker/a.yaml': 'steps: [\n',
      '.woodpecker/b.yaml': step(['labels: { team: ci }']),
    };
    const { places } = lint(['.woodpecker/'], { files });
    expect(places).toContain('step-label-gated@.woodpecker/b.yaml:8');
    expect(places.some((place) => place.startsWith('yaml-syntax@.woodpecker/a.yaml'))).toBe(true);
  });

  it('checks every event that conditions allow, and lists those of a finding', () => {
    const steps = ['tag', 'cron', 'push'].flatMap((event) => [
      `  ${event}:`,
      '    image: alpine:3',
      '    commands: [make]',
      `    when: { event: ${event} }`,
      '    backend_options: { kubernetes: { labels: { team: ci } } }',
    ]);
    const yaml = ['when: { event: [push, tag] }', 'steps:', ...steps, ''].join('\n');
    const { found } = lint(['a.yaml'], one(yaml));
    expect(found.map(({ range, events }) => [range?.start.line, events])).toEqual([
      [7, ['tag']],
      [17, ['push']],
    ]);
    expect(lint(['a.yaml', '--event', 'tag'], one(yaml)).found).toMatchObject([
      { range: { start: { line: 7 } } },
    ]);
  });

  it.each([
    ['when: { event: pull_request }', undefined],
    ['when: { branch: "release/{1,2}*" }', undefined],
    ['when: { event: tag, ref: "refs/tags/v*" }', undefined],
    ['when: { event: cron, cron: nightly }', undefined],
    ['when: { event: push, path: { include: "docs/**", on_empty: false } }', undefined],
    [`when: { event: deployment, evaluate: 'CI_PIPELINE_DEPLOY_TARGET == "prod"' }`, undefined],
    ['when: { repo: acme/app, branch: { exclude: main } }', undefined],
    ['when: [{ event: push }, { event: tag }]', undefined],
  ])('lints a workflow with %s', (lead, events) => {
    const { found } = lint(['a.yaml'], one(step(['labels: { team: ci }'], lead)));
    const gated = found.filter(({ code }) => code === 'step-label-gated');
    expect(gated.map((finding) => finding.events)).toEqual([events]);
  });

  it('says that it linted nothing if no condition can match', () => {
    const world = one(step(['labels: { team: ci }'], 'when: { evaluate: "false" }'));
    expect(lint(['a.yaml'], world)).toMatchObject({ code: 0, places: ['nothing-linted@a.yaml:1'] });
    expect(lint(['a.yaml', '--ignore', 'nothing-linted'], world).places).toEqual([]);
    const { out, err } = run(['lint', 'a.yaml'], world);
    expect(out).not.toContain('Nothing found.');
    expect(err).toContain('left-out-when');
  });

  it('treats a comment as used if it suppresses a finding of any event', () => {
    const yaml = step(['labels: { team: ci } # podwright-ignore step-label-gated'], 'when: { event: tag }');
    expect(lint(['a.yaml'], one(yaml)).found).toEqual([]);
  });

  it('accepts several files, in the order of their names and lines', () => {
    const files = {
      'b.yaml': step(['labels: { team: ci }']),
      'a.yaml': step(['runtimeClassName: ""', 'labels: { team: ci }']),
    };
    expect(lint(['b.yaml', 'a.yaml'], { files }).places).toEqual([
      'runtime-class-empty@a.yaml:8',
      'step-label-gated@a.yaml:9',
      'step-label-gated@b.yaml:8',
    ]);
  });

  it('reads standard input, and shows its lines', () => {
    const { out, code } = run(['lint', '-'], { stdin: step(['labels: { team: ci }']) });
    expect(code).toBe(1);
    expect(out).toContain('8 |         labels: { team: ci }');
  });
});

describe('options of podwright lint that leave out findings', () => {
  const gated = step(['labels: { team: ci }']);

  it('lets as many warnings pass as --max-warnings says, and no error', () => {
    expect(lint(['a.yaml', '--max-warnings', '1'], one(gated)).code).toBe(0);
    expect(lint(['a.yaml', '--max-warnings', '0'], one(gated)).code).toBe(1);
    expect(lint(['a.yaml', '--max-warnings', '1', '--strict'], one(gated)).code).toBe(1);
  });

  it('leaves out the codes of --ignore, and knows them all', () => {
    expect(lint(['a.yaml', '--ignore', 'port-zero,step-label-gated'], one(gated))).toMatchObject({
      code: 0,
      places: [],
    });
    const { code, err } = run(['lint', 'a.yaml', '--ignore', 'step-label-gate'], one(gated));
    expect(code).toBe(2);
    expect(err).toContain('step-label-gated');
  });

  it('applies comments, and reports those that suppress nothing', () => {
    const suppressed = step(['labels: { team: ci } # podwright-ignore step-label-gated']);
    expect(lint(['a.yaml'], one(suppressed))).toMatchObject({ code: 0, places: [] });
    const unused = step([
      '# podwright-ignore port-zero',
      'workspaceVolume: true # podwright-ignore nothing-such',
    ]);
    const { places } = lint(['a.yaml', '--release', 'next'], one(unused));
    expect(places).toEqual(
      expect.arrayContaining(['ignore-unused@a.yaml:8', 'ignore-code-unknown@a.yaml:9']),
    );
  });

  it('does not report an unused comment in a partly checked file', () => {
    const off = step(['labels: { team: ci } # podwright-ignore step-label-gated'], 'when: { event: tag }');
    expect(lint(['a.yaml'], one(off)).places).toEqual([]);
    expect(lint(['a.yaml', '--event', 'tag', '--tag', 'v1'], one(off)).places).toEqual([]);
  });
});

describe('the reports of podwright lint', () => {
  const gated = step(['labels: { team: ci }']);

  it('writes SARIF that is valid against the schema', () => {
    const { out } = run(
      ['lint', 'a.yaml', '--report', 'sarif'],
      one(`${gated}services:\n  - name: db\n    image: x\n`),
    );
    const validate = sarifValidator();
    const log = JSON.parse(out);
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
    expect(log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('a.yaml');
  });

  it('writes workflow commands for GitHub', () => {
    const { out } = run(['lint', 'a.yaml', '--report', 'github'], one(gated));
    expect(out).toMatch(
      /^::warning file=a\.yaml,line=8,col=\d+,endLine=8,endColumn=\d+,title=step-label-gated::/,
    );
  });

  it('shows no secret in any of them', () => {
    const secret = 'hunter2-hunter2';
    const yaml = step([
      `labels: { team: "${secret}!" }`,
      `runtimeClassName: "${secret} x"`,
      'tolerations: [{ operator: x }]',
    ]);
    for (const form of ['human', 'json', 'sarif', 'github', 'markdown']) {
      const { out, err } = run(
        [
          'lint',
          'a.yaml',
          '--report',
          form,
          '--secret',
          `token=${secret}`,
          '--set',
          'podLabelsAllowFromStep=true',
        ],
        one(yaml),
      );
      expect(out + err, form).not.toContain(secret);
      expect(out, form).toContain('redacted');
    }
  });

  it('ends with 2 on invalid input', () => {
    for (const argv of [['absent.yaml'], ['a.yaml', '--max-warnings', '-1'], ['a.yaml', '--node', 'cpu'], []])
      expect(run(['lint', ...argv], one(gated)).code, argv.join(' ')).toBe(2);
  });
});

describe('the caret', () => {
  const yaml = `when: { event: push }
skip_clone: true
steps:
  - name: build
    image: golang
    commands: [make]
    environment: { CI_SCRIPT: x }
    backend_options:
      kubernetes:
        nodeselector: { disk: ssd }
        tolerationz: []
        serviceAccountName: builder
        hostUsers: [1]
        resources: { limits: { memory: 100m } }
        labels: { "bad key": a, team: -b }
      docker: {}
`;
  const env = `export WOODPECKER_BACKEND_K8S_STORAGE_RWXX=true
WOODPECKER_BACKEND_K8S_STOP_TIMEOUT=soon
`;
  /** The text of the place, by code. */
  const textsOf = (text: string, file: string, argv: readonly string[]): Record<string, string[]> => {
    const { out } = run(['lint', file, '--report', 'json', ...argv], {
      files: { [file]: text, 'a.env': env },
    });
    const { findings } = JSON.parse(out) as {
      findings: {
        code: string;
        range?: { file: string; start: Position; end: Position };
      }[];
    };
    const texts: Record<string, string[]> = {};
    for (const { code, range } of findings) {
      const lines = (range?.file === 'a.env' ? env : text).split('\n');
      const { line, column } = range?.start ?? { line: 1, column: 1 };
      const end = range?.end.line === line ? range.end.column - 1 : undefined;
      const isPoint = end === column - 1;
      texts[code] = [
        ...(texts[code] ?? []),
        (lines[line - 1] ?? '').slice(column - 1, isPoint ? undefined : end),
      ];
    }
    return texts;
  };

  it('is under the key if the key is wrong, and under the value if the value is', () => {
    const texts = textsOf(yaml, 'a.yaml', ['--release', '3.17']);
    expect(texts).toMatchObject({
      'option-key-case': ['nodeselector'],
      'option-unknown-key': ['tolerationz'],
      'step-service-account-gated': ['serviceAccountName'],
      'backend-unknown': ['docker'],
      'script-variable-set': ['CI_SCRIPT'],
      'option-name': ['"bad key"'],
    });
  });

  it('is at the name or the value of an agent variable', () => {
    const argv = ['--release', '3.17', '--agent-env', 'a.env'];
    expect(textsOf(yaml, 'a.yaml', argv)).toMatchObject({
      'agent-variable-unknown': ['WOODPECKER_BACKEND_K8S_STORAGE_RWXX'],
      'agent-variable-invalid': ['soon'],
    });
  });

  it('is at the key or the value in a compiled workflow', () => {
    const options = { kubernetes: { tolerationz: 'a', hostUsers: 'maybe' } };
    const steps = [{ name: 'a', image: 'b', environment: {}, backend_options: options }];
    const json = JSON.stringify({ pipeline: [{ steps }], volume: 'v' });
    expect(textsOf(json, 'a.json', ['--release', '3.17'])).toMatchObject({
      'option-unknown-key': [expect.stringMatching(/^"tolerationz"/)],
      'option-not-decoded': [expect.stringMatching(/^"maybe"/)],
    });
  });
});

interface Position {
  readonly line: number;
  readonly column: number;
}
