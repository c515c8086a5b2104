import type { CompiledWorkflow, LeftOut } from 'podwright';
import { followed, parseYaml, type YamlNode } from '../../src/base/yaml/yaml.ts';
import { entriesOf, nodeAt, textAt } from '../../src/cli/config/yaml-nodes.ts';
import type { Graph, GraphStep, Place } from './answer.ts';
import { placeOf } from './places.ts';

/** The steps of a workflow with what they wait for, and those that are left out. */
export function graphOf(
  yaml: string,
  { pipeline }: CompiledWorkflow,
  leftOut: readonly LeftOut[],
  locate: (pointer: string) => Place | undefined,
): Graph {
  const stages = (pipeline ?? []).map(({ steps }) => steps ?? []);
  const running = stages.flatMap((steps, stage) =>
    steps.map(
      ({ name, type = 'commands', image, detach }, index): GraphStep => ({
        name,
        kind: type as GraphStep['kind'],
        image,
        isDetached: detach === true,
        place: locate(`/pipeline/${stage}/steps/${index}`),
      }),
    ),
  );
  const others = leftOut.flatMap(({ step, condition, range }): GraphStep[] => {
    const name = step?.slice(step.indexOf('.') + 1);
    if (name === undefined) return [];
    const kind = step?.startsWith('services.') ? 'service' : 'commands';
    const why = condition === undefined ? 'Left out.' : `The condition ${condition} does not match.`;
    return [{ name, kind, image: '', isDetached: false, leftOut: why, place: placeOf(range) }];
  });
  const steps = [...running, ...others];
  const names = stages.map((stage) => stage.map(({ name }) => name));
  return { steps, stages: names, edges: edgesOf(running, names, dependenciesIn(yaml), others) };
}

/** With `depends_on` anywhere, steps wait for what they name; without it, each stage waits for the one before. */
function edgesOf(
  running: readonly GraphStep[],
  stages: readonly (readonly string[])[],
  dependencies: ReadonlyMap<string, readonly string[]>,
  others: readonly GraphStep[],
): Graph['edges'] {
  const kinds = new Map(running.map(({ name, kind }) => [name, kind]));
  const levels = stages
    .map((stage) => stage.filter((name) => kinds.get(name) !== 'service'))
    .filter((stage) => stage.length > 0);
  const all = new Set([...running, ...others].map(({ name }) => name));
  const pairs =
    dependencies.size > 0
      ? [...dependencies].flatMap(([to, names]) => names.map((from) => ({ from, to })))
      : levels.flatMap((stage, index) =>
          stage.flatMap((to) => (levels[index - 1] ?? []).map((from) => ({ from, to }))),
        );
  const edges = pairs
    .filter(({ from, to }) => all.has(from) && all.has(to))
    .map((pair) => ({ ...pair, serves: false }));
  const isWaiting = new Set(edges.map(({ to }) => to));
  const ofKind = (kind: string) => running.filter((step) => step.kind === kind).map(({ name }) => name);
  const first = levels.flat().filter((name) => !isWaiting.has(name) && kinds.get(name) !== 'clone');
  const clones = ofKind('clone').filter((name) => !edges.some(({ from }) => from === name));
  return [
    ...edges,
    ...clones.flatMap((from) => first.map((to) => ({ from, to, serves: false }))),
    ...ofKind('service').flatMap((from) => first.map((to) => ({ from, to, serves: true }))),
  ];
}

/** What each step of the file depends on, by their names; empty if no step says so. */
function dependenciesIn(yaml: string): Map<string, readonly string[]> {
  const parsed = parseYaml(yaml, false);
  const found = new Map<string, readonly string[]>();
  const steps = parsed.ok ? followed(nodeAt(parsed.root, ['steps'])) : undefined;
  const entries =
    steps?.kind === 'list'
      ? steps.items.map((value, index) => ({ name: textAt(value, ['name']) ?? `step-${index}`, value }))
      : entriesOf(steps);
  for (const { name, value } of entries) {
    const node = followed(nodeAt(value, ['depends_on']));
    if (node !== undefined) found.set(textAt(value, ['name']) ?? name, namesIn(node));
  }
  return found;
}

function namesIn(node: YamlNode): string[] {
  const target = followed(node);
  if (target?.kind === 'list') return target.items.flatMap(namesIn);
  const name = target?.kind === 'scalar' ? target.text : textAt(target, ['name']);
  return name === undefined ? [] : [name];
}
