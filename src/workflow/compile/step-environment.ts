import { upper } from '../../base/encoding/case-mapping.ts';
import { NOTHING } from '../../base/json/json.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { isPlugin, type StepEntry } from '../decode/step.ts';
import type { UntypedValue } from '../decode/untyped.ts';
import type { StepNotes } from '../positions/compile-notes.ts';
import type { Compilation } from './compilation.ts';
import { type Encoding, encodeValue } from './encode.ts';
import type { Workspace } from './workspace.ts';

export interface StepEnvironment {
  readonly environment: Map<string, string>;
  /** The entries that came from secrets. */
  readonly secretMapping: Map<string, string>;
}

/**
 * The environment of a step: the variables of all steps, `CI_WORKSPACE`, the settings as `PLUGIN_*`, and the step's own
 * `environment`; each part overrides those before it.
 */
export function stepEnvironment(
  entry: StepEntry,
  workspace: Workspace,
  compilation: Compilation,
  notes?: StepNotes,
): StepEnvironment {
  const start = isPlugin(entry) ? 'plugin' : 'commands';
  const result: StepEnvironment = {
    environment: new Map([...compilation.variables[start], ['CI_WORKSPACE', workspace.path]]),
    secretMapping: new Map(),
  };
  if (compilation.notes !== undefined) notes?.entries('/environment', compilation.notes.variables[start]);
  notes?.workspace('/environment/CI_WORKSPACE', workspace.from.path);
  for (const [key, value] of entry.settings) {
    const name = `PLUGIN_${settingName(key)}`;
    if (addValue(result, name, key, value, entry, compilation))
      noteVariable(name, 'settings', key, value, notes);
  }
  for (const [key, value] of entry.environment)
    if (addValue(result, key, key, value, entry, compilation))
      noteVariable(key, 'environment', key, value, notes);
  return result;
}

function settingName(key: string): string {
  return upper(key.replaceAll('.', '_').replaceAll('-', '_'));
}

function noteVariable(name: string, key: string, part: string, value: UntypedValue, notes?: StepNotes): void {
  notes?.part(pointerTo('/environment', name), key, part, value);
  notes?.part(pointerTo('/secret_mapping', name), key, part, value);
}

/** Adds a variable. Empty keys and null values are dropped. */
function addValue(
  result: StepEnvironment,
  name: string,
  key: string,
  value: UntypedValue,
  entry: StepEntry,
  compilation: Compilation,
): boolean {
  if (key === '' || value.kind === 'null') return false;
  const encoding: Encoding = { key, entry, compilation, usedSecret: false };
  const text = encodeValue(value, encoding);
  result.environment.set(name, text);
  if (encoding.usedSecret) result.secretMapping.set(name, text);
  else result.secretMapping.delete(name);
  return true;
}

const NETRC_VARIABLES = {
  CI_NETRC_USERNAME: 'login',
  CI_NETRC_PASSWORD: 'password',
  CI_NETRC_MACHINE: 'machine',
} as const;

export function addNetrc(
  environment: Map<string, string>,
  { input }: Compilation,
  notes: StepNotes | undefined,
): void {
  const netrc = input.options?.netrc ?? NOTHING;
  for (const [name, field] of Object.entries(NETRC_VARIABLES)) {
    environment.set(name, netrc[field] ?? '');
    notes?.server(`/environment/${name}`, `options.netrc.${field}`);
  }
}
