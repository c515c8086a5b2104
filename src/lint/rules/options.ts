import { pointerTo } from '../../base/json/json-pointer.ts';
import { canonicalQuantity } from '../../base/quantity/canonical-quantity.ts';
import type { StepTrace } from '../../explain/ledger/trace.ts';
import { isAllowedFromStep } from '../../translate/provenance/gates.ts';
import { amountOf } from '../amount.ts';
import type { StepRule } from '../finding.ts';
import { finding, type LintDiagnostic } from '../lint-input.ts';

/** Options with a catch of their own. */
export const singleOptions: StepRule = (trace) => {
  const { input, step, path } = trace;
  const { options, agent, features } = input;
  const findings: LintDiagnostic[] = [];
  if (options.runtimeClassName === '' && isAllowedFromStep('runtimeClassName', agent, features))
    findings.push(finding('runtime-class-empty', at(trace, '/runtimeClassName'), {}));
  for (const key of Object.keys(step.backend_options ?? {}))
    if (key !== 'kubernetes')
      findings.push(finding('backend-unknown', pointerTo(`${path}/backend_options`, key), { key }));
  options.tolerations.forEach(({ effect, tolerationSeconds }, index) => {
    if (tolerationSeconds === undefined || effect === 'NoExecute') return;
    const place = at(trace, `/tolerations/${index}/tolerationSeconds`);
    const args = { effect: effect === '' ? '"" (every one)' : effect };
    findings.push(finding('toleration-seconds-without-no-execute', place, args));
  });
  return findings;
};

/** Requests and limits. */
export const resources: StepRule = (trace) => {
  const { requests = {}, limits = {} } = trace.input.options.resources;
  const findings: LintDiagnostic[] = [];
  for (const kind of ['requests', 'limits'] as const) {
    for (const [resource, quantity] of Object.entries(trace.input.options.resources[kind] ?? {}))
      findings.push(...quantityFindings(trace, pointerTo(`/resources/${kind}`, resource), quantity));
  }
  for (const resource of new Set([...Object.keys(requests), ...Object.keys(limits)])) {
    if (!isExtended(resource) || isWholeAndEqual(requests[resource], limits[resource])) continue;
    const kind = Object.hasOwn(limits, resource) ? 'limits' : 'requests';
    const place = at(trace, pointerTo(`/resources/${kind}`, resource));
    findings.push(finding('extended-resource-invalid', place, { resource }));
  }
  for (const [resource, limit] of Object.entries(limits)) {
    const request = Object.hasOwn(requests, resource) ? requests[resource] : undefined;
    const [least, most] = [amountOf(request ?? ''), amountOf(limit)];
    if (
      isExtended(resource) ||
      request === undefined ||
      least === undefined ||
      most === undefined ||
      most >= least
    )
      continue;
    const place = at(trace, pointerTo('/resources/limits', resource));
    findings.push(finding('resource-limit-below-request', place, { resource, request, limit }));
  }
  return findings;
};

function isExtended(resource: string): boolean {
  return resource.includes('/') && !resource.split('/', 1)[0]?.endsWith('kubernetes.io');
}

function isWholeAndEqual(request: string | undefined, limit: string | undefined): boolean {
  const [least, most] = [amountOf(request ?? limit ?? ''), amountOf(limit ?? '')];
  // What is no quantity has a finding of its own.
  if (limit !== undefined && most === undefined) return true;
  return limit !== undefined && least === most && Number.isInteger(most);
}

function quantityFindings(trace: StepTrace, option: string, quantity: string): LintDiagnostic[] {
  const written = canonicalQuantity(quantity);
  if (written === undefined || written === quantity) return [];
  const [meant, sent] = [amountOf(quantity), amountOf(written)];
  const isOff = meant !== undefined && sent !== undefined && sent < meant / 1000;
  return [
    finding(isOff ? 'quantity-out-of-range' : 'quantity-rewritten', at(trace, option), { quantity, written }),
  ];
}

function at({ options, optionsPath }: StepTrace, option: string): string {
  return optionsPath + options.writtenAt(option);
}
