import type { Pod, PodAffinityTerm } from 'kubernetes-types/core/v1.js';
import type { LabelSelector } from 'kubernetes-types/meta/v1.js';
import { groupBy } from '../base/collections.ts';
import { tokensOf } from '../base/json/json-pointer.ts';
import type { StepTrace } from '../explain/ledger/trace.ts';
import { variableName } from '../translate/agent/agent-options.ts';
import { TASK_UUID_LABEL } from '../translate/resources/pod/labels.ts';

/** Steps that run at the same time. */
interface Together {
  /** Services and detached steps of earlier stages, which go on. */
  readonly running: readonly StepTrace[];
  /** Those that start together. */
  readonly started: readonly StepTrace[];
}

/** For each stage that starts one of the steps, those that run then; to be read before the next stage is. */
export function* concurrentSteps(steps: readonly StepTrace[]): Generator<Together> {
  const stages = groupBy(steps, ({ path }) => tokensOf(path)[1]);
  const running: StepTrace[] = [];
  for (const started of stages.values()) {
    yield { running, started };
    for (const step of started) if (goesOn(step)) running.push(step);
  }
}

/** Whether a step still runs when the next stage starts. */
export function goesOn({ step }: StepTrace): boolean {
  return step.type === 'service' || step.detach === true;
}

/** A message lists no more than it shows, so many steps at a time cost no more. */
const MOST_LISTED = 10;

/** The first names of the steps, or other texts about them. */
export function listed(
  { running, started }: Together,
  textOf = ({ step }: StepTrace): string => step.name,
): string[] {
  return [...running.slice(0, MOST_LISTED), ...started.slice(0, MOST_LISTED)]
    .slice(0, MOST_LISTED)
    .map(textOf);
}

/** How many steps are not listed; undefined for none. */
export function unlisted({ running, started }: Together): number | undefined {
  return Math.max(0, running.length + started.length - MOST_LISTED) || undefined;
}

const HOST = 'kubernetes.io/hostname';

/** The variable that keeps all Pods of a workflow on one node. */
export const TOGETHER = `${variableName('podAffinity')}=${JSON.stringify({
  podAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { labelSelector: {}, matchLabelKeys: [TASK_UUID_LABEL], topologyKey: HOST },
    ],
  },
})}`;

/** Whether the Pods of two steps run on one node: one is bound to the other, or both to the same host. */
export function isKeptWith(one: StepTrace | undefined, other: StepTrace | undefined): boolean {
  if (one === other) return true;
  const [pod, second] = [one?.pod, other?.pod];
  return pod !== undefined && second !== undefined && (isBound(pod, second) || isBound(second, pod));
}

function isBound(pod: Pod, other: Pod): boolean {
  const host = hostOf(pod);
  if (host !== undefined && host === hostOf(other)) return true;
  const terms = pod.spec?.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms.some((term) => term.topologyKey === HOST && selects(term, pod, other));
}

/** The host that a Pod must run on. */
function hostOf({ spec }: Pod): string | undefined {
  const required = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const [term, ...alternatives] = required?.nodeSelectorTerms ?? [];
  const expression = [...(term?.matchExpressions ?? []), ...(term?.matchFields ?? [])].find(
    ({ key, operator, values }) =>
      (key === HOST || key === 'metadata.name') && operator === 'In' && values?.length === 1,
  );
  return spec?.nodeSelector?.[HOST] ?? (alternatives.length === 0 ? expression?.values?.[0] : undefined);
}

function selects(
  { labelSelector, matchLabelKeys, namespaces, namespaceSelector }: PodAffinityTerm & WithLabelKeys,
  pod: Pod,
  other: Pod,
): boolean {
  const labels = other.metadata?.labels ?? {};
  const namespace = other.metadata?.namespace ?? '';
  const isElsewhere = (namespaces?.length ?? 0) > 0 && !namespaces?.includes(namespace);
  if (!labelSelector || (isElsewhere && !namespaceSelector)) return false;
  const hasSame = (key: string): boolean =>
    pod.metadata?.labels?.[key] === undefined || pod.metadata.labels[key] === labels[key];
  return (matchLabelKeys ?? []).every(hasSame) && matches(labelSelector, labels);
}

/** Newer than the types. */
interface WithLabelKeys {
  readonly matchLabelKeys?: readonly string[] | null;
}

function matches(
  { matchLabels, matchExpressions }: LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  return (
    Object.entries(matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
    (matchExpressions ?? []).every(({ key, operator, values }) => {
      const value = labels[key];
      switch (operator) {
        case 'In':
          return value !== undefined && (values ?? []).includes(value);
        case 'NotIn':
          return value === undefined || !(values ?? []).includes(value);
        case 'Exists':
          return value !== undefined;
        default:
          return operator === 'DoesNotExist' && value === undefined;
      }
    })
  );
}
