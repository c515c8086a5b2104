import { LEVELS_EXPECTED, NESTED_TOO_DEEP, tooDeep } from '../../base/json/bounded.ts';
import type { JsonValue } from '../../base/json/json.ts';
import { pathText, pointerTo, tokensOf } from '../../base/json/json-pointer.ts';
import { type Diagnostic, diagnose, type RuleTable } from '../../diagnostics/diagnostic.ts';
import { unknownRelease } from '../agent/messages.ts';
import { DEFAULT_RELEASE, parseRelease, type Release } from '../release/releases.ts';
import { type KeyFinding, withCanonicalKeys } from '../schema/canonical-keys.ts';
import { EXPECTATIONS, knowsKey, type SchemaNode } from '../schema/schema-node.ts';
import { type SchemaProblem, schemaProblems, schemaRoot } from '../schema/schema-problems.ts';
import { counterpartOf, NO_COUNTERPART } from './counterparts.ts';

/** Problems of the options of a step by their schema. */
export const BACKEND_OPTION_RULES = {
  'option-unknown-key': {
    severity: 'error',
    at: 'key',
    message: 'Unknown option `{option}`; the agent ignores it.',
    note: 'Known options here are {known:and}.',
    help: [
      'Set `{variable}` on the agent.',
      'Use the key `{stepKey}` of the step.',
      'Remove the key `{wrapper}` and keep its keys: options are the value of `backend_options.kubernetes`.',
      'Remove it. Agents have no such option{without:text}.',
      'Move it to `{belongsAt}`.',
      'Did you mean `{nearest}`?',
      'Remove it.',
    ],
  },
  'option-key-case': {
    severity: 'warning',
    at: 'key',
    message: 'The key `{known}` is spelled `{option}`.',
    note: 'The agent accepts any case.',
    help: 'Write `{known}`.',
  },
  'option-key-repeated': {
    severity: 'error',
    at: 'key',
    message: '`{option}` is a second spelling of `{known}`.',
    note: 'The agent reads only one of them.',
    help: 'Remove one of them.',
  },
  'option-newer-than-release': {
    severity: 'warning',
    at: 'key',
    message: 'An agent of release {release:text} ignores `{option}`.',
    note: 'The option exists since {since:text}.',
    help: 'Update the agent, or remove the option.',
  },
  'option-null': {
    severity: 'warning',
    message: '`{option}` is null, which the agent reads as not set.',
    help: 'Write a value, or remove the option.',
  },
  'option-type': {
    severity: 'error',
    message: 'Invalid value {value} for `{option}`.',
    note: 'It is {found:text}.',
    help: 'Use {expected:text}.',
    words: {
      expected: EXPECTATIONS,
      found: {
        string: 'a string',
        number: 'a number',
        boolean: 'a boolean',
        array: 'a list',
        object: 'an object',
      },
    },
  },
  'option-boolean-as-text': {
    severity: 'error',
    message: 'The agent turns {value} into `{text}` for `{option}`.',
    note: 'The option is a string.',
    help: 'Write `"{value}"`.',
  },
  'option-value': {
    severity: 'error',
    message: 'Invalid value {value} for `{option}`.',
    help: 'Use {expected:text}.',
    words: { expected: EXPECTATIONS },
  },
  'option-name': {
    severity: 'error',
    at: 'key',
    message: 'Invalid name {key} in `{option}`.',
    help: 'Use {expected:text}.',
    words: { expected: EXPECTATIONS },
  },
  'option-missing': {
    severity: 'error',
    at: 'key',
    message: '`{option}` has no `{key}`.',
    help: 'Add `{key}`.',
  },
} as const satisfies RuleTable;

/**
 * The codes of {@link validateBackendOptions}; docs/diagnostics.md explains each.
 *
 * @useDeclaredType
 */
export type BackendOptionsCode = keyof typeof BACKEND_OPTION_RULES | 'release-unknown';

/**
 * Checks the options of a step strictly, by `schemas/backend-options.schema.json`: everything that an agent
 * would silently ignore, rewrite or apply in part is an error.
 *
 * It warns about keys that differ from a known one only in case, because the agent accepts them. It also warns about keys
 * that are newer than the release and keys with null. The agent ignores both, so nothing below them is checked.
 *
 * Source: docs/options.md and the Kubernetes documents that it names.
 *
 * @example
 * ```ts
 * import { validateBackendOptions } from 'podwright';
 *
 * const [problem] = validateBackendOptions({ nodeselector: { disk: 'ssd' } }, '3.17');
 * console.log(problem?.severity, problem?.code, problem?.path); // warning option-key-case /nodeselector
 * ```
 *
 * @param value the value of `backend_options.kubernetes`, as {@link decodeBackendOptions} gets it; null or
 *   undefined for none. It is not changed. Accepts any JSON value and throws nothing.
 * @param release release of the agent, in a form that `parseRelease` reads. Default: 3.0
 * @returns the problems, in the order of the schema's checks; paths are JSON Pointers into `value`
 */
