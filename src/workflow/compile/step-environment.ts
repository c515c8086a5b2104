import { upper } from '../../base/encoding/case-mapping.ts';
import type { UntypedValue } from '../decode/untyped.ts';
import type { StepEntry } from '../decode/workflow-file.ts';
import { isPlugin } from '../run/step-kind.ts';
import type { Compilation } from './compilation.ts';
import { type Encoding, encodeValue } from './encode.ts';
import { secretFor } from './secrets.ts';

export interface StepEnvironment {
  readonly environment: Map<string, string>;
  /** The entries that came from secrets. */
  readonly secretMapping: Map<string, string>;
}

/**
 * The environment of a step: what all steps have, `CI_WORKSPACE`, the settings as `PLUGIN_*`, and the step's own
 * `environment`, each over what is before it.
 */
export function stepEnvironment(
  entry: StepEntry,
  workspace: string,
  compilation: Compilation,
): StepEnvironment {
  const { plugin, commands } = compilation.variables;
  const result: StepEnvironment = {
    environment: new Map([...(isPlugin(entry) ? plugin : commands), ['CI_WORKSPACE', workspace]]),
    secretMapping: new Map(),
  };
  for (const [key, value] of entry.settings) {
    addValue(result, `PLUGIN_${settingName(key)}`, key, value, entry, compilation);
  }
  for (const [key, value] of entry.environment) addValue(result, key, key, value, entry, compilation);
  return result;
}

function settingName(key: string): string {
  return upper(key.replaceAll('.', '_').replaceAll('-', '_'));
}

/** Empty keys and null values are dropped. */
function addValue(
  result: StepEnvironment,
  name: string,
  key: string,
  value: UntypedValue,
  entry: StepEntry,
  compilation: Compilation,
): void {
  if (key === '' || value.kind === 'null') return;
  const encoding: Encoding = {
    key,
    features: compilation.features,
    secret: (secret, place) => secretFor(secret, entry, place, compilation),
    problems: compilation.problems,
    crashes: compilation.crashes,
    usedSecret: false,
  };
  const text = encodeValue(value, encoding);
  result.environment.set(name, text);
  if (encoding.usedSecret) result.secretMapping.set(name, text);
  else result.secretMapping.delete(name);
}
