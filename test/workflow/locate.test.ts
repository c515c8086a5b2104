import { describe, expect, test } from 'vitest';
import { compileWithPositions } from '../../src/index.ts';

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

const { result, locate } = compileWithPositions(YAML, { options: { trusted: { volumes: true } } });

function textAt(workflow: number, name: string, pointer: string): string | undefined {
  const steps = result.workflows[workflow]?.config?.pipeline?.flatMap((stage) => stage.steps ?? []) ?? [];
  const range = locate(steps.find((step) => step.name === name)?.uuid ?? '', pointer);
  if (range === undefined) return undefined;
  const lines = YAML.split('\n').slice(range.start.line - 1, range.end.line);
  const [first = ''] = lines;
  return lines.length === 1
    ? first.slice(range.start.column - 1, range.end.column - 1)
    : first.slice(range.start.column - 1);
}

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
