import { isJsonObject } from '../base/json/json.ts';
import { APP_ARMOR_ANNOTATION } from './app-armor.ts';
import type { Context } from './pod-security-contexts.ts';
import type { JsonObject } from './read.ts';

/** AppArmor profiles that the baseline forbids. The server counts each forbidden type and each annotation. */
export function forbiddenAppArmorProfiles(
  annotations: JsonObject,
  ofPod: JsonObject,
  contexts: readonly Context[],
): string[] {
  const types = new Set<unknown>();
  for (const context of [ofPod, ...contexts]) {
    const profile = context['appArmorProfile'];
    if (isJsonObject(profile) && !isAllowedType(profile['type'])) types.add(profile['type']);
  }
  let count = 0;
  for (const key in annotations) {
    const value = annotations[key];
    if (!key.startsWith(APP_ARMOR_ANNOTATION) || isAllowedAnnotation(value)) continue;
    count++;
    // The server sets the container's field from an annotation that it can read.
    if (value === 'unconfined') types.add('Unconfined');
  }
  const total = count + types.size;
  return total === 0 ? [] : [total === 1 ? 'forbidden AppArmor profile' : 'forbidden AppArmor profiles'];
}

function isAllowedType(type: unknown): boolean {
  return type === 'RuntimeDefault' || type === 'Localhost' || (type ?? '') === '';
}

function isAllowedAnnotation(value: unknown): boolean {
  if (typeof value !== 'string' || value === '') return true;
  return value === 'runtime/default' || value.startsWith('localhost/');
}
