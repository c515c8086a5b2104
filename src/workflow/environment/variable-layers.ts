import { NOTHING } from '../../base/json/json.ts';
import type { Features } from '../../translate/release/features.ts';
import type { CompileInput } from '../types.ts';
import type { Variables } from './server-variables.ts';

type Layer<Value> = Iterable<readonly [string, Value]>;

/** The variables of a run by who sets them: their values, or their origins. */
export interface VariableLayers<Value> {
  readonly server: ReadonlyMap<string, Value>;
  readonly axis: ReadonlyMap<string, Value>;
  readonly env: Layer<Value>;
  readonly manual: Layer<Value>;
  readonly proxies: Layer<Value>;
}

/** The layers that come with the pipeline; the input has a field for each of their variables. */
export function givenLayers({
  env,
  additional_env,
  options,
}: CompileInput): Pick<VariableLayers<string>, 'env' | 'manual' | 'proxies'> {
  return {
    env: Object.entries(env ?? NOTHING),
    manual: Object.entries(additional_env ?? NOTHING),
    proxies: proxyVariables(options),
  };
}

/**
 * The values that substitution sees: the server's variables, over them the axis, and variables from outside only
 * if the name is free. An axis can thus spoof a `CI_*` name in the text of the file.
 */
export function substitutionVariables(layers: VariableLayers<string>, features: Features): Variables {
  const variables = new Map([...layers.server, ...layers.axis]);
  for (const [name, value] of outerVariables(layers, features)) {
    if (!variables.has(name)) variables.set(name, value);
  }
  return variables;
}

/** The variables of `when.evaluate` of a step, and those that steps start from. */
export interface StepVariables<Value = string> {
  readonly when: ReadonlyMap<string, Value>;
  /** The environment of a step that runs settings only. */
  readonly plugin: ReadonlyMap<string, Value>;
  /** The environment of any other step. */
  readonly commands: ReadonlyMap<string, Value>;
}

/**
 * Variables from outside override the axis, the server's own override both, and proxies over all. Since the next
 * release the axis and the variables of a manual run override everything instead, but not in plugins.
 */
export function stepVariables<Value>(
  layers: VariableLayers<Value>,
  features: Features,
): StepVariables<Value> {
  const { server, axis, proxies } = layers;
  const outer = [...outerVariables(layers, features)];
  const manual = features.manualRunVariables ? [...layers.manual] : [];
  const all = new Map([...server, ...axis, ...outer, ...server, ...proxies]);
  const own = features.axisOverridesVariables ? new Map([...server, ...outer, ...server, ...proxies]) : all;
  const winning = features.axisOverridesVariables ? [...axis] : [];
  return {
    when: new Map([...server, ...axis, ...outer, ...manual, ...server, ...proxies]),
    plugin: own,
    commands: new Map([...own, ...winning, ...manual]),
  };
}

function outerVariables<Value>(
  { env, manual }: VariableLayers<Value>,
  { manualRunVariables }: Features,
): Layer<Value> {
  return manualRunVariables ? env : [...env, ...manual];
}

/** All six names as soon as one proxy is set, empty ones included. */
function proxyVariables(options: CompileInput['options']): [string, string][] {
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
