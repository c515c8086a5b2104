import type { ResourceRequirements } from 'kubernetes-types/core/v1.js';
import { type StoredQuantity, storedQuantity } from '../base/quantity/stored-quantity.ts';
import { trimSpace } from '../base/text/white-space.ts';
import type { Loose } from './rule.ts';

/** A quantity with its name and the text that it was parsed from. */
export interface Amount extends StoredQuantity {
  readonly name: string;
  readonly text: string;
}

/** Requests and limits. The server makes every limit of a container without a request a request too. */
export interface Amounts {
  readonly limits: readonly Amount[];
  readonly requests: readonly Amount[];
  readonly limitOf: ReadonlyMap<string, Amount>;
}

type Quantities = Readonly<Record<string, unknown>> | null | undefined;

const ZERO: StoredQuantity = { exact: 0n, milli: 0n, units: 0n };

export function amountsOf({ limits, requests }: Loose<ResourceRequirements>): Amounts | undefined {
  if (!limits && !requests) return undefined;
  const ofLimits = amountsIn(limits);
  const ofRequests = amountsIn(requests);
  const requested = new Set(ofRequests.map(({ name }) => name));
  return {
    limits: ofLimits,
    requests: [...ofRequests, ...ofLimits.filter(({ name }) => !requested.has(name))],
    limitOf: new Map(ofLimits.map((limit) => [limit.name, limit])),
  };
}

/** The amounts of a map of quantities that can be decoded. */
export function amountsIn(quantities: Quantities): Amount[] {
  return Object.entries(quantities ?? {}).map(([name, value]) => {
    const text = String(value ?? 0);
    const { exact, milli, units } = storedQuantity(trimSpace(text)) ?? ZERO;
    return { name, text, exact, milli, units };
  });
}
