import { excerpt } from '../../base/text/excerpt.ts';
import { isDnsName } from '../../base/text/kubernetes-names.ts';
import { hasOwnDns } from '../../explain/ledger/origins/network.ts';
import type { StepTrace } from '../../explain/ledger/trace.ts';
import { needsRegistrySecret } from '../../translate/resources/registry-secret.ts';
import { isService } from '../../translate/resources/step-names.ts';
import { needsStepSecret } from '../../translate/resources/step-secret.ts';
import { finding, type LintDiagnostic, type StepRule, stepTitle } from '../lint-input.ts';

const PROTOCOLS = ['', 'TCP', 'UDP', 'SCTP'];

/** Services, detached steps and what reaches them. */
export const services: StepRule = (trace, { hasServices }) => {
  const { step, input, path } = trace;
  const { features } = input;
  const title = stepTitle(trace);
  const findings: LintDiagnostic[] = [];
  if (step.detach === true && step.type !== 'service') {
    const at = `${path}/detach`;
    if (features.detachedOrphanService)
      findings.push(finding('detached-service-orphan', at, { step: step.name }));
    else if (isService(step, features))
      findings.push(finding('detached-as-service', at, { step: step.name }));
    else if (!features.detachedServicePods && (step.ports?.length ?? 0) > 0)
      findings.push(finding('detached-with-ports', at, { step: step.name }));
  }
  if (features.perStepServices && (step.extra_hosts?.length ?? 0) > 0)
    findings.push(finding('extra-hosts-replaced', `${path}/extra_hosts`, { step: title }));
  if (
    features.perStepServices &&
    !features.servicePortsRequired &&
    isService(step, features) &&
    !step.ports?.length
  )
    findings.push(finding('service-without-ports', `${path}/ports`, { name: step.name }));
  const alias = step.networks?.[0]?.aliases?.[0];
  if (features.perStepServices && isService(step, features) && alias !== undefined && !isDnsName(alias))
    findings.push(
      finding('service-alias-invalid', `${path}/networks/0/aliases/0`, { alias: excerpt(alias) }),
    );
  if (features.headlessService && hasOwnDns(trace) && hasServices && step.type !== 'service')
    findings.push(
      finding('dns-hides-services', `${path}/${step.dns?.length ? 'dns' : 'dns_search'}`, { step: title }),
    );
  return [...findings, ...ports(trace), ...secretsOfServices(trace, title)];
};

function ports({ step, input, path }: StepTrace): LintDiagnostic[] {
  const seen = new Set<number>();
  const makesService = input.features.perStepServices && isService(step, input.features);
  return (step.ports ?? []).flatMap(({ number = 0, protocol = '' }, index) => {
    const at = `${path}/ports/${index}`;
    if (number === 0) return [finding('port-zero', at, {})];
    if (!PROTOCOLS.includes(protocol.toUpperCase()))
      return [finding('port-protocol-unknown', `${at}/protocol`, { protocol: excerpt(protocol) })];
    if (makesService && seen.has(number)) return [finding('port-repeated', at, { port: number })];
    seen.add(number);
    return [];
  });
}

function secretsOfServices({ step, input, path }: StepTrace, title: string): LintDiagnostic[] {
  const { features } = input;
  if (step.type !== 'service') return [];
  const hasCredentials = needsRegistrySecret(step);
  const findings: LintDiagnostic[] = [];
  if (hasCredentials)
    findings.push(finding('registry-secret-plain-name', `${path}/auth_config`, { step: step.name }));
  const isLeft = !features.stopTimeout && (hasCredentials || needsStepSecret(step, features));
  const at = hasCredentials ? 'auth_config' : 'secret_mapping';
  if (isLeft) findings.push(finding('service-secret-left-behind', `${path}/${at}`, { step: title }));
  return findings;
}
