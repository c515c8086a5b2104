import {
  isFractional,
  type QuantityValue,
  quantityValue,
  roundUpToMilli,
  wholeUnits,
} from '../base/quantity/quantity-value.ts';
import { trimSpace } from '../base/text/white-space.ts';
import { type JsonObject, noteUnchecked, readObject, tellType } from './read.ts';
import { type Report, tell } from './report.ts';
import { checkResourceName, isHugePages, isWholeResource, mayBeOvercommitted } from './resource-names.ts';

const CHECKED = /* @__PURE__ */ new Set(['limits', 'requests']);
const SMALLEST_MEMORY = 4n * 1024n * 1024n * 10n ** 9n;

/** A quantity with the text that it was read from. */
interface Amount extends QuantityValue {
  readonly text: string;
}

type Amounts = ReadonlyMap<string, Amount>;

/** Checks `resources` of a container. A limit without a request becomes the request too, as the server does. */
export function checkResources(report: Report, container: JsonObject): void {
  const resources = readObject(report, container, 'resources');
  if (resources === undefined) return;
  report.trail.push('resources');
  const limits = readQuantities(report, resources, 'limits');
  const written = readQuantities(report, resources, 'requests');
  const requests = new Map(written);
  for (const [name, limit] of limits) if (!requests.has(name)) requests.set(name, limit);

  checkAmounts(report, limits, 'limits');
  checkAmounts(report, requests, 'requests');
  for (const [name, request] of requests) checkAgainstLimit(report, name, request, limits.get(name));
  checkHugePagesCompany(report, requests);
  checkMemory(report, limits, written);
  noteUnchecked(report, resources, CHECKED);
  report.trail.pop();
}

/** Reads a quantity at the end of the trail: a text or a number, blanks around it let through. */
export function readQuantity(report: Report, map: JsonObject, key: string): Amount | undefined {
  const value = map[key];
  if (typeof value !== 'string' && typeof value !== 'number' && value !== null) {
    tellType(report, 'a quantity', value, key, `[${key}]`);
    return undefined;
  }
  const text = value === null ? '0' : String(value);
  const quantity = quantityValue(trimSpace(text));
  if (quantity === undefined) {
    tell(report, 'quantity-invalid', { value: text }, [key], `[${key}]`);
    return undefined;
  }
  return { ...roundUpToMilli(quantity), text };
}

function readQuantities(report: Report, resources: JsonObject, list: string): Amounts {
  const amounts = new Map<string, Amount>();
  const map = readObject(report, resources, list);
  if (map === undefined) return amounts;
  report.trail.push(list);
  for (const name in map) {
    const amount = readQuantity(report, map, name);
    if (amount !== undefined) amounts.set(name, amount);
  }
  report.trail.pop();
  return amounts;
}

function checkAmounts(report: Report, amounts: Amounts, list: string): void {
  report.trail.push(list);
  for (const [name, amount] of amounts) {
    checkResourceName(report, name);
    const args = { name, value: amount.text };
    const field = `[${name}]`;
    if (amount.nano < 0n) tell(report, 'quantity-negative', args, [name], field);
    const fractional = isFractional(amount);
    if (fractional && isWholeResource(name)) tell(report, 'quantity-not-whole', args, [name], field);
    if (isHugePages(name) && !fillsPages(name, amount))
      tell(report, 'huge-pages-not-multiple', args, [name], field);
    if (fractional && (name === 'memory' || name === 'ephemeral-storage')) {
      tell(report, 'quantity-fractional-bytes', args, [name], field);
    }
  }
  report.trail.pop();
}

function checkAgainstLimit(report: Report, name: string, request: Amount, limit: Amount | undefined): void {
  if (limit === undefined) {
    if (!mayBeOvercommitted(name)) tell(report, 'limit-missing', { name }, ['limits']);
    return;
  }
  if (request.nano === limit.nano) return;
  const args = { name, value: request.text, limit: limit.text };
  if (!mayBeOvercommitted(name)) tell(report, 'request-not-limit', args, ['requests', name], '.requests');
  else if (request.nano > limit.nano)
    tell(report, 'request-above-limit', args, ['requests', name], '.requests');
}

function checkHugePagesCompany(report: Report, requests: Amounts): void {
  // Every limit is a request too.
  if (requests.has('cpu') || requests.has('memory')) return;
  for (const name of requests.keys()) {
    if (!isHugePages(name)) continue;
    tell(report, 'huge-pages-alone', {});
    return;
  }
}

/** Zero is no demand at all; anything else below a few MiB is likely a slip such as `100m` for 100 MB. */
function checkMemory(report: Report, limits: Amounts, requests: Amounts): void {
  for (const [list, amounts] of [['limits', limits] as const, ['requests', requests] as const]) {
    const memory = amounts.get('memory');
    if (memory === undefined || memory.nano <= 0n || memory.nano >= SMALLEST_MEMORY) continue;
    tell(report, 'memory-too-small', { value: memory.text }, [list, 'memory'], `.${list}[memory]`);
  }
}

function fillsPages(name: string, amount: Amount): boolean {
  const page = quantityValue(name.slice('hugepages-'.length));
  if (page === undefined || page.nano <= 0n || isFractional(page)) return false;
  return wholeUnits(amount) % wholeUnits(page) === 0n;
}
