import type { RuleTable } from '../../diagnostics/diagnostic.ts';
import { fixOf } from '../../explain/ledger/decision.ts';
import type { StepTrace } from '../../explain/ledger/trace.ts';
import {
  hostname,
  isService,
  plainPodName,
  possibleLabelValue,
  serviceName,
} from '../../translate/resources/object-names.ts';
import { tryTranslate } from '../../translate/resources/translation-error.ts';
import { type Finding, findingsOf, type StepRule, type WorkflowRule } from '../finding.ts';

/** Names of steps and services, and the namespaces of organizations. */
export const NAME_RULES = {
  'step-name-changed': {
    severity: 'info',
    message: 'The step label of {name} is {before} through 3.16, and {after} since 3.17.',
    note: 'A selector for one does not find the other.',
    help: 'Use only lower-case letters, digits and `-`.',
  },
  'step-label-empty': {
    severity: 'warning',
    message: 'The step label of {name} is empty.',
    note: 'The name has no character that a label allows. The Pod has no host name.',
    help: 'Use ASCII letters or digits.',
  },
  'step-name-too-long': {
    severity: 'error',
    message: 'The step label has {length:text} characters.',
    note: 'The API server accepts at most 63. Since 3.17 the agent shortens the label.',
    help: 'Shorten the name to 63 characters.',
  },
  'service-name-too-long': {
    severity: 'error',
    message: 'The container name of the service {name} has {length:text} characters.',
    note: 'The agent writes `wp-svc-`, an id and `-` before the name. The API server accepts at most 63 characters.',
    help: 'Shorten the name of the service to 29 characters.',
  },
  'service-name-with-dot': {
    severity: 'error',
    message: 'The service name {name} has a dot, which the name of a container cannot have.',
    note: 'The API server rejects the Pod.',
    help: 'Replace each dot with `-`.',
  },
  'step-uuid-unusable': {
    severity: 'error',
    message: 'The step id {uuid} is not a valid container name.',
    note: 'The API server rejects the Pod.',
    help: 'Use at most 60 letters, digits and `-`, as the server does.',
  },
  'service-unresolvable': {
    severity: 'warning',
    message: 'Other steps cannot reach the service as {name}.',
    note: ['Its host name is {hostname}.', 'It has no host name.'],
    help: 'Use at most 63 lower-case letters, digits and `-`.',
  },
  'organizations-mixed': {
    severity: 'error',
    message: 'The steps belong to the organizations {organizations:and}.',
    note: 'Each has its own namespace, but the volume exists only in the namespace of the first step.',
    help: 'Give all steps one `org_id`.',
  },
} as const satisfies RuleTable;

const finding = /* @__PURE__ */ findingsOf(NAME_RULES);

export const stepNameFindings: StepRule = (trace) => {
  const { name } = trace.step;
  const { features } = trace.input;
  const at = `${trace.path}/name`;
  const findings: Finding[] = [];
  const [before, after] = [false, true].map((labelValueSanitizer) =>
    possibleLabelValue(name, { labelValueSanitizer }),
  );
  const isTooLong = features.strictDnsNames && (before?.length ?? 0) > 63;
  if (before !== undefined && after && before !== after && !isTooLong)
    findings.push(finding('step-name-changed', at, { name, before, after }));
  if (features.labelValueSanitizer && after === '') findings.push(finding('step-label-empty', at, { name }));
  if (isTooLong) findings.push(finding('step-name-too-long', at, { length: before?.length ?? 0 }));
  return [...findings, ...podNameFindings(trace, at)];
};

function podNameFindings({ step, input, path }: StepTrace, at: string): Finding[] {
  const { features } = input;
  const { name, uuid = '' } = step;
  const isNamed = isService(step, features);
  const pod = tryTranslate(() => (isNamed ? serviceName : plainPodName)(step, features)).made;
  if (pod === undefined) return [];
  const findings: Finding[] = [];
  const [hasDot, isTooLong] = [pod.includes('.'), pod.length > 63];
  if (!isNamed) return hasDot || isTooLong ? [finding('step-uuid-unusable', `${path}/uuid`, { uuid })] : [];
  if (hasDot) findings.push(finding('service-name-with-dot', at, { name }));
  if (isTooLong) findings.push(finding('service-name-too-long', at, { name, length: pod.length }));
  const host = hostname(name, features);
  if (features.headlessService && host !== name && findings.length === 0)
    findings.push(finding('service-unresolvable', at, { name, hostname: host || undefined }));
  return findings;
}

/** Steps of several organizations in one workflow. */
export const mixedOrganizations: WorkflowRule = ({ trace }) => {
  const { agent, features } = trace.input;
  if (!features.namespacePerOrganization || !agent.namespacePerOrganization) return [];
  const organizations = [...new Set(trace.steps.map(({ step }) => step.org_id ?? 0))];
  const other = trace.steps.find(({ step }) => (step.org_id ?? 0) !== organizations[0]);
  if (other === undefined) return [];
  const fix = fixOf('namespacePerOrganization', trace.input);
  return [finding('organizations-mixed', `${other.path}/org_id`, { organizations }, { fix })];
};
