import { groupBy } from '../base/group-by.ts';
import { parentOf, pointerTo, tokensOf } from '../base/json/json-pointer.ts';
import { isWithin, valueAt } from '../base/json/leaves.ts';
import { APP_ARMOR_ANNOTATION } from '../check/app-armor.ts';
import { checkManifest } from '../check/check-manifest.ts';
import { kubernetesIn, parseKubernetesVersion } from '../check/kubernetes-versions.ts';
import { podSecurity } from '../check/pod-security/pod-security.ts';
import type { ManifestDiagnostic } from '../check/report.ts';
import { diagnose, rules } from '../diagnostics/diagnostic.ts';
import { fieldOrigins, type OriginFinder, originFinder } from '../explain/ledger/origins.ts';
import { stepPathOf, type WorkflowTrace } from '../explain/ledger/trace.ts';
import {
  type KubernetesObject,
  type NamedStep,
  namedSteps,
  placedObjects,
} from '../translate/plan/workflow-plan.ts';
import type { Origin } from '../translate/provenance/origin.ts';
import type { Release } from '../translate/release/releases.ts';
import type { Finding } from './finding.ts';
import { remediesText } from './pod-security-help.ts';
import { podSecurityRemedies } from './pod-security-remedies.ts';
import type { LintDiagnostic } from './registry.ts';

const VIOLATED = {
  severity: 'error',
  note: 'Kubernetes {kubernetes:text} with this level rejects the Pod of {step}.',
  help: '{remedies:text}',
} as const;

/** Pod Security. */
export const POD_SECURITY_RULES = rules({
  'pod-security-baseline': {
    ...VIOLATED,
    message: 'The Pod Security level `baseline` forbids `{violation}`.',
  },
  'pod-security-restricted': {
    ...VIOLATED,
    message: 'The Pod Security level `restricted` forbids `{violation}`.',
  },
  'pod-security-not-checked': {
    severity: 'error',
    message:
      'Pod Security cannot be checked, because Kubernetes {kubernetes:text} cannot decode `{pointer}`.',
    note: 'The field is in the Pod of {step}.',
    help: 'Fix or remove the field.',
  },
});

export interface ObjectCheckOptions {
  /** Whether to check the objects against the rules of the API server. Default true. */
  readonly check?: boolean | undefined;
  /** The level of the Pod Security Standards whose violations are errors. Default: none. */
  readonly podSecurity?: 'baseline' | 'restricted' | undefined;
  /** The version of Kubernetes. Default: the newest known one. */
  readonly kubernetes?: string | undefined;
}

/**
 * Returns the errors and warnings of the API server about the objects of a plan, each with the place that causes
 * it: the label in the workflow, the step for a name, and so on. An unknown version of Kubernetes is an error for each.
 */
export function objectFindings(trace: WorkflowTrace, options: ObjectCheckOptions = {}): Finding[] {
  const given = kubernetesIn(options) as string;
  const known = parseKubernetesVersion(given);
  const kubernetes = known ?? given;
  return checkedObjects(trace).flatMap((placed) => [
    ...(options.check === false && known !== undefined ? [] : refusals(placed, kubernetes)),
    ...(options.podSecurity === undefined || known === undefined
      ? []
      : violations(placed, options.podSecurity, trace.input.agent.release, kubernetes)),
  ]);
}

interface CheckedObject {
  readonly object: KubernetesObject;
  /** How texts name it: `the Pod of build`, with the name as code. */
  readonly title: string;
  /** Absent for an object of the workflow. */
  readonly step: NamedStep | undefined;
  readonly originOf: (pointer: string) => Origin | undefined;
}

