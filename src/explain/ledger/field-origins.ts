import { pointerTo, tokensOf } from '../../base/json/json-pointer.ts';
import { isSameJson, leavesOf, valueAt } from '../../base/json/leaves.ts';
import { AGENT_VARIABLES, VARIABLE_OPTIONS, variableName } from '../../translate/agent/variables.ts';
import type { KubernetesObject } from '../../translate/plan/workflow-plan.ts';
import type { Origin } from '../../translate/provenance/origin.ts';
import { type RelativeOrigin, VOICES } from '../../translate/provenance/voices.ts';
import type { FieldOrigin } from './decision.ts';
import type { Claim } from './object-notes.ts';
import type { StepTrace, WorkflowTrace } from './trace.ts';

/** One entry for every leaf of every object of the plan. */
export function fieldOrigins(trace: WorkflowTrace): FieldOrigin[] {
  const { plan } = trace;
  const steps = new Map(trace.steps.map((step) => [step.path, step]));
  return [
    ...plan.setup.flatMap((object, index) => originsOf(object, `/setup/${index}`, trace, steps)),
    ...plan.steps.flatMap(({ objects }, step) =>
      objects.flatMap((object, index) => originsOf(object, `/steps/${step}/objects/${index}`, trace, steps)),
    ),
  ];
}

function originsOf(
  object: KubernetesObject,
  place: string,
  trace: WorkflowTrace,
  steps: ReadonlyMap<string, StepTrace>,
): FieldOrigin[] {
  const { kind = '', metadata } = object;
  const name = metadata?.name ?? '';
  const notes = trace.notes.about(object);
  return leavesOf(object).map(({ path: pointer, value }) => {
    const claim = notes?.claimOf(pointer) ?? UNKNOWN;
    const { reason, isKey } = claim.voice;
    const all = originsFor(claim, pointer, notes?.step ?? '', trace, steps);
    const from = all.filter((origin, index) => index === 0 || writtenValue(origin, trace) !== undefined);
    const first = all[0] as Origin;
    const outcome = isKey ? 'applied' : outcomeOf(first, value, trace);
    return { object: place, kind, name, pointer, ...first, outcome, reason, from };
  });
}

const UNKNOWN: Claim = { field: '', voice: { ...VOICES.fixed, reason: 'unexplained' }, key: '' };

/** The origins of a claim, for a field or what is below it. */
function originsFor(
  { field, voice, key }: Claim,
  pointer: string,
  stepPath: string,
  trace: WorkflowTrace,
  steps: ReadonlyMap<string, StepTrace>,
): Origin[] {
  const [first, ...others] = voice.from(key);
  const own = voice.isTree ? { ...first, path: first.path + pointer.slice(field.length) } : first;
  return [own, ...others].map((origin) => resolved(origin, stepPath, trace, steps));
}

function resolved(
  { source, path, base }: RelativeOrigin,
  stepPath: string,
  { workflow }: WorkflowTrace,
  steps: ReadonlyMap<string, StepTrace>,
): Origin {
  if (base === 'step') return { source, path: stepPath + path };
  if (base === 'options') {
    const step = steps.get(stepPath);
    const at = step === undefined ? path : step.options.writtenAt(path);
    return { source, path: `${stepPath}/backend_options/kubernetes${at}` };
  }
  const isObject = path === '/volume' && typeof workflow.volume !== 'string';
  return { source, path: isObject ? '/volume/name' : path };
}

function outcomeOf(origin: Origin, value: unknown, trace: WorkflowTrace): FieldOrigin['outcome'] {
  if (origin.source === 'built-in') return 'defaulted';
  if (origin.source === 'platform') return 'applied';
  const written = writtenValue(origin, trace);
  if (written === undefined) return 'defaulted';
  return isSameJson(written, value) ? 'applied' : 'rewritten';
}

/** What stands at an origin; undefined for nothing, and for a variable that the agent does not know. */
function writtenValue({ source, path }: Origin, { workflow, input }: WorkflowTrace): unknown {
  if (source !== 'agent-variable') return valueAt(workflow, path);
  const [name, ...rest] = tokensOf(path);
  const option = VARIABLE_OPTIONS.find((candidate) => variableName(candidate) === name);
  if (option === undefined) return undefined;
  const { feature } = AGENT_VARIABLES[option];
  if (feature !== undefined && !input.features[feature]) return undefined;
  return valueAt(input.agent[option], rest.reduce<string>(pointerTo, ''));
}
