import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { upper } from '../../../src/base/encoding/case-mapping.ts';
import { pointerTo } from '../../../src/base/json/json-pointer.ts';
import {
  type CompileInput,
  type CompileResult,
  compileWithPositions,
  type SourceRange,
  type Step,
  type WorkflowSource,
} from '../../../src/index.ts';
import { locateInYaml } from '../../../src/workflow/positions/compile-notes.ts';
import { pipelineInput } from '../support.ts';

const YAML = `variables:
  - &limits
    limits:
      memory: 1Gi
  - &options
    kubernetes:
      serviceAccountName: builder
matrix:
  ARCH: [arm64, amd64]
steps:
  - name: build
    image: golang:\${ARCH}
    commands:
      - make
    volumes:
      - cache:/cache
    environment:
      TOKEN: text
    backend_options:
      <<: *options
  - name: publish
    image: plugins/publish
    settings:
      api-key: text
    backend_options:
      kubernetes:
        nodeSelector:
          kubernetes.io/arch: \${ARCH}
        resources: *limits
`;

/** Text in a file, up to the end of its first line, that a pointer into a compiled step leads to. */
type TextAt = (workflow: number, name: string, pointer: string) => string | undefined;

function textsOf(yaml: string): TextAt {
  const { result, locate } = compileWithPositions(yaml, {
    release: '3.17',
    options: { trusted: { volumes: true } },
  });
  return (workflow, name, pointer) => {
    const steps = result.workflows[workflow]?.config?.pipeline?.flatMap((stage) => stage.steps ?? []) ?? [];
    const range = locate(steps.find((step) => step.name === name)?.uuid ?? '', pointer);
    if (range === undefined) return undefined;
    const lines = yaml.split('\n').slice(range.start.line - 1, range.end.line);
    const [first = ''] = lines;
    return lines.length === 1
      ? first.slice(range.start.column - 1, range.end.column - 1)
      : first.slice(range.start.column - 1);
  };
}

const textAt = textsOf(YAML);

describe.each([0, 1])('axis %i', (axis) => {
  test.each([
    ['build', '/name', 'build'],
    ['build', '/commands/0', 'make'],
    ['build', '/volumes/1', 'cache:/cache'],
    ['build', '/environment/TOKEN', 'text'],
    ['build', '/backend_options/kubernetes/serviceAccountName', 'builder'],
    ['publish', '/environment/PLUGIN_API_KEY', 'text'],
    ['publish', '/backend_options/kubernetes/nodeSelector/kubernetes.io~1arch', '$'],
    ['publish', '/backend_options/kubernetes/resources/limits/memory', '1Gi'],
    ['publish', '/backend_options/kubernetes/resources/limits/cpu', 'limits'],
  ])('%s %s', (step, pointer, text) => {
    expect(textAt(axis, step, pointer)).toMatch(text === '$' ? /^\$/ : text);
  });
});

test('a step that nobody wrote has no place', () => {
  expect(textAt(0, 'clone', '/image')).toBeUndefined();
});

test('a step that is not there has no place', () => {
  const { locate } = compileWithPositions(YAML, {});
  expect(locate('unheard-of', '/image')).toBeUndefined();
});

