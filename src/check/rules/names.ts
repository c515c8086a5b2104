import { NAME_PROBLEM, type NameProblem, type NameProblems } from '../../base/text/kubernetes-names.ts';
import type { Found, PathToken } from '../rule.ts';

const PROBLEMS = {
  tooLong: 'is too long',
  malformed: 'contains characters that are not allowed there',
  empty: 'has an empty name part',
  prefixEmpty: 'has an empty prefix before the `/`',
  prefixTooLong: 'has a prefix of more than 253 bytes',
  prefixMalformed: 'has a prefix that is not a DNS subdomain',
  tooManySlashes: 'has more than one `/`',
  dots: 'is `.` or starts with `..`',
} as const satisfies Record<NameProblem, string>;

const NAME = { note: 'It {problem:text}.', words: { problem: PROBLEMS } } as const;

/** The texts of rules about names, by form. The server rejects each broken part of a name alone. */
export const DNS_LABEL = {
  ...NAME,
  help: 'Use at most 63 lower-case letters, digits and `-`, with a letter or digit at both ends.',
} as const;

export const DNS_SUBDOMAIN = {
  ...NAME,
  help: 'Use at most 253 lower-case letters, digits, `-` and `.`, with a letter or digit at both ends of each part.',
} as const;

export const SERVICE_NAME = {
  ...NAME,
  help: 'Use at most 63 lower-case letters, digits and `-`, with a letter at the start and no `-` at the end.',
} as const;

export const QUALIFIED_NAME = {
  ...NAME,
  help: 'Use at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends, after an optional DNS subdomain and `/`.',
} as const;

export const LABEL_VALUE = {
  ...NAME,
  help: 'Use at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends, or an empty string.',
} as const;

export const CONFIG_KEY = {
  ...NAME,
  help: 'Use at most 253 letters, digits, `-`, `_` and `.`, and do not start with `..`.',
} as const;

interface NameArgs {
  readonly value: string;
  readonly problem: NameProblem;
}

/** Reports each broken part of a name. */
export function reportName(
  found: Found<NameArgs>,
  problems: NameProblems,
  value: string,
  at?: readonly PathToken[],
  reported?: string,
): void {
  if (problems === 0) return;
  for (const [problem, bit] of Object.entries(NAME_PROBLEM)) {
    if ((problems & bit) !== 0) found({ value, problem: problem as NameProblem }, at, reported);
  }
}

/** A name as the server checks it if more may follow: then it may end in `-`. */
export function asPrefix(name: string): string {
  return name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name;
}
