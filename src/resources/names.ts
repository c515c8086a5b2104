import type { Features } from '../release/features.ts';
import { lower } from '../text/case-mapping.ts';
import { excerpt } from '../text/excerpt.ts';
import { shortHash } from '../text/hash.ts';
import { TranslationError } from './translation-error.ts';

/** Object names made from ids and from the texts before the first `:` of volumes. */
export function resourceName(text: string, features: Features, path: string): string {
  return possibleName(text, features) ?? refuseName(text, path);
}

/** The same, or undefined where no name can be made of the text. */
export function possibleName(text: string, features: Features): string | undefined {
  return features.strictDnsNames ? strictName(text) : hashedName(text);
}

/** Label values made from step names and workflow labels. */
export function labelValue(text: string, features: Features, path: string): string {
  return possibleLabelValue(text, features) ?? refuseName(text, path);
}

/** The same, or undefined where no label value can be made of the text. */
export function possibleLabelValue(
  text: string,
  features: Pick<Features, 'labelValueSanitizer'>,
): string | undefined {
  return features.labelValueSanitizer ? hashedLabelValue(text) : lenientName(text);
}

/** A hostname from a step's name; empty when none can be made of it. */
export function hostname(name: string, features: Features): string {
  const cleaned = (features.strictDnsNames ? lenientName(name) : hashedName(name)) ?? lower(name);
  const cut = trim(cleaned.replaceAll('.', '-').slice(0, 63), '-');
  return isDnsName(cut) && !cut.includes('.') ? cut : '';
}

/** Up to 3.16: nothing is removed, so that much is refused. */
function strictName(text: string): string | undefined {
  const name = lower(text.includes('_') ? text.replaceAll('_', '-') : text);
  return isDnsName(name) ? name : undefined;
}

/** Up to 3.16: what no DNS name can hold is deleted, but for the caret, which then fails. */
function lenientName(text: string): string | undefined {
  const name = lower(text)
    .replace(/[_ ]/g, '-')
    .replace(/[^-^.a-z0-9]/g, '');
  return isDnsName(name) ? name : undefined;
}

const LONGEST_NAME = 253;
const CLEAN_NAME = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;

/** From 3.17 on: cleaned wholly, and cut with a hash of the whole where too long. */
function hashedName(text: string): string | undefined {
  const lowered = lower(text);
  if (lowered.length <= LONGEST_NAME && CLEAN_NAME.test(lowered)) return lowered;
  const replaced = lowered.replace(/[^-.a-z0-9]+/g, '-');
  const single = replaced.replace(/[.-]{2,}/g, (run) => (run.includes('.') ? '.' : '-'));
  return shorten(trim(single, '-.'), LONGEST_NAME, '-.', text) || undefined;
}

const LONGEST_LABEL_VALUE = 63;
const CLEAN_LABEL_VALUE = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/;

function hashedLabelValue(text: string): string {
  const lowered = lower(text);
  if (lowered.length <= LONGEST_LABEL_VALUE && CLEAN_LABEL_VALUE.test(lowered)) return lowered;
  const replaced = lowered.replace(/[^-_.a-z0-9]+/g, '-');
  const single = replaced.replace(/[-_.]{2,}/g, '-');
  return shorten(trim(single, '-_.'), LONGEST_LABEL_VALUE, '-_.', text);
}

/** Cuts a text so that it has room for a dash and sixteen digits of a hash of the original. */
function shorten(text: string, longest: number, trimmed: string, original: string): string {
  if (text.length <= longest) return text;
  return `${trimEnd(text.slice(0, longest - 17), trimmed)}-${shortHash(original)}`;
}

/** Whether a text is made of DNS labels joined by dots, of any length. */
export function isDnsName(text: string): boolean {
  let previous = DOT;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const isInner = code === DASH || code === DOT;
    if (!isInner && !isLowerAlphanumeric(code)) return false;
    if ((code === DOT || previous === DOT) && !isLowerAlphanumeric(code === DOT ? previous : code))
      return false;
    previous = code;
  }
  return isLowerAlphanumeric(previous);
}

const DASH = 45;
const DOT = 46;

function isLowerAlphanumeric(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

function trim(text: string, characters: string): string {
  let start = 0;
  while (start < text.length && characters.includes(text.charAt(start))) start += 1;
  return trimEnd(text.slice(start), characters);
}

function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function refuseName(text: string, path: string): never {
  const message = `No DNS name can be made of ${excerpt(text)}: lower-case letters, digits, "-" and "." are taken, with a letter or digit at both ends.`;
  throw new TranslationError('invalid-name', path, message);
}
