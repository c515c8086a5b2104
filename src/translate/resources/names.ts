import { lower } from '../../base/encoding/case-mapping.ts';
import { shortHash } from '../../base/encoding/hash.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { excerpt } from '../../base/text/excerpt.ts';
import { isDnsName } from '../../base/text/kubernetes-names.ts';
import type { AgentFeatures } from '../release/agent-features.ts';
import { TranslationError } from './translation-error.ts';

/** Object names made from ids, and from volumes up to the first `:`. */
export function resourceName(text: string, features: AgentFeatures, path: string): string {
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
