import { message } from '../../diagnostics/diagnostic.ts';
import type { Named } from './named.ts';

export interface Keyed extends Readonly<Record<string, string | number | null>> {
  readonly key: string;
}

export interface WrongType extends Keyed {
  readonly expected: string;
  readonly given: string;
  readonly value: string | null;
}

const at = (key: string): string => (key === '' ? 'The file' : `\`${key}\``);

/** Where a file cannot be read, or its variables and conditions cannot. */
export const READING_MESSAGES = {
  'yaml-syntax': message('error', ({ detail }: Named<'detail'>) => `This is not valid YAML: ${detail}`),
  'yaml-forbidden-character': message(
    'error',
    ({ character }: Named<'character'>) =>
      `The character U+${character} may not stand in a YAML file; write it as an escape in double quotes.`,
  ),
  'yaml-nested-too-deep': message('error', () => 'The file is nested too deep to be read.'),
  'yaml-excessive-aliases': message(
    'error',
    () => 'Nearly all of the file comes from aliases of aliases; the server refuses to expand it.',
  ),
  'yaml-directive': message(
    'error',
    ({ directive }: Named<'directive'>) =>
      `The server does not take \`${directive}\`; it knows \`%YAML 1.1\` and \`%TAG\`.`,
  ),
  'yaml-empty-key': message('error', () => 'There is no key before this colon.'),
  'yaml-split-key': message(
    'error',
    ({ key }: Named<'key'>) => `The key \`${key}\` and its colon have to stand on one line.`,
  ),
  'yaml-glued-colon': message(
    'error',
    ({ key }: Named<'key'>) => `Put a blank after the colon of \`${key}\`.`,
  ),
  'yaml-anchor-name': message(
    'error',
    ({ name }: Named<'name'>) =>
      `The server takes letters, digits, \`-\` and \`_\` in names of anchors only, not \`${name}\`.`,
  ),
  'yaml-unknown-alias': message(
    'error',
    ({ name }: Named<'name'>) => `There is no anchor \`&${name}\` before the alias \`*${name}\`.`,
  ),
  'yaml-recursive-alias': message(
    'error',
    ({ name }: Named<'name'>) => `The anchor \`&${name}\` contains an alias to itself.`,
  ),
  'yaml-unknown-escape': message(
    'error',
    ({ sequence }: Named<'sequence'>) =>
      `The server does not know the escape \`${sequence}\` in double quotes; use single quotes or a plain text.`,
  ),
  'yaml-depth-limit': message(
    'error',
    ({ limit }: { readonly limit: number }) => `Values may be nested ${limit} levels deep at most.`,
  ),
  'yaml-list-merge': message(
    'error',
    () =>
      'An item with nothing but `<<` splices lists in, so it needs an alias to a list; to merge a map, add another key.',
  ),
  'yaml-map-merge': message('error', () => 'A merge key needs an alias to a map, or a list of these.'),
  'invalid-utf8': message(
    'error',
    ({ expression }: Named<'expression'>) =>
      `\`${expression}\` cuts a character into bytes, which leaves no valid text.`,
  ),
  'duplicate-key': message('error', ({ name }: Named<'name'>) => `The key \`${name}\` is there twice.`),
  'wrong-type': message('error', ({ key, expected, given, value }: WrongType) => {
    const shown = value === null || value === '' ? '' : ` (\`${value}\`)`;
    const advice = expected.startsWith('string') && value !== null ? '; put it in quotes' : '';
    return `${at(key)} should be of type ${expected}, but is of type ${given}${shown}${advice}.`;
  }),
  'dependency-without-name': message('error', ({ key }: Keyed) => `${at(key)} needs a \`name\`.`),
  'matrix-empty-axis-crash': message(
    'error',
    () => 'An axis without values beside one with values crashes the server before 3.17; remove it.',
  ),
  'substitution-failed': message(
    'error',
    ({ expression, detail }: Named<'expression' | 'detail'>) =>
      `\`${expression}\` cannot be substituted (${detail}); write \`$\${\` for a plain \`\${\`.`,
  ),
  'substitution-crash': message(
    'error',
    ({ expression }: Named<'expression'>) =>
      `\`${expression}\` has a negative length, which crashes the server.`,
  ),
  'evaluate-failed': message(
    'error',
    ({
      expression,
      detail,
    }: {
      readonly expression: string;
      readonly detail: string;
      readonly offset: number;
    }) => `The condition \`${expression}\` cannot be evaluated: ${detail}`,
  ),
} as const;
