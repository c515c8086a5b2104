import { lower } from '../../base/encoding/case-mapping.ts';
import { deterministicUlid, shortHash } from '../../base/encoding/hash.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import { isDnsName } from '../../base/text/kubernetes-names.ts';
import type { Step } from '../model/compiled-workflow.ts';
import type { AgentFeatures } from '../release/agent-features.ts';
import { TranslationError, tryTranslate } from './translation-error.ts';

/**
 * The id of a step that was given none: made from its name by a hash, in the form of the server's (a ULID in lower
 * case, 26 characters).
 *
 * @param name name of the step; the second step of a name in a workflow is treated as `name#2`
 */
export function defaultStepUuid(name: string): string {
  return deterministicUlid(`step:${typeof name === 'string' ? name : excerpt(name)}`);
}

/** Whether the workflow's setup treats the step as a service. */
export function isService(step: Step, features: AgentFeatures): boolean {
  if (step.type === 'service') return true;
  if (!step.detach) return false;
  return features.detachedOrphanService || (features.detachedServicePods && isDnsName(step.name));
}

/** Whether the Pod of the step has the service's name and label. */
export function hasServicePod(step: Step, features: AgentFeatures): boolean {
  return features.detachedOrphanService ? step.type === 'service' : isService(step, features);
}

export function podName(step: Step, features: AgentFeatures): string {
  return hasServicePod(step, features) ? serviceName(step, features) : plainPodName(step, features);
}

/** Who decides the name of the Pod. */
export function podNameVoice(
  step: Step,
  features: AgentFeatures,
): 'plain-name' | 'service-name' | 'detached-name' {
  if (!hasServicePod(step, features)) return 'plain-name';
  return serviceNameVoice(step);
}

/** Who makes a step a service. */
export function serviceNameVoice(step: Step): 'service-name' | 'detached-name' {
  return step.type === 'service' ? 'service-name' : 'detached-name';
}

/** The name that every step's registry secret has, and the Pod of a step that is not a service. */
export function plainPodName(step: Step, features: AgentFeatures): string {
  return resourceName(`wp-${uuidOf(step)}`, features, '/uuid');
}

export function serviceName(step: Step, features: AgentFeatures): string {
  return resourceName(`wp-svc-${uuidOf(step)}-${step.name}`, features, '/name');
}

export function stepSecretName(step: Step, features: AgentFeatures): string {
  return `${podName(step, features)}-step-secret`;
}

/** Name of the headless Service of a workflow, and subdomain of its Pods. */
export function headlessServiceName(taskUuid: string, features: AgentFeatures): string {
  return resourceName(`wp-hsvc-${taskUuid}`, features, '/taskUuid');
}

/** Name of a volume, claim or file secret: the text before the first `:`. */
export function volumeName(volume: string, features: AgentFeatures, path: string): string {
  const colon = volume.indexOf(':');
  return resourceName(colon < 0 ? volume : volume.slice(0, colon), features, path);
}

/** The same, or undefined if no name can be made. */
export function possibleVolumeName(volume: string, features: AgentFeatures): string | undefined {
  return tryTranslate(() => volumeName(volume, features, '')).made;
}

/** Where a volume is mounted: the text between the first and the second `:`, or the whole without any. */
export function volumeMountPath(volume: string): string {
  const first = volume.indexOf(':');
  const second = volume.indexOf(':', first + 1);
  return volume.slice(first + 1, second > first ? second : undefined);
}

export function uuidOf(step: Step): string {
  return step.uuid ?? defaultStepUuid(step.name);
}

/** Object names made from ids, and from volumes up to the first `:`. */
function resourceName(text: string, features: AgentFeatures, path: string): string {
  return (features.strictDnsNames ? strictName(text) : hashedName(text)) ?? refuseName(text, path);
}

/** Label values made from step names and workflow labels. */
export function labelValue(text: string, features: AgentFeatures, parent: string, key: string): string {
  return possibleLabelValue(text, features) ?? refuseName(text, pointerTo(parent, key));
}

/** The same, or undefined if no label value can be made from the text. */
export function possibleLabelValue(
  text: string,
  features: Pick<AgentFeatures, 'labelValueSanitizer'>,
): string | undefined {
  return features.labelValueSanitizer ? hashedLabelValue(text) : lenientName(text);
}

/** A hostname from a step's name; empty when none can be made of it. */
export function hostname(name: string, features: AgentFeatures): string {
  const cleaned = (features.strictDnsNames ? lenientName(name) : hashedName(name)) ?? '';
  let host = cleaned.replaceAll('.', '-').slice(0, 63);
  while (host.endsWith('-')) host = host.slice(0, -1);
  return host;
}

/** Through 3.16: nothing is removed, so much is rejected. */
function strictName(text: string): string | undefined {
  const name = lower(text.includes('_') ? text.replaceAll('_', '-') : text);
  return isDnsName(name) ? name : undefined;
}

/** Through 3.16: characters that no DNS name allows are deleted, except the caret, which then fails. */
function lenientName(text: string): string | undefined {
  const name = lower(text)
    .replace(/[_ ]/g, '-')
    .replace(/[^-^.a-z0-9]/g, '');
  return isDnsName(name) ? name : undefined;
}

const LONGEST_NAME = 253;

/** Since 3.17: cleaned wholly, and cut with a hash of the whole if too long. */
function hashedName(text: string): string | undefined {
  if (text.length <= LONGEST_NAME && isDnsName(text) && !text.includes('--')) return text;
  const replaced = lower(text).replace(/[^-.a-z0-9]+/g, '-');
  const single = replaced.replace(/[.-]{2,}/g, (run) => (run.includes('.') ? '.' : '-'));
  return shorten(single, LONGEST_NAME, text) || undefined;
}

const LONGEST_LABEL_VALUE = 63;
const CLEAN_LABEL_VALUE = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/;

function hashedLabelValue(text: string): string {
  if (text.length <= LONGEST_LABEL_VALUE && CLEAN_LABEL_VALUE.test(text)) return text;
  const replaced = lower(text).replace(/[^-_.a-z0-9]+/g, '-');
  const single = replaced.replace(/[-_.]{2,}/g, '-');
  return shorten(single, LONGEST_LABEL_VALUE, text);
}

/**
 * Removes separators of words from both ends, if only one may be there, and cuts a longer name so that it has
 * room for a dash and sixteen digits of a hash of the original.
 */
function shorten(text: string, longest: number, original: string): string {
  const trimmed = text.replace(/^[-_.]|[-_.]$/g, '');
  if (trimmed.length <= longest) return trimmed;
  return `${trimmed.slice(0, longest - 17).replace(/[-_.]$/, '')}-${shortHash(original)}`;
}

function refuseName(text: string, path: string): never {
  const message = `Invalid DNS name ${excerpt(text)}. Use lower-case letters, digits, "-" and ".", with a letter or digit at both ends.`;
  throw new TranslationError('invalid-name', path, message);
}

/** JSON Pointers to the containers of a Pod. */
export const CONTAINER = '/spec/containers/0';
export const INIT_CONTAINER = '/spec/initContainers/0';
