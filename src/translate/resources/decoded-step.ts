import { isJsonObject } from '../../base/json/json.ts';
import type { Step } from '../model/step.ts';
import { checkStep } from './step-types.ts';
import { TranslationError } from './translation-error.ts';

/**
 * The step as agents decode it: null stands for a field that is not set, and for an empty text or item in lists and
 * maps. A step without such nulls, which is every step of a server, is returned itself.
 *
 * @param place JSON Pointer to the step, with which the paths of errors begin
 * @throws {TranslationError} `wrong-type`, for the first value that no agent decodes
 */
export function decodedStep(step: Step, place = ''): Step {
  try {
    checkStep(step, place);
    return step;
  } catch (error) {
    if (!(error instanceof TranslationError) || !isJsonObject(step)) throw error;
    const filled = withoutNulls(step);
    checkStep(filled, place);
    return filled;
  }
}

/** The null of the environment stays: on that the agent may crash. What is in the options has rules of its own. */
const KEPT = ['environment', 'backend_options'];
const LISTS_OF_OBJECTS = ['ports', 'networks', 'extra_hosts'];
const MAPS_OF_TEXTS = ['environment', 'secret_mapping', 'workflow_labels'];

function withoutNulls(step: Step): Step {
  const entries = Object.entries(step)
    .filter(([key, value]) => value !== null || KEPT.includes(key))
    .map(([key, value]) => [key, key === 'backend_options' ? value : filledField(key, value)] as const);
  const { name } = step;
  return { ...(Object.fromEntries(entries) as Partial<Step> as Step), name: name === null ? '' : name };
}

function filledField(key: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const zero = LISTS_OF_OBJECTS.includes(key) ? {} : '';
    return value.map((item) => (isJsonObject(item) ? withoutNullFields(item) : (item ?? zero)));
  }
  if (!isJsonObject(value)) return value;
  return MAPS_OF_TEXTS.includes(key) ? withEmptyTexts(value) : withoutNullFields(value);
}

function withoutNullFields(item: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const set = Object.entries(item).filter(([, value]) => value !== null);
  return Object.fromEntries(set.map(([key, value]) => [key, filledField(key, value)]));
}

function withEmptyTexts(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, value ?? '']));
}
