import {
  configKeyProblems,
  labelProblems,
  labelValueProblems,
  NAME_PROBLEM,
  type NameProblem,
  type NameProblems,
  qualifiedNameProblems,
  serviceNameProblems,
  subdomainProblems,
} from '../../base/text/kubernetes-names.ts';
import { judgeEach, wrong } from '../patterns.ts';
import { keysOf, type Places, valuesOf } from '../places.ts';

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

/** The texts of rules about names. The server rejects each broken part of a name alone. */
const NAME = { verdict: 'invalid', note: 'It {problem:text}.', words: { problem: PROBLEMS } } as const;

export interface NameForm {
  readonly problemsOf: (name: string) => NameProblems;
  readonly help: string;
}

export const DNS_LABEL: NameForm = {
  problemsOf: labelProblems,
  help: 'Use at most 63 lower-case letters, digits and `-`, with a letter or digit at both ends.',
};

export const DNS_SUBDOMAIN: NameForm = {
  problemsOf: subdomainProblems,
  help: 'Use at most 253 lower-case letters, digits, `-` and `.`, with a letter or digit at both ends of each part.',
};

export const SERVICE_NAME: NameForm = {
  problemsOf: serviceNameProblems,
  help: 'Use at most 63 lower-case letters, digits and `-`, with a letter at the start and no `-` at the end.',
};

export const QUALIFIED_NAME: NameForm = {
  problemsOf: qualifiedNameProblems,
  help: 'Use at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends, after an optional DNS subdomain and `/`.',
};

export const LABEL_VALUE: NameForm = {
  problemsOf: labelValueProblems,
  help: 'Use at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends, or an empty string.',
};

export const CONFIG_KEY: NameForm = {
  problemsOf: configKeyProblems,
  help: 'Use at most 253 letters, digits, `-`, `_` and `.`, and do not start with `..`.',
};

/** The rule that names have a form. */
export function named<Value, const M extends string = '{value}'>(
  places: Places<Value, string>,
  { help, problemsOf }: NameForm,
  message = `Invalid \`${places.field}\` {value}.` as M,
) {
  const part = judgeEach<Value, string, NameProblems, { value: string; problem: NameProblem }>(
    places,
    problemsOf,
    (problems, report, value) => {
      for (const problem of problemsIn(problems)) report({ value, problem });
    },
  );
  return { ...NAME, message, help, ...part } as const;
}

function problemsIn(problems: NameProblems): NameProblem[] {
  const all = Object.keys(NAME_PROBLEM) as NameProblem[];
  return all.filter((problem) => (problems & NAME_PROBLEM[problem]) !== 0);
}

/** The rules that the keys and values of a map are those of labels. */
export function labelKeys<const Name extends string>(map: Name) {
  return named(keysOf(map), QUALIFIED_NAME, `Invalid label key {value} in \`${map}\`.` as '{value}');
}
export function labelValues<const Name extends string>(map: Name) {
  return named(valuesOf(map), LABEL_VALUE, `Invalid label value {value} in \`${map}\`.` as '{value}');
}

/** The warning that no object of a kind can have a name. */
export function unresolvable<Value>(places: Places<Value, string>, kind: string) {
  const { help, problemsOf } = DNS_SUBDOMAIN;
  const message = `No ${kind} can have the name {value}.` as '{value}';
  return { verdict: 'warning', message, help, ...wrong(places, (name) => problemsOf(name) !== 0) } as const;
}

/** The form of names that are checked as if more may follow: then they may end in `-`. */
export function prefixOf({ problemsOf, help }: NameForm): NameForm {
  return {
    problemsOf: (name) => problemsOf(name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name),
    help,
  };
}

/** A DNS name without the dot that it may end in. */
export function withoutDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}
