import { nearest } from '../../base/text/nearest.ts';

/** The events that a server knows. */
export const EVENTS: readonly string[] = [
  'push',
  'pull_request',
  'pull_request_closed',
  'pull_request_metadata',
  'tag',
  'release',
  'deployment',
  'cron',
  'manual',
];

/**
 * What an event may be, to follow the name under which it was given; undefined for one that is known. The value itself
 * is not shown: a secret may have been given in its place.
 */
export function eventFault(event: string): string | undefined {
  if (EVENTS.includes(event)) return undefined;
  const suggestion = nearest(event, EVENTS);
  const end = suggestion === undefined ? '.' : `; did you mean ${suggestion}?`;
  return `takes ${EVENTS.join(', ')}${end}`;
}

/** The same for the name of a repository. */
export function repositoryFault(name: string): string | undefined {
  return /^.+\/[^/]+$/s.test(name) ? undefined : 'takes owner/name.';
}

/** The same for the platform of an agent. */
export function platformFault(platform: string): string | undefined {
  if (/^[^/\s]+\/[^/\s]+(?:\/[^/\s]+)?$/.test(platform)) return undefined;
  return 'takes os/arch, such as linux/arm64.';
}
