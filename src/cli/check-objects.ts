import type { AgentOptions } from '../agent/agent-options.ts';
import { checkManifest } from '../check/check-manifest.ts';
import { type PodSecurityRemedy, podSecurityRemedies } from '../check/pod-security-remedies.ts';
import type { KubernetesObject, WorkflowPlan } from '../plan/workflow-plan.ts';
import { stepNames } from './choose-objects.ts';
import type { ReadWorkflow } from './read-workflows.ts';
import type { Finding } from './report.ts';
import { stepPointerOf } from './step-pointer.ts';

/** The flags that say what to hold the objects against. */
export interface CheckFlags {
  readonly check?: boolean;
  readonly podSecurity?: 'baseline' | 'restricted';
}

/** What the API server would refuse, or warn about, in the objects of a plan. */
export function checkObjects(
  plan: WorkflowPlan,
  workflow: ReadWorkflow,
  agent: AgentOptions,
  flags: CheckFlags,
): Finding[] {
  const steps = stepNames(workflow.config);
  const check = (objects: readonly KubernetesObject[], step?: { name: string; path: string }) =>
    objects.flatMap((object) => checkObject(object, step, workflow, agent, flags));
  return [...check(plan.setup), ...plan.steps.flatMap(({ objects }, index) => check(objects, steps[index]))];
}

function checkObject(
  object: KubernetesObject,
  step: { name: string; path: string } | undefined,
  workflow: ReadWorkflow,
  agent: AgentOptions,
  { check = false, podSecurity: level }: CheckFlags,
): Finding[] {
  const subject = step === undefined ? workflow.subject : `${workflow.subject}: step ${step.name}`;
  const rangeOf = (path: string) =>
    workflow.locate(step === undefined ? '' : step.path + stepPointerOf(object, path));
  const name = `${object.kind} ${object.metadata?.name ?? ''}`;
  const found: Finding[] = [];
  if (check) {
    for (const { severity, code, message, field, path } of checkManifest(object)) {
      const text = `${name}${field === '' ? '' : `, ${field}`}: ${message}`;
      found.push({ subject, range: rangeOf(path), severity, code, message: text });
    }
  }
  if (level !== undefined && object.kind === 'Pod') {
    for (const { violation, level: lowest, remedies } of podSecurityRemedies(object, agent.release)) {
      if (level === 'baseline' && lowest === 'restricted') continue;
      const ways = remedies.map(describeRemedy).join('; or: ');
      const message = `${name} violates the Pod Security level ${lowest}: ${violation}. Remedy: ${ways}`;
      found.push({ subject, range: rangeOf(''), severity: 'error', code: `pod-security-${lowest}`, message });
    }
  }
  return found;
}

function describeRemedy(remedy: PodSecurityRemedy): string {
  if (remedy.by === 'nobody') return remedy.note;
  const note = remedy.note === undefined ? '' : ` (${remedy.note})`;
  if (remedy.by === 'administrator')
    return `in the agent's environment, ${remedy.variable}=${remedy.value}${note}`;
  const change = remedy.value === null ? 'removed' : JSON.stringify(remedy.value);
  return `in the step, backend_options.kubernetes.${remedy.option}: ${change}${note}`;
}
