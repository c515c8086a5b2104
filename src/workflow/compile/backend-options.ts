import { objectOf } from '../collections.ts';
import { placeOf } from '../decode/decoding.ts';
import type { StepEntry } from '../decode/step.ts';
import type { UntypedValue } from '../decode/untyped.ts';
import type { Compilation } from './compilation.ts';

/**
 * Backend options as the agent gets them: numbers as numbers, dates as strings, null kept, and no secrets put in.
 * A value that JSON cannot express crashes the server.
 */
export function compileBackendOptions(
  entry: StepEntry,
  { crashes }: Compilation,
): Readonly<Record<string, unknown>> | undefined {
  if (entry.backend_options.size === 0) return undefined;
  const fail = (value: UntypedValue): void => {
    const args = { name: entry.name };
    crashes.push({ code: 'backend-options-not-encodable', args, place: placeOf(value) });
  };
  return plainMap(entry.backend_options, fail);
}

function plainMap(
  entries: ReadonlyMap<string, UntypedValue>,
  fail: (value: UntypedValue) => void,
): Record<string, unknown> {
  return objectOf([...entries].map(([key, value]) => [key, plain(value, fail)] as const));
}

function plain(value: UntypedValue, fail: (value: UntypedValue) => void): unknown {
  switch (value.kind) {
    case 'null':
      return null;
    case 'string':
    case 'timestamp':
    case 'boolean':
      return value.value;
    case 'int':
    case 'uint':
      return Number(value.value);
    case 'float':
      if (!Number.isFinite(value.value)) fail(value);
      return value.value;
    case 'list':
      return value.items.map((item) => plain(item, fail));
    case 'map':
      if (!value.stringKeys) fail(value);
      return plainMap(value.entries, fail);
  }
}
