import { lower } from '../../base/encoding/case-mapping.ts';
import type { Place } from '../../base/yaml/yaml.ts';
import { isPlugin, type StepEntry } from '../decode/step.ts';
import type { Problem } from '../errors.ts';
import { isPullRequestEvent } from '../metadata/metadata.ts';
import type { Compilation } from './compilation.ts';

/** The value of a secret for a step. If the step may not have it, that is a problem, and the value is empty. */
export function secretFor(
  name: string,
  entry: StepEntry,
  place: Place,
  { input, features, lookups, problems }: Compilation,
): string {
  const secret = lookups.secrets.get(lower(name));
  const refuse = (code: Problem['code'], args: Problem['args']): string => {
    problems.push({ code, args, place });
    return '';
  };
  if (secret === undefined && input.unknown_secrets === 'placeholder') return `<secret ${name}>`;
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
  return secret.value ?? '';
}
