import { pointerTo, tokensOf } from '../../base/json/json-pointer.ts';
import { VARIABLE_OPTIONS, variableName } from '../../translate/agent/variables.ts';
import type { KubernetesObject } from '../../translate/plan/workflow-plan.ts';
import type { Origin } from '../../translate/provenance/origin.ts';
import type { FieldOrigin } from './decision.ts';
import { isSameJson, leavesOf, valueAt } from './leaves.ts';
import { stepObjectOrigin } from './origins/step-objects.ts';
import { setupOrigin } from './origins/workflow-objects.ts';
import { type Explained, fixed, type WorkflowTrace } from './trace.ts';

/** One entry for every leaf of every object of the plan. */
export function fieldOrigins(trace: WorkflowTrace): FieldOrigin[] {
  const { plan } = trace;
  const setup = plan.setup.flatMap((object, index) =>
    originsOf(object, `/setup/${index}`, trace, (tokens) => setupOrigin(trace, object, tokens)),
  );
  const steps = trace.steps.flatMap((step) =>
    (step.plan?.objects ?? []).flatMap((object, index) =>
      originsOf(object, `/steps/${step.index}/objects/${index}`, trace, (tokens) =>
        stepObjectOrigin(step, trace, object, tokens),
      ),
    ),
  );
  return [...setup, ...steps];
}

function originsOf(
  object: KubernetesObject,
  place: string,
  trace: WorkflowTrace,
  explain: (tokens: readonly string[]) => Explained | undefined,
): FieldOrigin[] {
  const { kind = '', metadata } = object;
  return leavesOf(object).map(({ path: pointer, tokens, value }) => {
    const why = explain(tokens) ?? fixed('unexplained');
    const from = why.from.filter((origin, index) => index === 0 || writtenValue(origin, trace) !== undefined);
    const [first] = why.from;
    const outcome = why.isKey ? 'applied' : outcomeOf(first, value, trace);
    return {
      object: place,
      kind,
      name: metadata?.name ?? '',
      pointer,
      ...first,
      outcome,
      reason: why.reason,
      from,
    };
  });
}

function outcomeOf(origin: Origin, value: unknown, trace: WorkflowTrace): FieldOrigin['outcome'] {
  if (origin.source === 'built-in') return 'defaulted';
  if (origin.source === 'platform') return 'applied';
  const written = writtenValue(origin, trace);
  if (written === undefined) return 'defaulted';
  return isSameJson(written, value) ? 'applied' : 'rewritten';
}

function writtenValue({ source, path }: Origin, { workflow, input }: WorkflowTrace): unknown {
  if (source !== 'agent-variable') return valueAt(workflow, path);
  const [name, ...rest] = tokensOf(path);
  const option = VARIABLE_OPTIONS.find((candidate) => variableName(candidate) === name);
  return option && valueAt(input.agent[option], rest.reduce<string>(pointerTo, ''));
}