function checkedObjects(trace: WorkflowTrace): CheckedObject[] {
  let find: OriginFinder | undefined;
  const steps = namedSteps(trace.workflow);
  return placedObjects(trace.plan).map(({ object, place, step: index }) => {
    const step = index === undefined ? undefined : steps[index];
    const owner = step === undefined ? 'the workflow' : `\`${step.name}\``;
    const title = `the ${object.kind} of ${owner}`;
    const originOf = (pointer: string) => {
      // Most workflows have no findings.
      find ??= originFinder(fieldOrigins(trace));
      return find(place, pointer);
    };
    return { object, title, step, originOf };
  });
}

function refusals(placed: CheckedObject, kubernetes: string): Finding[] {
  return checkManifest(placed.object, { kubernetes }).map((diagnostic) => {
    const { code, severity, args, path, at, message, note, help = '' } = diagnostic;
    const place = placeOf(placed, path);
    // A value that the agent writes into every such object is reported once, for all of them.
    const subject = place.source === 'agent' ? `every ${placed.object.kind} of this agent` : placed.title;
    return {
      ...place,
      ...(at && { at }),
      code,
      severity,
      args,
      message,
      note: [placeText(diagnostic, subject, kubernetes), ...(note === undefined ? [] : [note])].join(' '),
      help,
    };
  });
}

