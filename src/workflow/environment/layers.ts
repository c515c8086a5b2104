import { NOTHING } from '../../base/json/json.ts';
import type { Axis } from '../run/matrix.ts';
import type { CompileInput } from '../types.ts';
import type { Variables } from './variables.ts';

/**
 * The values that substitution sees: the server's variables, over them the axis, and variables from outside only
 * where the name is free. An axis can thus spoof a `CI_*` name in the text of the file.
 */
export function substitutionVariables(metadata: Variables, axis: Axis, input: CompileInput): Variables {
  const variables = new Map([...metadata, ...axis]);
  for (const [name, value] of outerVariables(input)) if (!variables.has(name)) variables.set(name, value);
  return variables;
}

/** What `when.evaluate` of a workflow sees: as substitution, but the server's own variables cannot be spoofed. */
export function workflowVariables(metadata: Variables, axis: Axis, input: CompileInput): Variables {
  return new Map([...substitutionVariables(metadata, axis, input), ...metadata]);
}

/**
 * What every step starts from, and what `when.evaluate` of a step sees: variables from outside win over the axis,
 * the server's own win over both, and proxies over all.
 */
export function stepVariables(metadata: Variables, axis: Axis, input: CompileInput): Variables {
  return new Map([...metadata, ...axis, ...outerVariables(input), ...metadata, ...proxyVariables(input)]);
}

function outerVariables({ env }: CompileInput): [string, string][] {
  return Object.entries(env ?? {});
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
