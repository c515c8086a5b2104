import type { ResourceRequirements } from 'kubernetes-types/core/v1.js';
import { setOwn } from '../../../base/json/json.ts';
import { pointerTo } from '../../../base/json/json-pointer.ts';
import { canonicalQuantity } from '../../../base/quantity/canonical-quantity.ts';
import { excerpt } from '../../../base/text/excerpt.ts';
import type { TextMap } from '../../model/backend-options.ts';
import { CONTAINER } from '../names.ts';
import type { StepInput } from '../step-input.ts';
import { TranslationError } from '../translation-error.ts';

/** Requests and limits with canonical quantities; undefined when there are none. */
export function resourceRequirements({ options, notes }: StepInput): ResourceRequirements | undefined {
  const { requests, limits } = options.resources;
  notes?.set(`${CONTAINER}/resources`, 'option', '/resources');
  const requirements: ResourceRequirements = {};
  if (hasEntries(requests)) requirements.requests = quantities('requests', requests);
  if (hasEntries(limits)) requirements.limits = quantities('limits', limits);
  return hasEntries(requests) || hasEntries(limits) ? requirements : undefined;
}

function hasEntries(map: TextMap | undefined): map is TextMap {
  return map !== undefined && Object.keys(map).length > 0;
}

function quantities(kind: 'requests' | 'limits', texts: TextMap): Record<string, string> {
  const path = `/backend_options/kubernetes/resources/${kind}`;
  const canonical: Record<string, string> = {};
  for (const resource of Object.keys(texts)) {
    setOwn(canonical, resource, quantity(texts[resource] ?? '', path, resource));
  }
  return canonical;
}

function quantity(text: string, parent: string, resource: string): string {
  const canonical = canonicalQuantity(text);
  if (canonical !== undefined) return canonical;
  const message = `${excerpt(text)} is not a quantity. Write a number with an optional suffix, such as 500m, 2 or 1.5Gi.`;
  throw new TranslationError('invalid-quantity', pointerTo(parent, resource), message);
}