describe('in a file with merges', () => {
  const deeper = textsOf(`variables:
  - &first {FIRST: one, BOTH: two}
  - &second {SECOND: three, BOTH: four}
  - &key THIRD
  - &more [{FOURTH: five}]
  - &options {kubernetes: {runtimeClassName: six}}
skip_clone: true
steps:
  - name: build
    image: golang
    directory: src
    commands: [make, test]
    volumes: [a:/a, b:/b]
    environment:
      OWN: zero
      *key : seven
      <<: [*first, *second, {INLINE: eight}]
    backend_options: {<<: *options, other: nine}
  - name: publish
    image: plugins/publish
    settings: {target.of-all: ten, b: {c: [eleven]}}
  - name: bare
    image: alpine
    commands: x
`);

  test.each([
    ['build', '/environment/OWN', 'zero'],
    ['build', '/environment/FIRST', 'one'],
    ['build', '/environment/BOTH', 'two'],
    ['build', '/environment/SECOND', 'three'],
    ['build', '/environment/THIRD', 'seven'],
    ['build', '/environment/INLINE', 'eight'],
    ['build', '/secret_mapping/OWN', 'zero'],
    ['build', '/environment/OTHER', 'environment'],
    ['build', '/environment', 'environment'],
    ['build', '/environment/<<', 'environment'],
    ['build', '/backend_options/kubernetes/runtimeClassName', 'six'],
    ['build', '/backend_options/other', 'nine'],
    ['build', '/backend_options/runtimeClassName', 'backend_options'],
    ['build', '/backend_options/missing', 'backend_options'],
    ['build', '/working_dir', 'src'],
    ['build', '/auth_config/username', 'golang'],
    ['build', '/commands', '[make, test]'],
    ['build', '/commands/1', 'test'],
    ['build', '/commands/2', 'commands'],
    ['build', '/commands/1/x', 'test'],
    ['build', '/volumes/0', 'build'],
    ['build', '/volumes/1', 'a:/a'],
    ['build', '/volumes/2', 'b:/b'],
    ['build', '/volumes/3', 'volumes'],
    ['build', '/volumes', 'volumes'],
    ['build', '/networks/0', 'build'],
    ['build', '', 'build'],
    ['publish', '/environment/PLUGIN_TARGET_OF_ALL', 'ten'],
    ['publish', '/environment/PLUGIN_B', '{c: [eleven]}'],
    ['publish', '/environment/PLUGIN_OTHER', 'publish'],
    ['bare', '/environment/CI', 'bare'],
  ])('%s %s', (step, pointer, text) => {
    expect(deeper(0, step, pointer)).toBe(text);
  });
});

describe('a pointer into a compiled workflow', () => {
  const found: [uuid: string, rest: string][] = [];
  const steps = Array.from({ length: 12 }, (_, index) => ({ uuid: `S${index}` }));
  const pipeline = [...Array(10).fill({}), { steps }];
  const locateStep = (uuid: string, rest: string) => {
    found.push([uuid, rest]);
    return undefined;
  };

  test.each([
    ['/pipeline/10/steps/3/image', ['S3', '/image']],
    ['/pipeline/10/steps/11/environment/A\nB', ['S11', '/environment/A\nB']],
    ['/pipeline/10/steps/0', ['S0', '']],
    ['/pipeline/10/steps/0/', ['S0', '/']],
    ['/pipeline/10/steps/12', undefined],
    ['/pipeline/11/steps/0', undefined],
    ['/pipeline/0/steps/0', undefined],
    ['/pipeline/10/steps/0x', undefined],
    ['/pipeline/10/steps', undefined],
    ['/x/pipeline/10/steps/0', undefined],
    ['/volumes/0', undefined],
    ['', undefined],
  ])('%j leads to a step', (pointer, expected) => {
    found.length = 0;
    locateInYaml({ pipeline }, locateStep)(pointer);
    expect(found).toEqual(expected === undefined ? [] : [expected]);
    expect(locateInYaml({}, locateStep)(pointer)).toBeUndefined();
  });
});

