import { NOTHING } from '../../base/json/json.ts';
import type { Features } from '../../translate/release/features.ts';
import type { Axis } from '../run/matrix.ts';
import type { CompileInput } from '../types.ts';
import type { Variables } from './variables.ts';

/**
 * The values that substitution sees: the server's variables, over them the axis, and variables from outside only
 * where the name is free. An axis can thus spoof a `CI_*` name in the text of the file.
 */
export function substitutionVariables(
  metadata: Variables,
  axis: Axis,
  input: CompileInput,
  features: Features,
): Variables {
  const variables = new Map([...metadata, ...axis]);
  for (const [name, value] of outerVariables(input, features)) {
    if (!variables.has(name)) variables.set(name, value);
  }
  return variables;
}

/** What `when.evaluate` of a workflow sees: as substitution, but the server's own variables cannot be spoofed. */
export function workflowVariables(
  metadata: Variables,
  axis: Axis,
  input: CompileInput,
  features: Features,
): Variables {
  return new Map([...substitutionVariables(metadata, axis, input, features), ...metadata]);
}

/** What `when.evaluate` of a step sees, and what steps start from. */
export interface StepVariables {
  readonly when: Variables;
  /** The environment of a step that runs settings only. */
  readonly plugin: Variables;
  /** The environment of any other step. */
  readonly commands: Variables;
}

/**
 * Variables from outside win over the axis, the server's own win over both, and proxies over all. Since the next
 * release the axis and the variables of a manual run win over everything instead, but not in plugins.
 */
export function stepVariables(
  metadata: Variables,
  axis: Axis,
  input: CompileInput,
  features: Features,
): StepVariables {
  const outer = outerVariables(input, features);
  const proxies = proxyVariables(input);
  const manual = features.manualRunVariables ? manualVariables(input) : [];
  const all = new Map([...metadata, ...axis, ...outer, ...metadata, ...proxies]);
  const own = features.axisOverridesVariables
    ? new Map([...metadata, ...outer, ...metadata, ...proxies])
    : all;
  const winning = features.axisOverridesVariables ? [...axis] : [];
  return {
    when: new Map([...metadata, ...axis, ...outer, ...manual, ...metadata, ...proxies]),
    plugin: own,
    commands: new Map([...own, ...winning, ...manual]),
  };
}

function outerVariables(input: CompileInput, { manualRunVariables }: Features): [string, string][] {
  const server = Object.entries(input.env ?? NOTHING);
  return manualRunVariables ? server : [...server, ...manualVariables(input)];
}

function manualVariables({ additional_env }: CompileInput): [string, string][] {
  return Object.entries(additional_env ?? NOTHING);
}

/** All six names as soon as one proxy is set, empty ones included. */
function proxyVariables({ options }: CompileInput): [string, string][] {
  const { http = '', https = '', no = '' } = options?.proxy ?? NOTHING;
  if (http === '' && https === '' && no === '') return [];
  return [
    ['http_proxy', http],
    ['HTTP_PROXY', http],
    ['https_proxy', https],
    ['HTTPS_PROXY', https],
    ['no_proxy', no],
    ['NO_PROXY', no],
  ];
}
