import { parentOf, tokensOf } from '../../base/json/json-pointer.ts';
import { isSameJson } from '../../base/json/leaves.ts';
import type { SourceRange } from '../../diagnostics/diagnostic.ts';
import type { AgentPlaces } from '../../pipeline/findings.ts';
import type { AgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import type { DecisionSource, Origin, ValueOrigin } from '../../translate/provenance/origin.ts';
import type { Locate } from '../../workflow/positions/compile-notes.ts';
import { fieldPath } from '../output/field-path.ts';

/** Something that was written, and where. */
export interface ExplainedOrigin {
  readonly source: DecisionSource;
  /** Its title: `backend_options.kubernetes.labels.team`, a variable, `built in`. */
  readonly title: string;
  /** JSON Pointer, as in the ledger. */
  readonly path: string;
  readonly range?: SourceRange;
}

export interface OriginContext {
  readonly environment: AgentEnvironment;
  readonly locate: Locate;
  readonly places: AgentPlaces;
}

const STEP = /^\/pipeline\/\d+\/steps\/\d+/;

const PLATFORM: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['/taskUuid', 'id of the run'],
  ['/os', 'operating system of the agent'],
  ['/serviceAddress', 'address of the service'],
]);

/** Names an origin for people, and finds where it was written. */
export function explainedOrigin(
  { source, path, compiledFrom }: Origin,
  context: OriginContext,
): ExplainedOrigin {
  switch (source) {
    case 'built-in':
      return { source, path, title: 'built in' };
    case 'platform':
      return { source, path, title: PLATFORM.get(path) ?? 'platform of the agent' };
    case 'agent-variable':
      return { source, path, ...variableOrigin(path, context) };
    default:
      return { source, path, ...compiledOrigin(path, compiledFrom, context) };
  }
}

/** A compiled value that was not read from a YAML file is in the file of the compiled workflow, if at all. */
function compiledOrigin(
  path: string,
  compiledFrom: ValueOrigin | undefined,
  { locate }: OriginContext,
): Pick<ExplainedOrigin, 'title' | 'range'> {
  if (compiledFrom?.by === 'file') return { title: compiledFrom.name, range: compiledFrom.range };
  const title = titleOf(path.replace(STEP, ''));
  if (compiledFrom === undefined) {
    const range = locate(path);
    const isThere = range && !isSameJson(range, locate(parentOf(path)));
    return { title, ...(isThere && { range }) };
  }
  const { by, field } = compiledFrom;
  return { title: `${title}, set by the ${by}${field === '' ? '' : ` from ${field}`}` };
}

function titleOf(pointer: string): string {
  return pointer === '/uuid' ? 'id of the step' : fieldPath(pointer);
}

function variableOrigin(
  path: string,
  { environment, places }: OriginContext,
): Pick<ExplainedOrigin, 'title' | 'range'> {
  const [variable = '', ...below] = tokensOf(path);
  if (environment[variable] === undefined) return { title: `default of ${variable}` };
  const { range } = places(path, 'key');
  const part = below.length === 0 ? '' : ` at ${fieldPath(path.slice(variable.length + 1))}`;
  return { title: `${variable}${part}`, ...(range && { range }) };
}