export function validateBackendOptions(
  value: unknown,
  release: string = DEFAULT_RELEASE,
): Diagnostic<BackendOptionsCode>[] {
  if (value === undefined || value === null) return [];
  const deepPart = tooDeep(value);
  if (deepPart !== undefined) {
    const args = { option: optionAt(deepPart), value: NESTED_TOO_DEEP, expected: LEVELS_EXPECTED };
    return [diagnose(BACKEND_OPTION_RULES, 'option-value', deepPart, args)];
  }
  const known = parseRelease(release);
  if (known === undefined) return [unknownRelease(release, '')];
  const root = schemaRoot('backend-options');
  const canonical = withCanonicalKeys(value, root, known);
  return [
    ...canonical.findings.map((finding) => keyDiagnostic(finding, known)),
    ...schemaProblems('backend-options', canonical.value, known).map((problem) =>
      problemDiagnostic(problem, canonical.writtenPath(problem.path), root, known),
    ),
  ];
}

function keyDiagnostic(finding: KeyFinding, release: Release): Diagnostic<BackendOptionsCode> {
  const { path, known } = finding;
  const place = { option: optionAt(path), value: finding.value as JsonValue };
  switch (finding.kind) {
    case 'case':
      return diagnose(BACKEND_OPTION_RULES, 'option-key-case', path, { ...place, known });
    case 'repeated':
      return diagnose(BACKEND_OPTION_RULES, 'option-key-repeated', path, { ...place, known });
    case 'null':
      return diagnose(BACKEND_OPTION_RULES, 'option-null', path, place);
    case 'newer':
      return diagnose(BACKEND_OPTION_RULES, 'option-newer-than-release', path, {
        ...place,
        since: finding.since,
        release,
      });
  }
}

function problemDiagnostic(
  problem: SchemaProblem,
  path: string,
  root: SchemaNode,
  release: Release,
): Diagnostic<BackendOptionsCode> {
  const { key = '', nearest, expected } = problem;
  const place = { option: optionAt(path), value: problem.value as JsonValue };
  switch (problem.kind) {
    case 'unknown-key': {
      const instead = tokensOf(path).length === 1 ? counterpartOf(key, release) : undefined;
      const belongsAt = instead === undefined ? placeOfKey(key, path, root, release) : undefined;
      const isClear = nearest !== undefined || belongsAt !== undefined || instead !== undefined;
      const known = isClear ? undefined : problem.known;
      const args = { ...place, key, nearest, belongsAt, known, ...NO_COUNTERPART, ...instead };
      return diagnose(BACKEND_OPTION_RULES, 'option-unknown-key', path, args);
    }
    case 'missing-key':
      return diagnose(BACKEND_OPTION_RULES, 'option-missing', path, { ...place, key });
    case 'name':
      return diagnose(BACKEND_OPTION_RULES, 'option-name', path, { ...place, key, expected });
    case 'type': {
      if (typeof problem.value !== 'boolean' || !problem.types?.includes('string'))
        return diagnose(BACKEND_OPTION_RULES, 'option-type', path, {
          ...place,
          expected,
          found: typeOf(problem.value),
        });
      const args = { ...place, text: problem.value ? '1' : '0' };
      return diagnose(BACKEND_OPTION_RULES, 'option-boolean-as-text', path, args);
    }
    case 'value':
      return diagnose(BACKEND_OPTION_RULES, 'option-value', path, { ...place, expected });
  }
}

function typeOf(value: unknown): 'string' | 'number' | 'boolean' | 'array' | 'object' {
  return Array.isArray(value) ? 'array' : (typeof value as 'string' | 'number' | 'boolean' | 'object');
}

/** The name of the option in messages. */
function optionAt(path: string): string {
  return path === '' ? 'backend_options.kubernetes' : pathText(path);
}

/** The place of a known key that was written in the wrong one: below it for a top-level key, and the top level otherwise. */
function placeOfKey(key: string, path: string, root: SchemaNode, release: Release): string | undefined {
  if (tokensOf(path).length === 1) return placeBelow(key, root, '', release);
  return knowsKey(root, key, release) ? key : undefined;
}

function placeBelow(key: string, node: SchemaNode, at: string, release: Release): string | undefined {
  if (knowsKey(node, key, release)) return pathText(pointerTo(at, key));
  for (const [name, child] of Object.entries(node.keys ?? {})) {
    const isNode = child !== 0 && knowsKey(node, name, release);
    const place = isNode ? placeBelow(key, child, pointerTo(at, name), release) : undefined;
    if (place !== undefined) return place;
  }
  return undefined;
}