/** A sentence with the object and the field of a finding, and the reaction of the API server. */
function placeText(
  { source, severity, field }: ManifestDiagnostic,
  subject: string,
  kubernetes: string,
): string {
  if (source === 'podwright')
    return field === '' ? `The object is ${subject}.` : `The field is \`${field}\` of ${subject}.`;
  const verb = severity === 'error' ? 'rejects' : 'warns about';
  return `Kubernetes ${kubernetes} ${verb} ${subject}${field === '' ? '' : ` at \`${field}\``}.`;
}

function violations(
  placed: CheckedObject,
  level: 'baseline' | 'restricted',
  release: Release,
  kubernetes: string,
): Finding[] {
  const { object, step: owner } = placed;
  if (object.kind !== 'Pod') return [];
  const step = owner?.name ?? '';
  const unread = podSecurity(object, { kubernetes }).notChecked ?? [];
  const notChecked = unread.map((pointer) => ({
    ...diagnose(POD_SECURITY_RULES, 'pod-security-not-checked', '', { kubernetes, pointer, step }),
    ...placeOf(placed, pointer),
  }));
  const violated = podSecurityRemedies(object, release, { kubernetes })
    .filter(({ level: lowest }) => level === 'restricted' || lowest === 'baseline')
    .map(({ violation, level: lowest, remedies }) => {
      const args = { kubernetes, violation, step, remedies: remediesText(remedies) };
      return {
        ...diagnose(POD_SECURITY_RULES, `pod-security-${lowest}`, '', args),
        ...placeOf(placed, PLACES.get(violation) ?? appArmorPlace(object)),
      };
    });
  return [...notChecked, ...violated];
}

/** The fields that violations are about, except those of AppArmor. */
const PLACES: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['privileged', '/spec/containers/0/securityContext/privileged'],
  ['runAsUser=0', '/spec/securityContext/runAsUser'],
  ['runAsNonRoot != true', '/spec/securityContext/runAsNonRoot'],
  ['seccompProfile', '/spec/securityContext/seccompProfile'],
  ['allowPrivilegeEscalation != false', '/spec/containers/0/securityContext/allowPrivilegeEscalation'],
  ['unrestricted capabilities', '/spec/containers/0/securityContext/capabilities'],
]);

/** An annotation, if the Pod has no profile in its security context. */
function appArmorPlace(pod: KubernetesObject): string {
  const profile = '/spec/securityContext/appArmorProfile';
  if (valueAt(pod, profile) !== undefined) return profile;
  const annotations = Object.keys(pod.metadata?.annotations ?? {});
  const annotation = annotations.find((key) => key.startsWith(APP_ARMOR_ANNOTATION));
  return annotation === undefined ? profile : pointerTo('/metadata/annotations', annotation);
}

function placeOf(
  { object, originOf, step }: CheckedObject,
  pointer: string,
): Pick<Finding, 'source' | 'path' | 'at'> {
  const origin = originOf(pointer);
  if (origin === undefined) return { source: 'workflow', path: step?.path ?? '' };
  const source = origin.source === 'agent-variable' ? 'agent' : 'workflow';
  // The name of a variable is a written key.
  const isKey = valueAt(object, pointer) === tokensOf(origin.path).at(-1);
  return { source, path: origin.path, ...(isKey && { at: 'key' as const }) };
}

/** The findings of rules that report the cause of a failure or rejection at another place, or as less than an error. */
const CAUSES: ReadonlyMap<string, readonly LintDiagnostic['code'][]> = new Map([
  ['service-ports-missing', ['service-without-ports']],
  ['request-above-limit', ['resource-limit-below-request']],
  ['memory-too-small', ['quantity-implausible']],
  ['quantity-fractional-bytes', ['quantity-implausible']],
  ['panic-quantity', ['volume-size-crash']],
  ['panic', ['workflow-empty-crash', 'volume-missing-crash']],
  ['invalid-name', ['workflow-volume-invalid', 'task-uuid-invalid']],
  ['already-exists', ['object-exists']],
  ['wrong-type', ['value-not-decoded']],
]);

/**
 * Leaves out rejections if a rule reports the cause: as an error at the same place, or by {@link CAUSES}. The rule has
 * the better help.
 */
export function withoutRepeated(findings: readonly Finding[], reported: readonly Finding[]): Finding[] {
  const causesOf = causeFinder(reported);
  return findings.filter((finding) => causesOf(finding).length === 0);
}

/**
 * Replaces failures and rejections by the findings of rules that report their causes, each once. These are warnings if
 * the agent creates the objects all the same.
 */
export function withCauses(rejections: readonly Finding[], reported: readonly Finding[]): Finding[] {
  const causesOf = causeFinder(reported);
  const isError = new Map<Finding, boolean>();
  for (const rejection of rejections) {
    const causes = causesOf(rejection);
    for (const finding of causes.length === 0 ? [rejection] : causes)
      isError.set(finding, isError.get(finding) === true || rejection.severity === 'error');
  }
  return [...isError].map(([finding, stays]) =>
    finding.severity === 'error' && !stays ? { ...finding, severity: 'warning' } : finding,
  );
}

/** Finds the reports of rules about the cause of a rejection. */
function causeFinder(reported: readonly Finding[]): (rejection: Finding) => readonly Finding[] {
  const byPlace = groupBy(reported, ({ source, path }) => placeIn(source, path));
  return ({ code, source, path, args }) => {
    if (code.startsWith('pod-security-')) return [];
    // The agent drops values that it cannot decode, and continues.
    const isCause = ({ severity }: Finding) => severity === 'error' || code === 'option-not-decoded';
    for (const place of placesAround(source, path)) {
      const causes = byPlace.get(place)?.filter(isCause) ?? [];
      if (causes.length > 0) return causes;
    }
    const codes = CAUSES.get(code);
    if (codes === undefined) return [];
    return reported.filter(
      (cause) =>
        codes.includes(cause.code as LintDiagnostic['code']) &&
        (!path.startsWith('/pipeline/') || isWithin(cause.path, stepPathOf(path))) &&
        cause.args['resource'] === args['name'],
    );
  };
}

/** A place, and those around it within an option or a variable. */
function placesAround(source: string, path: string): string[] {
  const shortest = source === 'workflow' ? 5 : 1;
  const places: string[] = [];
  for (let place = path; place.split('/').length - 1 >= shortest; place = parentOf(place))
    places.push(placeIn(source, place));
  return places;
}

/** A place in a source. A label of the workflow is the same in every step. */
function placeIn(source: string, path: string): string {
  return pointerTo(source, path.replace(/^\/pipeline\/\d+\/steps\/\d+(?=\/workflow_labels\/)/, ''));
}
