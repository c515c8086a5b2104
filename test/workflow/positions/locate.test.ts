import { describe, expect, test } from 'vitest';
import { compileWithPositions } from '../../../src/index.ts';
import { locateInYaml } from '../../../src/workflow/positions/locate-in-workflow.ts';

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
    ['publish', '/backend_options/kubernetes/resources/limits/cpu', 'memory: 1Gi'],
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
    ['build', '/environment/OTHER', 'OWN: zero'],
    ['build', '/environment', 'OWN: zero'],
    ['build', '/environment/<<', 'OWN: zero'],
    ['build', '/backend_options/kubernetes/runtimeClassName', 'six'],
    ['build', '/backend_options/other', 'nine'],
    ['build', '/backend_options/runtimeClassName', '{<<: *options, other: nine}'],
    ['build', '/backend_options/missing', '{<<: *options, other: nine}'],
    ['build', '/working_dir', 'src'],
    ['build', '/auth_config/username', 'golang'],
    ['build', '/commands', '[make, test]'],
    ['build', '/commands/1', 'test'],
    ['build', '/commands/2', '[make, test]'],
    ['build', '/commands/1/x', 'test'],
    ['build', '/volumes/0', '[a:/a, b:/b]'],
    ['build', '/volumes/1', 'a:/a'],
    ['build', '/volumes/2', 'b:/b'],
    ['build', '/volumes/3', '[a:/a, b:/b]'],
    ['build', '/volumes', '[a:/a, b:/b]'],
    ['build', '/networks/0', 'build'],
    ['build', '', 'build'],
    ['publish', '/environment/PLUGIN_TARGET_OF_ALL', 'ten'],
    ['publish', '/environment/PLUGIN_B', '{c: [eleven]}'],
    ['publish', '/environment/PLUGIN_OTHER', '{target.of-all: ten, b: {c: [eleven]}}'],
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
