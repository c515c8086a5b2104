import type { Secret } from 'kubernetes-types/core/v1.js';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import { planWorkflow } from '../../translate/plan/plan-workflow.ts';
import type { KubernetesObject } from '../../translate/plan/workflow-plan.ts';
import type { TranslationContext } from '../../translate/resources/step-input.ts';

/** One thing that an agent makes or does, which is the same thing at another release even if its name is not. */
export interface Subject {
  /** What it is, for people: `Pod of step build`. */
  readonly title: string;
  /** As JSON: most of it is the same at the next step, which texts tell fastest. */
  readonly json: string;
}

/** Everything that an agent makes of a workflow, by keys that hold across releases. */
export type Snapshot = ReadonlyMap<string, Subject>;

/**
 * Changes an object before it is compared, to redact it for instance.
 *
 * @param object as it stands in the plan; it must not be changed
 * @param workflow the compiled workflow of which it was made
 */
export type MapObject = (object: KubernetesObject, workflow: CompiledWorkflow) => KubernetesObject;

export function snapshotOf(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: TranslationContext,
  mapObject: MapObject = (object) => object,
): Snapshot {
  const plan = planWorkflow(workflow, agent, context);
  const subjects = new Map<string, Subject>();
  const add = (key: string, title: string, value: unknown): void => {
    subjects.set(key, { title, json: JSON.stringify(value) });
  };
  for (const object of plan.setup) add(...workflowSubject(mapObject(object, workflow)));
  if (plan.setupError !== undefined) add('setup', 'setup of the workflow', { error: plan.setupError });
  const names = plan.steps.length > 0 ? stepNames(workflow) : [];
  plan.steps.forEach(({ objects, error, optionsError }, index) => {
    const step = `step ${names[index] ?? index}`;
    for (const object of objects) {
      add(`${index}/${roleOf(object)}`, `${describe(object)} of ${step}`, mapObject(object, workflow));
    }
    if (error !== undefined || optionsError)
      add(`${index}/start`, `start of ${step}`, { error, optionsError });
  });
  if (plan.teardown.length > 0) add('teardown', 'teardown', plan.teardown);
  return subjects;
}

function stepNames(workflow: CompiledWorkflow): string[] {
  return (workflow.pipeline ?? []).flatMap(({ steps }) => (steps ?? []).map(({ name }) => name));
}

function workflowSubject(object: KubernetesObject): [key: string, title: string, value: unknown] {
  const isPerStep =
    object.kind === 'Service' && (object as { spec?: { clusterIP?: string } }).spec?.clusterIP !== 'None';
  const key = isPerStep ? `setup/Service/${object.metadata?.name}` : `setup/${object.kind}`;
  const title = isPerStep ? `Service ${object.metadata?.name}` : `${object.kind} of the workflow`;
  return [key, title, object];
}

function roleOf(object: KubernetesObject): string {
  return `${object.kind}/${(object as Secret).type ?? ''}`;
}

function describe(object: KubernetesObject): string {
  if (object.kind !== 'Secret') return String(object.kind);
  return (object as Secret).type === 'Opaque' ? 'step secret' : 'registry secret';
}
