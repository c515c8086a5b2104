import type { Place } from '../../../base/yaml/yaml.ts';
import type { Features } from '../../../translate/release/features.ts';
import type { UntypedValue } from '../../decode/untyped.ts';
import type { Problem } from '../../problem.ts';
import type { SecretResult } from '../secrets.ts';

/** What encoding a value needs, and what it leaves behind. */
export interface Encoding {
  /** Key of the value, for messages. */
  readonly key: string;
  readonly features: Features;
  readonly secret: (name: string, place: Place) => SecretResult;
  readonly problems: Problem[];
  readonly crashes: Problem[];
  usedSecret: boolean;
}

/** The value of the secret that a map with `from_secret` stands for; undefined for another map. */
export function resolveSecret(map: UntypedValue & { kind: 'map' }, encoding: Encoding): string | undefined {
  const reference = map.entries.get('from_secret');
  if (reference === undefined) return undefined;
  const place = { start: reference.start, end: reference.end };
  if (reference.kind !== 'string') {
    encoding.problems.push({ code: 'secret-name-type', args: { key: encoding.key }, place });
    return '';
  }
  encoding.usedSecret = true;
  const result = encoding.secret(reference.value, place);
  if (result.ok) return result.value;
  encoding.problems.push(result.problem);
  return '';
}