describe('the origin of a value', () => {
  const yaml = `labels:
  team: harbor
  woodpecker-ci.org/event: mine
workspace: {base: /ws}
matrix:
  ARCH: [arm64, amd64]
  VERSION: ["1"]
steps:
  build:
    image: golang:\${ARCH}
    commands: [make]
    volumes: [cache:/cache]
    ports: [~, 8080/tcp]
    environment:
      OWN: text
      TOKEN:
        from_secret: token
  publish:
    image: plugins/publish
    settings:
      api-key: text
      nested:
        part: [a]
      password:
        from_secret: token
`;
  const input: CompileInput = {
    ...pipelineInput,
    secrets: [{ name: 'token', value: 's3cret' }],
    env: { GIVEN: 'x' },
    options: {
      ...pipelineInput.options,
      trusted: { volumes: true },
      volumes: ['shared:/shared'],
      proxy: { http: 'http://proxy' },
      netrc: { machine: 'm', login: 'l', password: 'p' },
    },
  };
  const { result, originOf } = compileWithPositions(yaml, input);
  const titleAt = (run: number, name: string, pointer: string): string | undefined => {
    const steps = result.workflows[run]?.config?.pipeline?.flatMap((stage) => stage.steps ?? []) ?? [];
    const origin = originOf(steps.find((step) => step.name === name)?.uuid ?? '', pointer);
    if (origin?.by !== 'file') return origin && `${origin.by}: ${origin.field}`;
    return `${origin.name}: ${textIn(yaml, origin.range)}`;
  };

  test.each([
    [0, 'build', '/environment/ARCH', 'matrix.ARCH: arm64'],
    [1, 'build', '/environment/ARCH', 'matrix.ARCH: amd64'],
    [1, 'publish', '/environment/ARCH', 'matrix.ARCH: amd64'],
    [0, 'clone', '/environment/VERSION', 'matrix.VERSION: "1"'],
    [0, 'build', '/environment/OWN', 'environment.OWN: text'],
    [0, 'build', '/environment/TOKEN', 'environment.TOKEN: TOKEN'],
    [0, 'build', '/secret_mapping/TOKEN', 'environment.TOKEN: TOKEN'],
    [0, 'publish', '/environment/PLUGIN_API_KEY', 'settings.api-key: text'],
    [0, 'publish', '/environment/PLUGIN_NESTED', 'settings.nested: nested'],
    [0, 'publish', '/environment/PLUGIN_PASSWORD', 'settings.password: password'],
    [0, 'clone', '/environment/PLUGIN_DEPTH', 'server: options.default_clone_image'],
    [0, 'clone', '/image', 'server: options.default_clone_image'],
    [0, 'clone', '/environment/CI_NETRC_PASSWORD', 'server: options.netrc.password'],
    [0, 'build', '/environment/CI_COMMIT_BRANCH', 'server: curr.commit.branch'],
    [0, 'build', '/environment/CI_REPO', 'server: repo.owner, repo.name'],
    [0, 'build', '/environment/CI_WORKFLOW_NUMBER', 'server: workflow.number'],
    [0, 'build', '/environment/CI_WORKSPACE', 'server: repo.forge_url'],
    [0, 'build', '/environment/GIVEN', 'server: env.GIVEN'],
    [0, 'build', '/environment/HTTP_PROXY', 'server: options.proxy.http'],
    [0, 'build', '/environment/UNHEARD_OF', 'server: '],
    [0, 'build', '/workflow_labels/team', 'labels.team: harbor'],
    [0, 'build', '/workflow_labels/woodpecker-ci.org~1event', 'server: curr.event'],
    [0, 'build', '/workflow_labels/woodpecker-ci.org~1repo-full-name', 'server: repo.owner, repo.name'],
    [0, 'build', '/workspace_base', 'workspace.base: /ws'],
    [0, 'publish', '/workspace_base', 'server: '],
    [0, 'build', '/image', `image: golang:$${'{ARCH}'}`],
    [0, 'build', '/name', 'name: build'],
    [0, 'build', '/commands/0', 'commands[0]: make'],
    [0, 'build', '/volumes/0', 'server: options.prefix'],
    [0, 'build', '/volumes/1', 'server: options.volumes'],
    [0, 'build', '/volumes/2', 'volumes[0]: cache:/cache'],
    [0, 'build', '/ports/0/number', 'ports[0]: 8080/tcp'],
    [0, 'build', '/networks/0/name', 'server: options.prefix'],
    [0, 'build', '/networks/0/aliases/0', 'name: build'],
    [0, 'build', '/uuid', 'server: '],
  ])('in run %i: %s %s', (run, step, pointer, expected) => {
    expect(titleAt(run, step, pointer)).toBe(expected);
  });

  test('in an entry of `matrix.include` is that entry', () => {
    const listed = 'matrix:\n  include:\n    - {ARCH: arm64}\n    - {ARCH: amd64}\nsteps: [{image: x}]\n';
    const compiled = compileWithPositions(listed, input);
    const origins = compiled.result.workflows.map(({ config }) =>
      compiled.originOf(config?.pipeline?.at(-1)?.steps?.[0]?.uuid ?? '', '/environment/ARCH'),
    );
    expect(
      origins.map((origin) => origin?.by === 'file' && [origin.name, textIn(listed, origin.range)]),
    ).toEqual([
      ['matrix.include[0].ARCH', 'arm64'],
      ['matrix.include[1].ARCH', 'amd64'],
    ]);
  });
});

