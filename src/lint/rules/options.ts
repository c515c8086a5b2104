import { pointerTo, tokensOf, valueAt } from '../../base/json/json-pointer.ts';
import { canonicalQuantity } from '../../base/quantity/canonical-quantity.ts';
import { parseIntegerText } from '../../base/text/go-literals.ts';
import type { RuleTable } from '../../diagnostics/diagnostic.ts';
import type { StepTrace } from '../../explain/ledger/trace.ts';
import { type ClaimRows, type Finding, findingsOf, type StepRule } from '../finding.ts';
import { amountOf, hangsAgent } from '../texts.ts';

/** Options that do something else than they seem to, and resources. */
export const OPTION_RULES = {
  'backend-unknown': {
    severity: 'warning',
    at: 'key',
    message: 'The Kubernetes backend ignores `backend_options.{key}`.',
    note: 'It reads only the key `kubernetes`, in exactly this spelling.',
    help: 'Move the options to `backend_options.kubernetes`, or remove them.',
  },
  'runtime-class-empty': {
    severity: 'error',
    message: 'The `runtimeClassName` is empty.',
    note: 'The agent sends it, and the API server rejects the Pod.',
    help: 'Remove the option.',
  },
  'toleration-seconds-without-no-execute': {
    severity: 'error',
    message: 'A toleration with the effect {effect} has `tolerationSeconds`.',
    note: 'The API server rejects the Pod.',
    help: 'Write `effect: NoExecute`, or remove `tolerationSeconds`.',
  },
  'integer-rounded': {
    severity: 'warning',
    message: 'The integer {written} is rounded to {rounded}.',
    note: 'The agent sends it exactly. Numbers of JavaScript are exact up to 9007199254740991.',
    help: 'Write an integer up to 9007199254740991.',
  },
  'resource-limit-below-request': {
    severity: 'error',
    message: 'The limit {limit} of {resource} is below the request {request}.',
    note: 'The API server rejects the Pod.',
    help: 'Raise the limit, or lower the request.',
  },
  'extended-resource-invalid': {
    severity: 'error',
    message: 'Invalid amount of {resource}.',
    note: 'Resources with a domain are whole numbers, and a request must equal the limit. The API server rejects the Pod.',
    help: 'Set only the limit, to a whole number.',
  },
  'quantity-hangs': {
    severity: 'error',
    message: 'The agent hangs on the quantity {quantity}.',
    note: 'It writes out the power of ten of the exponent.',
    help: 'Write a number without an exponent.',
  },
  'quantity-out-of-range': {
    severity: 'error',
    message: 'The quantity {quantity} is too large, and is sent as {written}.',
    help: 'Write a smaller one.',
  },
  'quantity-implausible': {
    severity: 'warning',
    message: 'The quantity {quantity} of {resource} is {amount:text} {unit:text}.',
    help: ['Did you mean {nearest}?', '{remedy:text}'],
    words: {
      unit: { cores: 'cores', byte: 'byte', bytes: 'bytes' },
      remedy: {
        cores: 'Write `m` for thousandths of a core.',
        bytes: 'Write `Mi` for mebibytes or `Gi` for gibibytes.',
      },
    },
  },
  'quantity-rewritten': {
    severity: 'info',
    message: 'The quantity {quantity} is sent as {written}, which is the same amount.',
    help: 'Write {written} to see the same value in the cluster.',
  },
} as const satisfies RuleTable;

const finding = /* @__PURE__ */ findingsOf(OPTION_RULES);
export const OPTION_CLAIMS: ClaimRows = {
  'option-allowed': ({ key, path }, { input }) =>
    key === '/runtimeClassName' && input.options.runtimeClassName === ''
      ? [finding('runtime-class-empty', path, {})]
      : [],
};

/** Options with their own catch. */
export const singleOptions: StepRule = (trace) => {
  const { input, step, path } = trace;
  const findings: Finding[] = [];
  for (const key of Object.keys(step.backend_options ?? {}))
    if (key !== 'kubernetes')
      findings.push(finding('backend-unknown', pointerTo(`${path}/backend_options`, key), { key }));
  input.options.tolerations.forEach(({ effect, tolerationSeconds }, index) => {
    if (tolerationSeconds === undefined || effect === 'NoExecute') return;
    const place = trace.optionAt(`/tolerations/${index}/tolerationSeconds`);
    findings.push(finding('toleration-seconds-without-no-execute', place, { effect }));
  });
  const { runAsUser, runAsGroup, fsGroup } = input.options.securityContext ?? {};
  for (const [field, value] of Object.entries({ runAsUser, runAsGroup, fsGroup }))
    findings.push(...roundedInteger(trace, `/securityContext/${field}`, value));
  input.options.tolerations.forEach(({ tolerationSeconds }, index) => {
    findings.push(...roundedInteger(trace, `/tolerations/${index}/tolerationSeconds`, tolerationSeconds));
  });
  return findings;
};

