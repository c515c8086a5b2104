import { lower } from '../../base/encoding/case-mapping.ts';
import type { Place } from '../../base/yaml/yaml.ts';
import { isPlugin, type StepEntry } from '../decode/step.ts';
import type { Problem } from '../errors.ts';
import { isPullRequestEvent } from '../metadata/metadata.ts';
import type { Compilation } from './compilation.ts';

export type SecretResult =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: Problem };

/** The value of a secret for a step, if the step may have it. */
export function secretFor(
  name: string,
  entry: StepEntry,
  place: Place,
  { input, features, lookups }: Compilation,
): SecretResult {
  const secret = lookups.secrets.get(lower(name));
  const refuse = (code: Problem['code'], args: Problem['args']): SecretResult => ({
    ok: false,
    problem: { code, args, place },
  });
  if (secret === undefined && input.unknown_secrets === 'placeholder')
    return { ok: true, value: `<secret ${name}>` };
  if (secret === undefined) return refuse('secret-unknown', { secret: lower(name) });
  const images = secret.images ?? [];
  if (images.length > 0 && !isPlugin(entry)) return refuse('secret-plugins-only', { secret: secret.name });
  if (images.length > 0 && !secret.isForImage(entry.image)) {
    return refuse('secret-image', { secret: secret.name, image: entry.image });
  }
  const event = input.metadata?.curr?.event ?? '';
  const events = secret.events ?? [];
  const counted = isPullRequestEvent(event, features) ? 'pull_request' : event;
  if (events.length > 0 && !events.includes(counted)) {
    return refuse('secret-event', { secret: secret.name, event });
  }
  return { ok: true, value: secret.value ?? '' };
}
