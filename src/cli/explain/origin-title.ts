import { parentOf, tokensOf } from '../../base/json/json-pointer.ts';
import { isSameJson } from '../../base/json/leaves.ts';
import type { SourceRange } from '../../diagnostics/diagnostic.ts';
import type { AgentPlaces } from '../../pipeline/findings.ts';
import type { AgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import type { DecisionSource, Origin, ValueOrigin } from '../../translate/provenance/origin.ts';
import type { Locate } from '../../workflow/positions/compile-notes.ts';

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

/** A JSON Pointer into an object as Kubernetes writes paths: `spec.containers[0].env[1].value`, `metadata.labels[a/b]`. */
export function fieldPath(pointer: string): string {
  return tokensOf(pointer)
    .map((token, index) => {
      if (/^\d+$/.test(token) || /[.[\]/\s]/.test(token) || token === '') return `[${token}]`;
      return index === 0 ? token : `.${token}`;
    })
    .join('');
}

/** The tokens of such a path; keys with dots are in brackets, with or without quotes. */
export function fieldTokens(field: string): string[] {
  const tokens: string[] = [];
  const lastEnd = field.lastIndexOf(']');
  let at = 0;
  while (at < field.length) {
    if (field.charAt(at) === '[' && at < lastEnd) {
      const end = field.indexOf(']', at);
      tokens.push(field.slice(at + 1, end).replace(/^"([^"]*)"$/, '$1'));
      at = end + 1;
    } else {
      const end = endOfName(field, at);
      if (end > at) tokens.push(field.slice(at, end));
      at = Math.max(end, at + 1);
    }
  }
  return tokens;
}

function endOfName(field: string, start: number): number {
  let end = start;
  while (end < field.length && !'.[]'.includes(field.charAt(end))) end += 1;
  return end;
}
