import { SYNTAX_PROBLEMS } from '../../base/yaml/yaml.ts';
import type { RuleTable } from '../../diagnostics/diagnostic.ts';
import { EVALUATE_PROBLEMS } from '../evaluate/problems.ts';

/** Reasons why a file, its variables or its conditions cannot be parsed. */
export const READING_MESSAGES = {
  'yaml-syntax': {
    severity: 'error',
    message: 'Invalid YAML: {detail:text}',
    words: { detail: SYNTAX_PROBLEMS },
  },
  'yaml-forbidden-character': {
    severity: 'error',
    message: 'The character U+{character:text} is not allowed in YAML.',
    help: 'Write it as an escape in double quotes.',
  },
  'yaml-nested-too-deep': { severity: 'error', message: 'The file is nested too deep.' },
  'yaml-excessive-aliases': {
    severity: 'error',
    message: 'Nearly all of the file comes from aliases of aliases, so the server does not expand it.',
  },
  'yaml-directive': {
    severity: 'error',
    message: 'Unknown directive {directive}.',
    help: 'Use `%YAML 1.1` or `%TAG`.',
  },
  'yaml-empty-key': { severity: 'error', message: 'The key before this colon is missing.' },
  'yaml-split-key': { severity: 'error', message: 'The key {key} and its colon are not on one line.' },
  'yaml-glued-colon': {
    severity: 'error',
    message: 'No space after the colon of {key}.',
    help: 'Add a space.',
  },
  'yaml-anchor-name': {
    severity: 'error',
    message: 'Invalid anchor name {name}.',
    help: 'Use letters, digits, `-` and `_`.',
  },
  'yaml-unknown-alias': {
    severity: 'error',
    message: 'The alias `*{name}` has no anchor `&{name}` before it.',
  },
  'yaml-recursive-alias': { severity: 'error', message: 'The anchor `&{name}` contains an alias to itself.' },
  'yaml-unknown-escape': {
    severity: 'error',
    message: 'Unknown escape {sequence} in double quotes.',
    help: 'Use single quotes, or no quotes.',
  },
  'yaml-depth-limit': {
    severity: 'error',
    message: 'The value is nested deeper than {limit:text} levels.',
  },
  'yaml-list-merge': {
    severity: 'error',
    message: 'An item with only `<<` inserts a list, and needs an alias to one.',
    help: 'Add another key to merge an object.',
  },
  'yaml-map-merge': {
    severity: 'error',
    message: 'A merge key needs an alias to an object, or a list of such aliases.',
  },
  'invalid-utf8': {
    severity: 'error',
    message: '{expression} splits a character, and leaves invalid UTF-8.',
  },
  'duplicate-key': { severity: 'error', message: 'Repeated key {name}.', help: 'Remove one of them.' },
  'wrong-type': {
    severity: 'error',
    message: 'Expected {expected:text} for `{key}`, found {given:text}.',
    help: ['Put {unquoted} in quotes.', 'Write {entry}, without a dash.'],
    words: {
      expected: {
        boolean: 'a boolean',
        'finite number': 'a finite number',
        integer: 'an integer',
        'integer or map': 'an integer or an object',
        list: 'a list',
        'list of strings': 'a list of strings',
        map: 'an object',
        'map or list of maps': 'an object or a list of objects',
        'map or list of steps': 'an object or a list of steps',
        'name or list of dependencies': 'a name, or a list of names and `{ name, optional }`',
        string: 'a string',
        'string or list of strings': 'a string or a list of strings',
        'value that fits its tag': 'a value that matches its tag',
      },
      given: {
        boolean: 'a boolean',
        float: 'a number',
        integer: 'an integer',
        list: 'a list',
        map: 'an object',
        null: 'null',
        string: 'a string',
        timestamp: 'a date',
      },
    },
  },
  'dependency-without-name': { severity: 'error', message: '`{key}` has no `name`.', help: 'Add `name`.' },
  'matrix-empty-axis-crash': {
    severity: 'error',
    message: 'A matrix axis has no values.',
    note: 'Servers through 3.16 crash if another axis has values.',
    help: 'Remove the axis.',
  },
  'substitution-failed': {
    severity: 'error',
    message: '{expression} cannot be substituted: {detail:text}.',
    help: 'Write `$${` for a plain `${`.',
  },
  'substitution-crash': {
    severity: 'error',
    message: '{expression} has a negative length, which crashes the server.',
  },
  'evaluate-failed': {
    severity: 'error',
    message: 'The condition {expression} cannot be evaluated: {detail:text}',
    words: { detail: EVALUATE_PROBLEMS, problem: EVALUATE_PROBLEMS },
  },
} as const satisfies RuleTable;
