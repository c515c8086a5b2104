import { excerpt } from '../../base/text/excerpt.ts';
import type { StepTrace } from '../../explain/ledger/trace.ts';
import { variableName } from '../../translate/agent/variables.ts';
import { hostname, possibleLabelValue } from '../../translate/resources/names.ts';
import { nativeSecrets } from '../../translate/resources/pod/native-secrets.ts';
import { mountedVolumes } from '../../translate/resources/pod/volumes.ts';
import {
  isService,
  possiblePlainPodName,
  possibleServiceName,
  possibleVolumeName,
} from '../../translate/resources/step-names.ts';
import type { StepRule, WorkflowRule } from '../finding.ts';
import { finding, type LintDiagnostic } from '../lint-input.ts';

/** Names of steps and services. */
export const stepNames: StepRule = (trace) => {
  const { step, input, path } = trace;
  const { features } = input;
  const name = excerpt(step.name);
  const at = `${path}/name`;
  const findings: LintDiagnostic[] = [];
  const [before, after] = [false, true].map((labelValueSanitizer) =>
    possibleLabelValue(step.name, { labelValueSanitizer }),
  );
  const isTooLong = features.strictDnsNames && (before?.length ?? 0) > 63;
  if (before !== undefined && after && before !== after && !isTooLong)
    findings.push(finding('step-name-changed', at, { name, before, after }));
  if (features.labelValueSanitizer && after === '') findings.push(finding('step-label-empty', at, { name }));
  if (isTooLong) findings.push(finding('step-name-too-long', at, { length: before?.length ?? 0 }));
  return [...findings, ...serviceNames(trace, name, at)];
};

function serviceNames(trace: StepTrace, name: string, at: string): LintDiagnostic[] {
  const { step, input } = trace;
  const { features } = input;
  const isNamed = isService(step, features);
  const pod = (isNamed ? possibleServiceName : possiblePlainPodName)(step, features);
  if (!isNamed) {
    if (pod === undefined || (pod.length <= 63 && !pod.includes('.'))) return [];
    return [finding('step-uuid-unusable', `${trace.path}/uuid`, { uuid: excerpt(step.uuid) })];
  }
  const findings: LintDiagnostic[] = [];
  if (pod?.includes('.')) findings.push(finding('service-name-with-dot', at, { name }));
  if (pod !== undefined && pod.length > 63)
    findings.push(finding('service-name-too-long', at, { name: step.name.slice(0, 80), length: pod.length }));
  const host = hostname(step.name, features);
  if (features.headlessService && host !== step.name && pod !== undefined && findings.length === 0)
    findings.push(finding('service-unresolvable', at, { name, hostname: host }));
  return findings;
}

/** Volumes: what each one says, and what they are together. A Secret as a file is a volume too, named after it. */
export const stepVolumes: StepRule = ({ input, path, options, optionsPath }) => {
  const findings: LintDiagnostic[] = [];
  const claims = new Set<string>();
  const mountPaths = new Set<string>();
  const add = (text: string, mountPath: string, at: string): void => {
    const claim = possibleVolumeName(text, input.features);
    if (claim !== undefined) {
      if (claims.has(claim)) findings.push(finding('volume-mounted-twice', at, { claim }));
      else if (claim.includes('.')) findings.push(finding('volume-name-with-dot', at, { claim }));
      else if (claim.length > 63)
        findings.push(finding('volume-name-too-long', at, { claim, length: claim.length }));
      claims.add(claim);
    }
    if (mountPaths.has(mountPath)) findings.push(finding('mount-path-twice', at, { mountPath }));
    mountPaths.add(mountPath);
  };
  for (const { volume, mountPath, index } of mountedVolumes(input)) {
    const at = `${path}/volumes/${index}`;
    add(volume, mountPath, at);
    findings.push(...volumeText(volume, mountPath, at));
  }
  for (const { secret, index } of nativeSecrets(input).files)
    add(secret.name, secret.target.file, optionsPath + options.writtenAt(`/secrets/${index}`));
  return findings;
};

function volumeText(volume: string, mountPath: string, at: string): LintDiagnostic[] {
  const third = volume.split(':').slice(2).join(':');
  if (/^[A-Za-z]$/.test(mountPath) && /^[\\/]/.test(third))
    return [finding('volume-windows-path', at, { mountPath })];
  if (third !== '') return [finding('volume-option-ignored', at, { option: third })];
  return mountPath.startsWith('/')
    ? []
    : [finding('volume-mount-relative', at, { mountPath: excerpt(mountPath) })];
}

/** Volumes that are written differently and are one. */
export const mergedVolumes: WorkflowRule = ({ trace }) => {
  const writtenByClaim = new Map<string, string>();
  return trace.steps.flatMap(({ step, path, input }) =>
    (step.volumes ?? []).flatMap((volume, index) => {
      const claim = possibleVolumeName(volume, input.features);
      if (claim === undefined) return [];
      const second = volume.split(':', 1)[0] ?? volume;
      const first = writtenByClaim.get(claim);
      if (first === second) return [];
      if (first === undefined) writtenByClaim.set(claim, second);
      return first === undefined
        ? []
        : [finding('volume-names-merged', `${path}/volumes/${index}`, { first, second, claim })];
    }),
  );
};

/** Steps of several organizations in one workflow. */
export const mixedOrganizations: WorkflowRule = ({ trace }) => {
  const { agent, features } = trace.input;
  if (!features.namespacePerOrganization || !agent.namespacePerOrganization) return [];
  const ids = [...new Set(trace.steps.map(({ step }) => step.org_id ?? 0))];
  const other = trace.steps.find(({ step }) => (step.org_id ?? 0) !== ids[0]);
  const fix = {
    variable: {
      option: 'namespacePerOrganization',
      name: variableName('namespacePerOrganization'),
      value: 'false',
    },
  } as const;
  return other === undefined
    ? []
    : [finding('organizations-mixed', `${other.path}/org_id`, { organizations: ids.join(' and ') }, fix)];
};
