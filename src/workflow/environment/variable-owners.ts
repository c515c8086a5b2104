import { nearest } from '../../base/text/nearest.ts';
import { type ArgsOf, type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import { RUN_VARIABLES } from '../../translate/agent/agent-variables.ts';
import { FEATURE_RELEASES, type FeatureName, type Features } from '../../translate/release/features.ts';
import type { Release } from '../../translate/release/releases.ts';
import { NOTICE_MESSAGES } from '../messages/notices.ts';
import { SERVER_VARIABLES, type ServerVariable, serverSets } from './server-variables.ts';

export interface VariableOwner {
  /** The server before substitution, the server in the environment of each step, or the agent at its start. */
  readonly by: 'server' | 'step' | 'agent';
  /** The release that brings it, if the features do not have it. */
  readonly since?: Release;
  readonly fields?: readonly string[];
  readonly on?: NonNullable<ServerVariable['on']>;
}

interface Row {
  readonly name: string;
  readonly owner: VariableOwner;
  readonly if?: FeatureName | undefined;
  readonly unless?: FeatureName | undefined;
}

/** The variables that the server sets in steps only. */
const STEP_VARIABLES = ['CI_WORKSPACE', 'CI_NETRC_MACHINE', 'CI_NETRC_USERNAME', 'CI_NETRC_PASSWORD'];

let cached: readonly Row[] | undefined;

/** Those of the agent come first, because it overrides the server. */
function allRows(): readonly Row[] {
  cached ??= [
    ...RUN_VARIABLES.map(({ name, if: wanted }) => ({ name, owner: { by: 'agent' }, if: wanted }) as const),
    ...STEP_VARIABLES.map((name) => ({ name, owner: { by: 'step' } }) as const),
    ...SERVER_VARIABLES.map(({ name, from, on, if: wanted, unless }) => {
      const owner = { by: 'server', fields: [from].flat(), ...(on && { on }) } as const;
      return { name, owner, if: wanted, unless };
    }),
  ];
  return cached;
}

/** Returns who sets a variable, by the tables of server and agent; undefined if nobody does at any release. */
export function variableOwner(name: string, features: Features): VariableOwner | undefined {
  const rows = allRows().filter((row) => row.name === name);
  const held = rows.find((row) => serverSets(row, features));
  if (held !== undefined) return held.owner;
  const [later] = rows;
  return later?.if === undefined ? undefined : { ...later.owner, since: FEATURE_RELEASES[later.if].since };
}

type Args = ArgsOf<(typeof NOTICE_MESSAGES)['variable-unset']>;

/** Reports a variable that substitution finds empty or not set, by who sets it and when. */
export function unsetVariable(name: string, isOfStep: boolean, features: Features): Diagnostic {
  const withDefault = `\${${name}:-default}`;
  const forShell = `$\${${name}}`;
  const report = (args: Partial<Args>): Diagnostic =>
    diagnose(NOTICE_MESSAGES, 'variable-unset', '', { ...NOTHING, name, withDefault, ...args });
  if (isOfStep) return report({ setter: 'environment', forShell });
  if (!/^CI(_|$)/.test(name)) return report({ elsewhere: forShell });
  const owner = variableOwner(name, features);
  if (owner === undefined) {
    const meant = nearest(name, [...new Set(allRows().map((row) => row.name))]);
    return report({ setter: 'nobody', nearest: meant && `\${${meant}}`, unknown: withDefault });
  }
  const { by, since, fields, on } = owner;
  if (since !== undefined) return report({ who: by, since });
  if (by !== 'server') return report({ setter: by, forShell });
  return diagnose(NOTICE_MESSAGES, 'variable-empty-here', '', { name, on, fields, withDefault });
}

const NOTHING = {
  who: undefined,
  since: undefined,
  setter: undefined,
  forShell: undefined,
  nearest: undefined,
  unknown: undefined,
  elsewhere: undefined,
} as const;
