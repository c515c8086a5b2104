import { tokensOf } from '../../base/json/json-pointer.ts';
import { isSameJson } from '../../base/json/leaves.ts';
import type { AgentEnvironment } from '../../translate/agent/agent-options-from-env.ts';
import type { Origin } from '../../translate/provenance/origin.ts';
import type { Locate } from '../../workflow/positions/locate-in-workflow.ts';
import type { AgentPlaces } from '../input/agent-places.ts';
import { fieldOf } from '../output/field-path.ts';
import type { ExplainedOrigin } from './explanation.ts';

/** What origins are named and placed by. */
export interface OriginContext {
  readonly environment: AgentEnvironment;
  readonly locate: Locate;
  readonly places: AgentPlaces;
}

const STEP = /^\/pipeline\/\d+\/steps\/\d+/;

/** Variables that server and agent add; no file has them. */
const ADDED = /^\/environment\/(?:CI|DRONE)(?:_|$)/;

const PLATFORM: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['/taskUuid', 'id of the run'],
  ['/os', 'operating system of the agent'],
  ['/serviceAddress', 'address of the service'],
]);

/** Names an origin for people, and finds where it was written. */
export function explainedOrigin({ source, path }: Origin, context: OriginContext): ExplainedOrigin {
  const ofStep = path.replace(STEP, '');
  switch (source) {
    case 'built-in':
      return { source, path, title: 'built in' };
    case 'platform':
      return { source, path, title: PLATFORM.get(path) ?? 'platform of the agent' };
    case 'agent-variable':
      return { source, path, ...variableOrigin(path, context) };
    default:
      return { source, path, title: titleOf(ofStep), ...rangeOf(path, ofStep, context) };
  }
}

function titleOf(pointer: string): string {
  return pointer === '/uuid' ? 'id of the step' : fieldOf(pointer);
}

function variableOrigin(
  path: string,
  { environment, places }: OriginContext,
): Pick<ExplainedOrigin, 'title' | 'range'> {
  const [variable = '', ...below] = tokensOf(path);
  if (environment[variable] === undefined) return { title: `default of ${variable}` };
  const { range } = places(path);
  const part = below.length === 0 ? '' : ` at ${fieldOf(path.slice(variable.length + 1))}`;
  return { title: `${variable}${part}`, ...(range && { range }) };
}

/** A value that nobody wrote is found at the step as such, where it does not stand. */
function rangeOf(path: string, ofStep: string, { locate }: OriginContext): Pick<ExplainedOrigin, 'range'> {
  if (ofStep === '/uuid' || ADDED.test(ofStep)) return {};
  const range = locate(path);
  if (range === undefined) return {};
  const stepPath = path.slice(0, path.length - ofStep.length);
  return ofStep !== '/name' && isSameJson(range, locate(stepPath)) ? {} : { range };
}
