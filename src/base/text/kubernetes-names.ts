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

/** The value of a label, or a part of its key: nothing, or letters and digits with `-`, `_` and `.` between them. */
const NAME_PART = /^(?:[A-Za-z\d](?:[\w.-]*[A-Za-z\d])?)?$/;

/** DNS-1123 label: lower-case letters, digits and inner dashes, at most 63 bytes. */
export function labelProblems(text: string): NameProblems {
  return problems(text, LABEL_LENGTH, isDnsLabel(text));
}

const DNS_NAME = /^[a-z\d]+(?:(?:-+|\.)[a-z\d]+)*$/;

/** Whether a string is made of DNS labels joined with dots, of any length. */
export function isDnsName(text: string): boolean {
  return DNS_NAME.test(text);
}

/** DNS-1123 subdomain: labels joined with dots, at most 253 bytes; a part has no separate limit. */
export function subdomainProblems(text: string): NameProblems {
  return problems(text, SUBDOMAIN_LENGTH, isDnsName(text));
}

/** A DNS search domain: a subdomain in which labels may begin with `_` and contain it. */
export function searchDomainProblems(text: string): NameProblems {
  const dashed = text.includes('_') ? text.replace(/(^|\.)_/g, '$1').replaceAll('_', '-') : text;
  return problems(text, SUBDOMAIN_LENGTH, isDnsName(dashed));
}

/** DNS-1035 label, the name of a Service: a DNS-1123 label that begins with a letter. */
export function serviceNameProblems(text: string): NameProblems {
  return problems(text, LABEL_LENGTH, isDnsLabel(text) && !/^\d/.test(text));
}

/** Value of a label: empty, or at most 63 bytes of letters, digits and inner `-`, `_` and `.`. */
export function labelValueProblems(text: string): NameProblems {
  return problems(text, LABEL_LENGTH, NAME_PART.test(text));
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
  const found = problems(text, SUBDOMAIN_LENGTH, /^[\w.-]+$/.test(text));
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
  return problems(name, LABEL_LENGTH, NAME_PART.test(name));
}

function problems(text: string, limit: number, wellFormed: boolean): NameProblems {
  // A well-formed name is ASCII, so characters are bytes.
  if (wellFormed) return text.length > limit ? NAME_PROBLEM.tooLong : 0;
  return exceedsBytes(text, limit) ? NAME_PROBLEM.malformed | NAME_PROBLEM.tooLong : NAME_PROBLEM.malformed;
}

function isDnsLabel(text: string): boolean {
  return isDnsName(text) && !text.includes('.');
}
