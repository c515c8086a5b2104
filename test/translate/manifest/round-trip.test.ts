import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { annotatedYaml } from '../../../src/cli/output/annotated-yaml.ts';
import { type KubernetesObject, planWorkflow, toJson, toYaml } from '../../../src/index.ts';
import { manifestSerializer } from '../../../src/vitest.ts';
import { agentOptions, workflow } from '../../support/arbitraries.ts';
import { awkwardText } from '../../support/awkward-text.ts';
import { isMissing } from '../../support/tools.ts';

const objects = fc.tuple(workflow, agentOptions).map(([input, agent]) => {
  const { setup, steps } = planWorkflow(input, agent);
  return [...setup, ...steps.flatMap((step) => step.objects)];
});
const assert = <Values>(property: fc.IProperty<Values>) => fc.assert(property, { seed: 10, numRuns: 100 });

describe('toYaml', () => {
  test.each(['1.1', '1.2'] as const)('is read back by a parser of YAML %s', (version) => {
    assert(
      fc.property(objects, (made) => {
        const documents = parseAllDocuments(toYaml(made), { version, merge: false });
        expect(documents.length).toBe(made.length);
        expect(documents.map((document) => document.toJS())).toEqual(JSON.parse(JSON.stringify(made)));
      }),
    );
  });

  test('writes no objects as an empty string', () => {
    expect(toYaml([])).toBe('');
  });

  test('does not share parts between objects by aliases', () => {
    const labels = { a: 'b' };
    const namespaces: KubernetesObject[] = [1, 2].map((n) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: `n${n}`, labels, annotations: labels },
    }));
    expect(toYaml(namespaces)).not.toMatch(/[&*]/);
  });

  test.each([
    'yes',
    'n',
    '010',
    '0XAF',
    '0B1',
    '0O17',
    '-0o7',
    '0_x1',
    '1e1_0',
    '1e3',
    '12:30',
    '~',
    'null',
    '2024-01-01',
    '0x10',
    '.5',
    '1_000',
    '<<',
  ])('quotes the text %s, which YAML 1.1 would read as something else', (label) => {
    const yaml = toYaml([{ apiVersion: 'v1', kind: 'Namespace', metadata: { labels: { key: label } } }]);
    expect(yaml).toMatch(/key: ["']/);
  });
});

const FROM_AWKWARD_TEXTS = 400;
const KUBECTL_RUNS = 6;

/** A ConfigMap with texts as keys, values and items; real ones have strings only, and kubectl reads any. */
const configMap = fc
  .array(awkwardText, { minLength: FROM_AWKWARD_TEXTS, maxLength: FROM_AWKWARD_TEXTS })
  .map((texts): unknown => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    data: Object.fromEntries(texts.map((text) => [text.toWellFormed(), text])),
    lists: texts.map((text, index) => (index % 2 === 0 ? text : { [text]: index, name: text })),
  }));

const WRITERS: Record<string, (object: KubernetesObject) => string> = {
  toYaml: (object) => toYaml([object]),
  'the serializer': (object) => manifestSerializer.serialize(object),
  'the YAML of explain': (object) =>
    annotatedYaml(
      object,
      (pointer) => `from ${pointer}`,
      (comment) => comment,
    ),
};

/** What Go reads from JSON: it has U+FFFD for a lone surrogate. */
function wellFormed(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/\\ud[89a-f]../g, '\ufffd'));
}

describe.each(Object.entries(WRITERS))('awkward texts in %s', (_, write) => {
  test.each(['1.1', '1.2'] as const)('are read back by a parser of YAML %s', (version) => {
    fc.assert(
      fc.property(configMap, (object) => {
        const documents = parseAllDocuments(write(object as KubernetesObject), { version, merge: false });
        expect(documents.length).toBe(1);
        expect(documents[0]?.toJS()).toEqual(wellFormed(object));
      }),
      { seed: 11, numRuns: 10 },
    );
  });

  test.skipIf(isMissing('kubectl'))('are read back (needs kubectl)', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(configMap, (object) => {
        expect(readByKubectl(write(object as KubernetesObject))).toEqual(wellFormed(object));
      }),
      { seed: 12, numRuns: KUBECTL_RUNS, endOnFailure: true },
    );
  });
});

function readByKubectl(yaml: string): unknown {
  const args = ['patch', '--local', '--type', 'json', '--patch', '[]', '--output', 'json', '--filename', '-'];
  const { stdout, stderr } = spawnSync('kubectl', args, { input: yaml, encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test('toJson writes a List with every object', () => {
  assert(
    fc.property(objects, (made) => {
      const text = toJson(made);
      expect(JSON.parse(text)).toEqual({
        apiVersion: 'v1',
        kind: 'List',
        items: JSON.parse(JSON.stringify(made)),
      });
      expect(text.endsWith('}\n')).toBe(true);
    }),
  );
});
