import { LEVELS_EXPECTED, NESTED_TOO_DEEP, tooDeep } from '../../base/json/bounded.ts';
import type { JsonValue } from '../../base/json/json.ts';
import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import { DEFAULT_RELEASE, knownRelease, type Release } from '../release/releases.ts';
import type { SchemaNode } from '../schema/schema-node.ts';
import { type SchemaProblem, schemaProblems, schemaRoot } from '../schema/schema-problems.ts';
import { type KeyFinding, pathWriter, withCanonicalKeys } from './schema/canonical-keys.ts';
import { OPTION_MESSAGES } from './schema/option-messages.ts';

/**
 * The codes of {@link validateBackendOptions}; docs/diagnostics.md explains each.
 *
 * @useDeclaredType
 */
export type BackendOptionsCode = keyof typeof OPTION_MESSAGES;

/**
 * Checks the options of a step strictly, by `schemas/backend-options.schema.json`: what an agent would silently
 * ignore, rewrite or half apply is an error here.
 *
 * Keys that differ from a known one in case only are warned of (the agent takes them), and so are keys that are
 * newer than the release and keys with null (the agent ignores both, so nothing below them is checked).
 *
 * Source: docs/options.md, which is made from the schema, and the Kubernetes documents that it names.
 *
 * @example
 * ```ts
 * import { validateBackendOptions } from 'podwright';
 *
 * const [problem] = validateBackendOptions({ nodeselector: { disk: 'ssd' } }, '3.17');
 * console.log(problem?.severity, problem?.code, problem?.path); // warning option-key-case /nodeselector
 * ```
 *
 * @param value what stands under `backend_options.kubernetes`, as {@link decodeBackendOptions} gets it; null or
 *   undefined for none. It is not changed. Any JSON value gets an answer; nothing is thrown.
 * @param release release of the agent. Default 3.0, also for one that is not known.
 * @returns what was found, in the order of the schema's checks; paths are JSON Pointers into `value`
 */
export function validateBackendOptions(
  value: unknown,
  release: Release = DEFAULT_RELEASE,
): Diagnostic<BackendOptionsCode>[] {
  if (value === undefined || value === null) return [];
  const deepPart = tooDeep(value);
  if (deepPart !== undefined) {
    const args = { option: optionAt(deepPart), value: NESTED_TOO_DEEP, expected: LEVELS_EXPECTED };
    return [diagnose(OPTION_MESSAGES, 'option-value', deepPart, args)];
  }
  const known = knownRelease(release);
  const root = schemaRoot('backend-options');
  const canonical = withCanonicalKeys(value, root, known);
  const writtenPath = pathWriter(value, root);
  return [
    ...canonical.findings.map((finding) => keyDiagnostic(finding, known)),
    ...schemaProblems('backend-options', canonical.value).map((problem) =>
      problemDiagnostic(problem, writtenPath(problem.path), root),
    ),
  ];
}

function keyDiagnostic(finding: KeyFinding, release: Release): Diagnostic<BackendOptionsCode> {
  const { path, key, known } = finding;
  const place = { option: optionAt(path), value: finding.value as JsonValue };
  switch (finding.kind) {
    case 'case':
      return diagnose(OPTION_MESSAGES, 'option-key-case', path, { ...place, key, known });
    case 'repeated':
      return diagnose(OPTION_MESSAGES, 'option-key-repeated', path, { ...place, key, known });
    case 'null':
      return diagnose(OPTION_MESSAGES, 'option-null', path, place);
    case 'newer':
      return diagnose(OPTION_MESSAGES, 'option-newer-than-release', path, {
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
): Diagnostic<BackendOptionsCode> {
  const { key = '', nearest = '', expected } = problem;
  const place = { option: optionAt(path), value: problem.value as JsonValue };
  switch (problem.kind) {
    case 'unknown-key': {
      const belongsAt = placeOfKey(key, path, root) ?? '';
      return diagnose(OPTION_MESSAGES, 'option-unknown-key', path, {
        ...place,
        key,
        nearest,
        belongsAt,
        expected,
      });
    }
    case 'missing-key':
      return diagnose(OPTION_MESSAGES, 'option-missing', path, { ...place, key });
    case 'name':
      return diagnose(OPTION_MESSAGES, 'option-name', path, { ...place, key, expected });
    case 'type': {
      const isBooleanAsText =
        typeof problem.value === 'boolean' && problem.types?.includes('string') === true;
      const code = isBooleanAsText ? 'option-boolean-as-text' : 'option-type';
      return diagnose(OPTION_MESSAGES, code, path, { ...place, expected });
    }
    case 'value':
      return diagnose(OPTION_MESSAGES, 'option-value', path, { ...place, expected });
  }
}

/** The option as messages name it: `securityContext.runAsUser`, `tolerations.0`. */
function optionAt(path: string): string {
  return path === ''
    ? 'backend_options.kubernetes'
    : `\`${path.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')}\``;
}

/** Where a key is known that was written in the wrong place: at the top too deep, or deeper down too high. */
function placeOfKey(key: string, path: string, root: SchemaNode): string | undefined {
  if (path.lastIndexOf('/') === 0) return placeBelow(key, root, '');
  return root.keys !== undefined && Object.hasOwn(root.keys, key) ? `\`${key}\`` : undefined;
}

function placeBelow(key: string, { keys = {} }: SchemaNode, at: string): string | undefined {
  if (Object.hasOwn(keys, key)) return `\`${at}${key}\``;
  for (const [name, child] of Object.entries(keys)) {
    const place = child === 0 ? undefined : placeBelow(key, child, `${at}${name}.`);
    if (place !== undefined) return place;
  }
  return undefined;
}
