import type { Features } from '../../translate/release/features.ts';
import type { Release } from '../../translate/release/releases.ts';
import { startDecoding } from '../decode/decoding.ts';
import { decodeKeys } from '../decode/entries.ts';
import { STEP_KEYS, type StepEntry } from '../decode/step.ts';
import type { CompileInput } from '../types.ts';

const PLUGIN_GIT = 'docker.io/woodpeckerci/plugin-git';

const PLUGIN_GIT_TAGS: Readonly<Record<Release, string>> = {
  '3.0': '2.6.0',
  '3.1': '2.6.0',
  '3.2': '2.6.2',
  '3.3': '2.6.2',
  '3.4': '2.6.2',
  '3.5': '2.6.3',
  '3.6': '2.6.3',
  '3.7': '2.6.5',
  '3.8': '2.6.5',
  '3.9': '2.6.5',
  '3.10': '2.6.5',
  '3.11': '2.7.0',
  '3.12': '2.7.0',
  '3.13': '2.8.0',
  '3.14': '2.9.0',
  '3.15': '2.9.1',
  '3.16': '2.9.2',
  '3.17': '2.9.2',
  next: '2.10.0',
};

/** Image of the clone step that nobody wrote; empty for no such step. */
export function defaultCloneImage({ options }: CompileInput, release: Release): string {
  return options?.default_clone_image ?? releaseCloneImage(release);
}

export function trustedCloneImages({ options }: CompileInput, release: Release): readonly string[] {
  return (
    options?.trusted_clone_plugins ?? [
      releaseCloneImage(release),
      PLUGIN_GIT,
      'quay.io/woodpeckerci/plugin-git',
    ]
  );
}

function releaseCloneImage(release: Release): string {
  return `${PLUGIN_GIT}:${PLUGIN_GIT_TAGS[release]}`;
}

/** The clone step of a workflow that says nothing about cloning. */
export function defaultCloneEntry(image: string, event: string, features: Features): StepEntry {
  const setting = (value: string) => ({ kind: 'string', value, start: 0, end: 0 }) as const;
  const settings = new Map([['depth', setting('0')]]);
  if (event === 'tag') settings.set('tags', setting('true'));
  const fields = new Map();
  const empty = decodeKeys(STEP_KEYS, fields, startDecoding(features));
  return { ...empty, name: 'clone', image, settings, secrets: 0, fields, place: { start: 0, end: 0 } };
}
