import { exceedsBytes } from '../encoding/utf8.ts';

/**
 * The problems of a name, as a set of bits; 0 is a valid name. The API server reports each bit as an error of
 * its own.
 */
export type NameProblems = number;

export const NAME_PROBLEM = {
  tooLong: 1,
  malformed: 2,
  empty: 4,
  prefixEmpty: 8,
  prefixTooLong: 16,
  prefixMalformed: 32,
  tooManySlashes: 64,
  dots: 128,
} as const;

export type NameProblem = keyof typeof NAME_PROBLEM;

const LABEL_LENGTH = 63;
const SUBDOMAIN_LENGTH = 253;

/** DNS-1123 label: lower-case letters, digits and inner dashes, at most 63 bytes. */
export function labelProblems(text: string): NameProblems {
  return problems(text, LABEL_LENGTH, isDnsLabel(text));
}

/** Whether a string is made of DNS labels joined with dots, of any length. */
export function isDnsName(text: string): boolean {
  // The character before: 0 the start of a label, 1 a letter or digit, 2 an inner dash. A label may end only after 1.
  let before = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isLowerAlphanumeric(code)) before = 1;
    else if (code === 46 && before === 1) before = 0;
    else if (code === 45 && before > 0) before = 2;
    else return false;
  }
  return before === 1;
}

/** DNS-1123 subdomain: labels joined with dots, at most 253 bytes; a part has no separate limit. */
export function subdomainProblems(text: string): NameProblems {
  return problems(text, SUBDOMAIN_LENGTH, isDnsName(text));
}

/** A DNS search domain: a subdomain in which labels may begin with `_` and contain it. */
export function searchDomainProblems(text: string): NameProblems {
  const dashed = text.replace(/(^|\.)_/g, '$1').replaceAll('_', '-');
  return problems(text, SUBDOMAIN_LENGTH, isDnsName(dashed));
}

/** DNS-1035 label, the name of a Service: a DNS-1123 label that begins with a letter. */
export function serviceNameProblems(text: string): NameProblems {
  return problems(text, LABEL_LENGTH, isDnsLabel(text) && !isDigit(text.charCodeAt(0)));
}

/** Value of a label: empty, or at most 63 bytes of letters, digits and inner `-`, `_` and `.`. */
export function labelValueProblems(text: string): NameProblems {
  return problems(text, LABEL_LENGTH, isQualifiedNamePart(text));
}

/** Key of a label, annotation or resource: `name` or `prefix/name`, the prefix being a subdomain. */
export function qualifiedNameProblems(text: string): NameProblems {
  const slash = text.indexOf('/');
  if (slash < 0) return namePartProblems(text);
  if (text.lastIndexOf('/') !== slash) return NAME_PROBLEM.tooManySlashes;
  return prefixProblems(text.slice(0, slash)) | namePartProblems(text.slice(slash + 1));
}

/** Key of a Secret: letters, digits, `-`, `_` and `.`, at most 253 bytes, neither `.` nor beginning with `..`. */
export function configKeyProblems(text: string): NameProblems {
  let good = text !== '';
  for (let index = 0; index < text.length && good; index++) {
    const code = text.charCodeAt(index);
    good = isAlphanumeric(code) || code === 45 || code === 46 || code === 95;
  }
  const found = problems(text, SUBDOMAIN_LENGTH, good);
  return text === '.' || text.startsWith('..') ? found | NAME_PROBLEM.dots : found;
}

function prefixProblems(prefix: string): NameProblems {
  if (prefix === '') return NAME_PROBLEM.prefixEmpty;
  const found = problems(prefix, SUBDOMAIN_LENGTH, isDnsName(prefix));
  const tooLong = (found & NAME_PROBLEM.tooLong) !== 0 ? NAME_PROBLEM.prefixTooLong : 0;
  return (found & NAME_PROBLEM.malformed) !== 0 ? tooLong | NAME_PROBLEM.prefixMalformed : tooLong;
}

function namePartProblems(name: string): NameProblems {
  if (name === '') return NAME_PROBLEM.empty | NAME_PROBLEM.malformed;
  return problems(name, LABEL_LENGTH, isQualifiedNamePart(name));
}

function problems(text: string, limit: number, wellFormed: boolean): NameProblems {
  // A well-formed name is ASCII, so characters are bytes.
  if (wellFormed) return text.length > limit ? NAME_PROBLEM.tooLong : 0;
  return exceedsBytes(text, limit) ? NAME_PROBLEM.malformed | NAME_PROBLEM.tooLong : NAME_PROBLEM.malformed;
}

function isDnsLabel(text: string): boolean {
  return isDnsName(text) && !text.includes('.');
}

/** Zero for an empty string, because no character of it is wrong. */
function isQualifiedNamePart(text: string): boolean {
  const last = text.length - 1;
  for (let index = 0; index <= last; index++) {
    const code = text.charCodeAt(index);
    if (isAlphanumeric(code)) continue;
    if (index === 0 || index === last || (code !== 45 && code !== 46 && code !== 95)) return false;
  }
  return true;
}

function isAlphanumeric(code: number): boolean {
  return isLowerAlphanumeric(code) || (code >= 65 && code <= 90);
}

function isLowerAlphanumeric(code: number): boolean {
  return (code >= 97 && code <= 122) || isDigit(code);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
