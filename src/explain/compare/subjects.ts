import type { Secret } from 'kubernetes-types/core/v1.js';
import type { JsonValue } from '../../base/json/json.ts';
import { checkManifest } from '../../check/check-manifest.ts';
import { podSecurity } from '../../check/pod-security/pod-security.ts';
import type { Severity } from '../../diagnostics/diagnostic.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import { planWorkflow } from '../../translate/plan/plan-workflow.ts';
import { type KubernetesObject, stepsOf } from '../../translate/plan/workflow-plan.ts';
import type { TranslationContext } from '../../translate/resources/step-input.ts';
import { type FieldChange, fieldChanges } from './field-changes.ts';

/** One thing that an agent makes or does, which is the same thing at another release even if its name is not. */
interface Subject {
  /** Its title: `Pod of step build`. */
  readonly title: string;
  readonly about: About;
  /** Its JSON. Most of it is the same at the next state, which a comparison of texts shows fastest. */
  readonly json: string;
  /** Its value for output: redacted, for instance. */
  readonly shown: () => JsonValue;
}

/** The owner of a subject. */
export interface About {
  /** Kind of the object that it is, or is about; absent for the teardown and for errors. */
  readonly kind?: string;
  /** Name of the step that it belongs to. */
  readonly step?: string;
}

/** Everything that an agent makes of a workflow, by keys that are the same across releases. */
export type Subjects = ReadonlyMap<string, Subject>;

/**
 * Changes an object before it is shown, to redact it for instance.
 *
 * @param object as it is in the plan; it must not be changed
 * @param workflow the compiled workflow from which it was made
 */
export type MapObject = (object: KubernetesObject, workflow: CompiledWorkflow) => KubernetesObject;

interface SubjectOptions {
  readonly mapObject: MapObject | undefined;
  /** If given, the verdicts of the API server of this version are among them. */
  readonly kubernetes: string | undefined;
}

export function subjectsOf(
  workflow: CompiledWorkflow,
  agent: AgentOptions,
  context: TranslationContext,
  { mapObject = (object) => object, kubernetes }: SubjectOptions,
): Subjects {
  const plan = planWorkflow(workflow, agent, context);
  const subjects = new Map<string, Subject>();
  const add = (key: string, title: string, value: unknown, about: About = {}): void => {
    subjects.set(
      key,
      subject(title, about, value, () => value),
    );
  };
  const addObject = (key: string, title: string, object: KubernetesObject, step?: string): void => {
    const about = { kind: String(object.kind), ...(step === undefined ? {} : { step }) };
    subjects.set(
      key,
      subject(title, about, object, () => mapObject(object, workflow)),
    );
    if (kubernetes !== undefined)
      add(`${key} verdict`, `verdict on the ${title}`, verdictOn(object, kubernetes), about);
  };
  for (const object of plan.setup) addObject(...workflowSubject(object), object);
  if (plan.setupError !== undefined) add('setup', 'setup of the workflow', { error: plan.setupError });
  const names = plan.steps.length > 0 ? stepsOf(workflow).map(({ name }) => name) : [];
  plan.steps.forEach(({ objects, error, optionsError }, index) => {
    const step = String(names[index] ?? index);
    for (const object of objects) {
      addObject(`${index}/${roleOf(object)}`, `${describe(object)} of step ${step}`, object, step);
    }
    if (error !== undefined || optionsError)
      add(`${index}/start`, `start of step ${step}`, { error, optionsError }, { step });
  });
  if (plan.teardown.length > 0) add('teardown', 'teardown', plan.teardown);
  return subjects;
}

/** The only subject if nothing is made. */
export function failedSubject(title: string, error: string | readonly string[]): Subjects {
  return new Map([[title, subject(title, {}, { error }, () => ({ error }))]]);
}

function subject(title: string, about: About, value: unknown, show: () => unknown): Subject {
  const json = JSON.stringify(value);
  let shown: JsonValue | undefined;
  const parsed = (): JsonValue => JSON.parse(JSON.stringify(show()));
  return { title, about, json, shown: () => (shown ??= parsed()) };
}

export interface ChangedSubject {
  readonly key: string;
  readonly about: About;
  readonly title: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly fields: readonly FieldChange[];
}

export function changedSubjects(before: Subjects, after: Subjects): ChangedSubject[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const left = before.get(key);
    const right = after.get(key);
    if (left?.json === right?.json) return [];
    const fields = fieldChanges(left?.shown(), right?.shown());
    const change = left === undefined ? 'added' : right === undefined ? 'removed' : 'changed';
    const { title = key, about = {} } = right ?? left ?? {};
    return fields.length === 0 ? [] : [{ key, title, about, change, fields }];
  });
}

type WithJson = ReadonlyMap<string, { readonly json: string }>;

/** Whether the same keys have the same JSON. */
export function areSame(before: WithJson, after: WithJson): boolean {
  if (before === after) return true;
  if (before.size !== after.size) return false;
  for (const [key, { json }] of before) if (after.get(key)?.json !== json) return false;
  return true;
}

function workflowSubject(object: KubernetesObject): [key: string, title: string] {
  const isPerStep =
    object.kind === 'Service' && (object as { spec?: { clusterIP?: string } }).spec?.clusterIP !== 'None';
  const key = isPerStep ? `setup/Service/${object.metadata?.name}` : `setup/${object.kind}`;
  const title = isPerStep ? `Service ${object.metadata?.name}` : `${object.kind} of the workflow`;
  return [key, title];
}

/** The answer of the API server to an object. Codes replace the messages, which can contain secrets. */
function verdictOn(object: KubernetesObject, kubernetes: string): object {
  const findings = checkManifest(object, { kubernetes });
  const placed = (severity: Severity): Record<string, string> =>
    Object.fromEntries(
      findings.filter((found) => found.severity === severity).map(({ field, code }) => [field, code]),
    );
  const errors = placed('error');
  return {
    accepted: Object.keys(errors).length === 0,
    errors,
    warnings: placed('warning'),
    ...(object.kind === 'Pod' && { podSecurity: levelOf(object, kubernetes) }),
  };
}

/** The strictest level of the Pod Security Standards that allows a Pod. */
function levelOf(pod: KubernetesObject, kubernetes: string): string {
  const { baseline, restricted } = podSecurity(pod, { kubernetes });
  if (restricted.allowed) return 'restricted';
  return baseline.allowed ? 'baseline' : 'privileged';
}

/** The kind of an object. Secrets for registries and those of steps are two kinds. */
export function roleOf(object: KubernetesObject): string {
  return `${object.kind}/${(object as Secret).type ?? ''}`;
}

function describe(object: KubernetesObject): string {
  if (object.kind !== 'Secret') return String(object.kind);
  return (object as Secret).type === 'Opaque' ? 'step secret' : 'registry secret';
}