describe.each(['3.0', '3.17', 'next'])('in the recordings of %s', (release) => {
  const url = new URL(`../../../fixtures/recorded/frontend-${release}.jsonl.gz`, import.meta.url);
  const cases = gunzipSync(readFileSync(url)).toString('utf8').trim().split('\n');

  test('every variable and label comes from its entry in a file, or from a field of the server', () => {
    const wrong: string[] = [];
    const counts = { file: 0, server: 0 };
    for (const line of cases) {
      const { id, input } = JSON.parse(line) as { id: string; input: RecordedInput };
      const files = input.workflows ?? [{ name: '.woodpecker.yaml', yaml: input.yaml ?? '' }];
      const { result, originOf, locate } = compileWithPositions(files, { release, ...input });
      const textOf = (range: SourceRange | undefined): string =>
        range === undefined ? '' : textIn(files.find(({ name }) => name === range.file)?.yaml ?? '', range);
      for (const { uuid = '', ...step } of result.workflows.flatMap(stepsOf))
        for (const part of ['environment', 'workflow_labels', 'secret_mapping'] as const)
          for (const [key, value] of Object.entries(step[part] ?? {})) {
            const pointer = pointerTo(`/${part}`, key);
            const origin = originOf(uuid, pointer);
            if (origin?.by === 'server' && origin.field !== '') counts.server += 1;
            else if (origin?.by !== 'file') wrong.push(`${id} ${pointer}: no origin`);
            else {
              counts.file += 1;
              const keyText = textOf(locate(uuid, pointer, 'key'));
              const valueText = textOf(locate(uuid, pointer, 'value'));
              if (!isKeyOf(keyText, key, origin.name)) wrong.push(`${id} ${pointer}: ${keyText}`);
              if (!isTextOf(valueText, String(value))) wrong.push(`${id} ${pointer}: ${valueText}`);
              if (![keyText, valueText].includes(textOf(origin.range))) wrong.push(`${id} ${pointer}: range`);
            }
          }
    }
    console.log(`origins at ${release}: ${counts.file} in files, ${counts.server} of the server`);
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(counts.file).toBeGreaterThan(100);
  });
});

type RecordedInput = CompileInput & { readonly yaml?: string; readonly workflows?: WorkflowSource[] };

function stepsOf({ config }: CompileResult['workflows'][number]): Step[] {
  return config?.pipeline?.flatMap(({ steps }) => steps ?? []) ?? [];
}

/** Whether a string is the key from which a variable or label of this name is made. */
function isKeyOf(text: string, name: string, origin: string): boolean {
  if (origin.startsWith('workspace')) return true;
  const key = /[$*]/.test(text) ? undefined : text.replace(/^(["'])(.*)\1$/s, '$2');
  if (key === undefined) return true;
  return name === (origin.startsWith('settings') ? `PLUGIN_${upper(key.replace(/[.-]/g, '_'))}` : key);
}

/** Whether a string is a value as it is written; what is encoded or substituted is only known by its key. */
function isTextOf(text: string, value: string): boolean {
  return text === 'null' || !/^[a-z][a-z ]*$/.test(text) || value.includes(text);
}

const linesOf = new Map<string, string[]>();

function textIn(yaml: string, { start, end }: SourceRange): string {
  const all = linesOf.get(yaml) ?? yaml.split('\n');
  linesOf.set(yaml, all);
  const lines = all.slice(start.line - 1, end.line);
  const last = lines.length - 1;
  const ends = lines.map((line, index) => (index === last ? line.slice(0, end.column - 1) : line));
  return ends.map((line, index) => (index === 0 ? line.slice(start.column - 1) : line)).join('\n');
}
