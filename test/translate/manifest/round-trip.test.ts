import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type KubernetesObject, planWorkflow, toJson, toYaml } from '../../../src/index.ts';
import { agentOptions, workflow } from '../../support/arbitraries.ts';

const objects = fc.tuple(workflow, agentOptions).map(([input, agent]) => {
  const { setup, steps } = planWorkflow(input, agent);
  return [...setup, ...steps.flatMap((step) => step.objects)];
});
const assert = <Values>(property: fc.IProperty<Values>) => fc.assert(property, { seed: 10, numRuns: 300 });

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

  test('writes no objects as an empty text', () => {
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

  test.each(['yes', 'n', '010', '1e3', '12:30', '~', 'null', '2024-01-01', '0x10', '.5', '1_000', '<<'])(
    'quotes the text %s, which YAML 1.1 would take for something else',
    (label) => {
      const yaml = toYaml([{ apiVersion: 'v1', kind: 'Namespace', metadata: { labels: { key: label } } }]);
      expect(yaml).toMatch(/key: ["']/);
    },
  );
});

test('toJson writes a List that holds every object', () => {
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
