import { pointerTo, tokensOf, valueAt } from '../base/json/json-pointer.ts';
import { sentence } from '../base/text/excerpt.ts';
import { APP_ARMOR_ANNOTATION } from '../check/app-armor.ts';
import { checkManifest } from '../check/check-manifest.ts';
import { kubernetesIn, parseKubernetesVersion } from '../check/kubernetes-versions.ts';
import { podSecurity } from '../check/pod-security/pod-security.ts';
import type { ManifestDiagnostic } from '../check/report.ts';
import { diagnose, type RuleTable } from '../diagnostics/diagnostic.ts';
import { fieldOrigins, type OriginFinder, originFinder } from '../explain/ledger/field-origins.ts';
import type { StepTrace, WorkflowTrace } from '../explain/ledger/trace.ts';
import { type KubernetesObject, placedObjects } from '../translate/plan/workflow-plan.ts';
import type { Origin } from '../translate/provenance/origin.ts';
import type { Release } from '../translate/release/releases.ts';
import type { Finding } from './finding.ts';
import { type PodSecurityRemedy, podSecurityRemedies } from './pod-security-remedies.ts';

const VIOLATED = {
  severity: 'error',
  note: 'Kubernetes {kubernetes:text} with this level rejects the Pod of {step}.',
  help: '{remedies:text}',
} as const;

export const POD_SECURITY_RULES = {
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
} as const satisfies RuleTable;

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
  readonly step: StepTrace | undefined;
  readonly originOf: (pointer: string) => Origin | undefined;
}

function checkedObjects(trace: WorkflowTrace): CheckedObject[] {
  let find: OriginFinder | undefined;
  return placedObjects(trace.plan).map(({ object, place, step: index }) => {
    const step = index === undefined ? undefined : trace.steps[index];
    const owner = step === undefined ? 'the workflow' : `\`${step.step.name}\``;
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
  const step = owner?.step.name ?? '';
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

/** The most alternatives of a help. */
const MOST = 2;

/** Returns the first remedies of a violation of the Pod Security Standards as a sentence, and their notes after it. */
function remediesText(remedies: readonly PodSecurityRemedy[]): string {
  const shown = remedies.slice(0, MOST);
  const actions = shown.flatMap((remedy) => actionOf(remedy) ?? []);
  const notes = shown.flatMap(({ note }) => note ?? []);
  return [...(actions.length > 0 ? [`${sentence(actions.join(', or '))}.`] : []), ...notes].join(' ');
}

function actionOf(remedy: PodSecurityRemedy): string | undefined {
  switch (remedy.by) {
    case 'nobody':
      return undefined;
    case 'administrator': {
      const { variable, value } = remedy;
      if (value.startsWith('without '))
        return `remove \`${value.slice(8)}\` from \`${variable}\` on the agent`;
      return `set \`${variable}=${value}\` on the agent`;
    }
    case 'author': {
      const { option, value } = remedy;
      const path = `backend_options.kubernetes.${option}`;
      if (value === null) return `remove \`${path}\` from the step`;
      return `set \`${path}: ${JSON.stringify(value)}\` in the step`;
    }
  }
}