/** Only a string is more exact than a number: the server sends numbers as floats. */
function roundedInteger(trace: StepTrace, option: string, rounded: number | undefined): Finding[] {
  if (rounded === undefined || Number.isSafeInteger(rounded)) return [];
  const path = trace.optionAt(option);
  const written = valueAt(trace.step, path.slice(trace.path.length));
  const exact = typeof written === 'string' ? parseIntegerText(written, 64) : undefined;
  if (exact === undefined || exact === BigInt(rounded)) return [];
  return [finding('integer-rounded', path, { written: String(exact), rounded: String(BigInt(rounded)) })];
}

export const resources: StepRule = (trace) => {
  const { requests = {}, limits = {} } = trace.input.options.resources;
  const findings: Finding[] = [];
  for (const kind of ['requests', 'limits'] as const) {
    for (const [resource, quantity] of Object.entries(trace.input.options.resources[kind] ?? {}))
      findings.push(...quantityFindings(trace, pointerTo(`/resources/${kind}`, resource), quantity));
  }
  for (const resource of new Set([...Object.keys(requests), ...Object.keys(limits)])) {
    if (!isExtended(resource) || isWholeAndEqual(requests[resource], limits[resource])) continue;
    const kind = Object.hasOwn(limits, resource) ? 'limits' : 'requests';
    const place = trace.optionAt(pointerTo(`/resources/${kind}`, resource));
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
    const place = trace.optionAt(pointerTo('/resources/limits', resource));
    findings.push(finding('resource-limit-below-request', place, { resource, request, limit }));
  }
  return findings;
};

function isExtended(resource: string): boolean {
  return resource.includes('/') && !resource.split('/', 1)[0]?.endsWith('kubernetes.io');
}

function isWholeAndEqual(request: string | undefined, limit: string | undefined): boolean {
  const [least, most] = [amountOf(request ?? limit ?? ''), amountOf(limit ?? '')];
  // A value that is not a quantity has its own finding.
  if (limit !== undefined && most === undefined) return true;
  return limit !== undefined && least === most && Number.isInteger(most);
}

/** No node has as many cores, and no container starts with less memory. */
const MOST_CORES = 100;
const LEAST_BYTES = 4 * 1024 * 1024;

/** An amount whose suffix was forgotten or mistaken. */
function implausible(resource: string, quantity: string, place: string): Finding[] {
  const amount = amountOf(quantity);
  if (amount === undefined) return [];
  const [, number = '', suffix] = /^(\d+)([A-Za-z]*)$/.exec(quantity) ?? [];
  const args = { quantity, resource, amount: String(amount) };
  if (resource === 'cpu' && amount >= MOST_CORES) {
    const nearest = suffix === '' || suffix === 'M' || suffix === 'Mi' ? `${number}m` : undefined;
    return [finding('quantity-implausible', place, { ...args, unit: 'cores', remedy: 'cores', nearest })];
  }
  // Little storage can be meant, if it has a unit.
  const hasUnit = suffix !== '' && suffix !== 'm';
  const isBytes = resource === 'memory' || (resource === 'ephemeral-storage' && !hasUnit);
  if (!isBytes || amount <= 0 || amount >= LEAST_BYTES) return [];
  const nearest = hasUnit || Number(number) > LARGEST_MEBIBYTES ? undefined : `${number}Mi`;
  return [
    finding('quantity-implausible', place, {
      ...args,
      unit: amount === 1 ? 'byte' : 'bytes',
      remedy: 'bytes',
      nearest,
    }),
  ];
}

/** A larger number without a unit is one of bytes. */
const LARGEST_MEBIBYTES = 65_536;

function quantityFindings(trace: StepTrace, option: string, quantity: string): Finding[] {
  if (hangsAgent(quantity)) return [finding('quantity-hangs', trace.optionAt(option), { quantity })];
  const place = trace.optionAt(option);
  const written = canonicalQuantity(quantity);
  if (written === undefined) return [];
  const [meant, sent] = [amountOf(quantity), amountOf(written)];
  const isOff = meant !== undefined && sent !== undefined && sent < meant / 1000;
  if (isOff) return [finding('quantity-out-of-range', place, { quantity, written })];
  const doubtful = implausible(tokensOf(option).at(-1) ?? '', quantity, place);
  if (doubtful.length > 0 || written === quantity) return doubtful;
  return [finding('quantity-rewritten', place, { quantity, written })];
}
