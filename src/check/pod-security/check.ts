import type { Checks } from '../kubernetes-versions.ts';
import type { StoredPod } from './stored-pod.ts';

/** A check of the Pod Security Standards. It returns how often the Pod violates it, or whether. */
export interface PodSecurityCheck extends Checks<(pod: StoredPod) => boolean | number> {
  readonly id: string;
  /** The lowest level that forbids it. The level `restricted` forbids what `baseline` forbids as well. */
  readonly level: 'baseline' | 'restricted';
  /** The check of the level `baseline` that this one replaces at the level `restricted`. */
  readonly replaces?: string;
  /** The violation in the words of the API server; a second text is for more than one. */
  readonly violation: string | readonly [one: string, more: string];
}
