import type { Features } from '../../translate/release/features.ts';

/** Whether an event has to do with a pull request. */
export function isPullRequestEvent(event: string, features: Features): boolean {
  if (event === 'pull_request_metadata') return features.pullRequestMetadataEvent;
  return event === 'pull_request' || event === 'pull_request_closed';
}
