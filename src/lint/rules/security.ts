import { fold } from '../../base/encoding/case-mapping.ts';
import { tokensOf } from '../../base/json/json-pointer.ts';
import type { StepTrace } from '../../explain/ledger/trace.ts';
import { mayBeRoot } from '../../translate/resources/pod/security-context.ts';
import type { StepRule } from '../finding.ts';
import { finding, type LintDiagnostic } from '../lint-input.ts';

/** The security context: what is void or refused in it. */
export const security: StepRule = (trace) => {
  const { input, step } = trace;
  const wanted = input.options.securityContext;
  if (wanted === undefined) return [];
  const findings: LintDiagnostic[] = [];
  if (wanted.fsGroup === 0 && step.privileged !== true)
    findings.push(finding('fs-group-root', at(trace, 'fsGroup'), {}));
  const isNonRoot = input.agent.runAsNonRoot || wanted.runAsNonRoot === true;
  if (isNonRoot && wanted.runAsUser === 0 && mayBeRoot(input))
    findings.push(finding('root-with-non-root', at(trace, 'runAsUser'), {}));
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
    if (type === '') return [];
    if (type === 'Localhost' && localhostProfile === '')
      return [finding('profile-path-missing', at(trace, name), { option })];
    if (type !== 'Localhost' && localhostProfile !== '')
      return [finding('profile-path-unwanted', at(trace, `${name}/localhostProfile`), { option, type })];
    return [];
  });
}

function addedCapabilities({ options, optionsPath }: StepTrace): LintDiagnostic[] {
  return [...options.unread].flatMap(([path, { why, place }]) => {
    const isAdd = place === '/securityContext/capabilities' && fold(tokensOf(path).at(-1) ?? '') === 'add';
    return why === 'unknown' && isAdd ? [finding('capabilities-add-ignored', optionsPath + path, {})] : [];
  });
}

function at({ options, optionsPath }: StepTrace, option: string): string {
  return optionsPath + options.writtenAt(`/securityContext/${option}`);
}
