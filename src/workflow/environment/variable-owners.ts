import { RUN_VARIABLES } from '../../translate/agent/agent-variables.ts';
import { FEATURES, type FeatureName, type Features } from '../../translate/release/features.ts';
import type { Release } from '../../translate/release/releases.ts';
import { SERVER_VARIABLES, type ServerVariable } from './server-variables.ts';

/** Who sets a `CI_*` variable. */
export interface VariableOwner {
  /** The server before substitution, the server in the environment of each step, or the agent at its start. */
  readonly by: 'server' | 'step' | 'agent';
  /** The release that brings it, if the features do not have it. */
  readonly since?: Release;
  /** The fields of the metadata of the server. */
  readonly fields?: readonly string[];
  /** The events that have it. Default: all. */
  readonly on?: NonNullable<ServerVariable['on']>;
}

interface Row {
  readonly owner: VariableOwner;
  readonly if?: FeatureName | undefined;
  readonly unless?: FeatureName | undefined;
}

/** The variables that the server sets in steps only. */
const STEP_VARIABLES = ['CI_WORKSPACE', 'CI_NETRC_MACHINE', 'CI_NETRC_USERNAME', 'CI_NETRC_PASSWORD'];

let rows: ReadonlyMap<string, readonly Row[]> | undefined;

/** Those of the agent come first, because it overrides the server. */
function allRows(): ReadonlyMap<string, readonly Row[]> {
  const made = new Map<string, Row[]>();
  const add = (name: string, row: Row): void => {
    made.set(name, [...(made.get(name) ?? []), row]);
  };
  for (const { name, if: wanted } of RUN_VARIABLES) add(name, { owner: { by: 'agent' }, if: wanted });
  for (const name of STEP_VARIABLES) add(name, { owner: { by: 'step' } });
  for (const { name, from, on, if: wanted, unless } of SERVER_VARIABLES) {
    const owner = { by: 'server', fields: [from].flat(), ...(on === undefined ? {} : { on }) } as const;
    add(name, { owner, if: wanted, unless });
  }
  return made;
}

/** Returns who sets a variable, by the tables of server and agent; undefined if nobody does at any release. */
export function variableOwner(name: string, features: Features): VariableOwner | undefined {
  rows ??= allRows();
  const all = rows.get(name) ?? [];
  const held = all.find(
    ({ if: wanted, unless }) =>
      (wanted === undefined || features[wanted]) && (unless === undefined || !features[unless]),
  );
  if (held !== undefined) return held.owner;
  const [later] = all;
  return later?.if === undefined ? undefined : { ...later.owner, since: FEATURES[later.if].since };
}

/** The names of all variables that server or agents set. */
export function ownedVariables(): readonly string[] {
  rows ??= allRows();
  return [...rows.keys()];
}
