import { fold } from '../../base/encoding/case-mapping.ts';
import { isJsonObject } from '../../base/json/json.ts';
import { valueAt } from '../../base/json/leaves.ts';
import type { StepTrace } from '../../explain/ledger/trace.ts';
import { variableName } from '../../translate/agent/variables.ts';
import type { StepRule } from '../finding.ts';
import { finding, type LintDiagnostic, stepTitle } from '../lint-input.ts';

/** The security context: what is dropped, void or refused in it. */
export const security: StepRule = (trace) => {
  const { input, step } = trace;
  const wanted = input.options.securityContext;
  if (wanted === undefined) return [];
  const findings: LintDiagnostic[] = [];
  const mayBeRoot =
    step.privileged === true || (input.features.hostUsers && input.options.hostUsers === false);
  for (const option of ['runAsUser', 'runAsGroup'] as const)
    if (wanted[option] === 0 && !mayBeRoot)
      findings.push(finding('root-user-dropped', at(trace, option), { option: `\`${option}\`` }));
  if (wanted.fsGroup === 0 && step.privileged !== true)
    findings.push(finding('fs-group-root', at(trace, 'fsGroup'), {}));
  if (wanted.privileged === true && step.privileged !== true)
    findings.push(finding('privileged-option-dropped', at(trace, 'privileged'), { step: stepTitle(trace) }));
  if (wanted.privileged === false && step.privileged === true)
    findings.push(finding('privilege-given-up', at(trace, 'privileged'), { step: stepTitle(trace) }));
  if (wanted.runAsNonRoot === false && input.agent.runAsNonRoot) {
    const args = { variable: variableName('runAsNonRoot') };
    findings.push(finding('non-root-not-relaxed', at(trace, 'runAsNonRoot'), args));
  }
  const isNonRoot = input.agent.runAsNonRoot || wanted.runAsNonRoot === true;
  if (isNonRoot && wanted.runAsUser === 0 && mayBeRoot)
    findings.push(finding('root-with-non-root', at(trace, 'runAsUser'), {}));
  if (wanted.allowPrivilegeEscalation === true)
    findings.push(finding('escalation-ignored', at(trace, 'allowPrivilegeEscalation'), {}));
  if (wanted.allowPrivilegeEscalation === false && step.privileged === true && wanted.privileged !== false)
    findings.push(finding('escalation-with-privilege', at(trace, 'allowPrivilegeEscalation'), {}));
  return [...findings, ...profiles(trace), ...addedCapabilities(trace)];
};

function profiles(trace: StepTrace): LintDiagnostic[] {
  const wanted = trace.input.options.securityContext;
  return (['seccompProfile', 'apparmorProfile'] as const).flatMap((name) => {
    const profile = wanted?.[name];
    if (profile === undefined) return [];
    const option = `\`${name}\``;
    const { type, localhostProfile } = profile;
    if (type === '') return [finding('profile-without-type', at(trace, name), { option })];
    if (type === 'Localhost' && localhostProfile === '')
      return [finding('profile-path-missing', at(trace, name), { option })];
    if (type !== 'Localhost' && localhostProfile !== '')
      return [finding('profile-path-unwanted', at(trace, `${name}/localhostProfile`), { option, type })];
    return [];
  });
}

function addedCapabilities(trace: StepTrace): LintDiagnostic[] {
  if (!trace.input.features.capabilitiesDrop) return [];
  const path = at(trace, 'capabilities');
  const written = valueAt(trace.step.backend_options?.['kubernetes'], path.slice(trace.optionsPath.length));
  const key = isJsonObject(written) ? Object.keys(written).find((name) => fold(name) === 'add') : undefined;
  return key === undefined ? [] : [finding('capabilities-add-ignored', `${path}/${key}`, {})];
}

function at({ options, optionsPath }: StepTrace, option: string): string {
  return optionsPath + options.writtenAt(`/securityContext/${option}`);
}
