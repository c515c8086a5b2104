import { suggestion } from '../../base/text/nearest.ts';
import type { Features } from '../../translate/release/features.ts';
import type { InputFields, InputShape } from '../input/input-shape.ts';
import type { PipelineMetadata } from './metadata.ts';

export const TRUST: InputFields = { network: 'bool', volumes: 'bool', security: 'bool' };
const PERSON: InputFields = { name: 'text', email: 'text', avatar: 'text' };

const COMMIT: InputFields = {
  sha: 'text',
  ref: 'text',
  refspec: 'text',
  branch: 'text',
  message: 'text',
  timestamp: 'number',
  author: PERSON,
  changed_files: 'texts',
  labels: 'texts',
  milestone: 'text',
  draft: 'bool',
  is_prerelease: 'bool',
};

const RUN: InputFields = {
  number: 'number',
  created: 'number',
  started: 'number',
  finished: 'number',
  status: 'text',
  event: 'text',
  event_reason: 'texts',
  forge_url: 'text',
  target: 'text',
  task: 'text',
  parent: 'number',
  rerun_count: 'number',
  cron: 'text',
  release: { title: 'text', is_prerelease: 'bool' },
  author: 'text',
  avatar: 'text',
  commit: COMMIT,
};

/** The shape of {@link PipelineMetadata}. */
export const METADATA_SHAPE: InputFields = {
  id: 'ignored',
  workflow: 'ignored',
  step: 'ignored',
  repo: {
    id: 'number',
    name: 'text',
    owner: 'text',
    org_id: 'number',
    remote_id: 'text',
    forge_url: 'text',
    clone_url: 'text',
    clone_url_ssh: 'text',
    private: 'bool',
    default_branch: 'text',
    trusted: TRUST,
  },
  curr: RUN,
  prev: RUN,
  sys: { name: 'text', host: 'text', url: 'text', arch: 'text', version: 'text' },
  forge: { type: 'text', url: 'text' },
};

/** The metadata of a run: those of its pipeline, with the parts that the server adds for each workflow. */
export interface RunMetadata extends PipelineMetadata {
  readonly workflow: { readonly name: string; readonly number: number };
  readonly step: { readonly number: number };
}

const RUN_METADATA: InputFields = {
  ...METADATA_SHAPE,
  workflow: { name: 'text', number: 'number' },
  step: { number: 'number' },
};

export type MetadataValue = string | number | boolean | readonly string[];

const ABSENT: Readonly<Record<string, MetadataValue>> = { text: '', number: 0, bool: false, texts: [] };

/**
 * Reads a field of the metadata, such as `curr.commit.branch`. A missing field has the zero value of its type.
 *
 * @returns undefined for a field that no metadata has
 */
export function metadataField(field: string): ((metadata: PipelineMetadata) => MetadataValue) | undefined {
  const keys = field.split('.');
  let shape: InputShape | undefined = RUN_METADATA;
  for (const key of keys) shape = typeof shape === 'object' ? (shape as InputFields)[key] : undefined;
  const absent = typeof shape === 'string' ? ABSENT[shape] : undefined;
  if (absent === undefined) return undefined;
  return (metadata) => {
    let value: unknown = metadata;
    for (const key of keys) {
      value = (value as Readonly<Record<string, unknown>>)[key];
      if (value === undefined) return absent;
    }
    return value as MetadataValue;
  };
}

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

/** The events that a server of a release knows. */
export function eventsOf({ pullRequestMetadataEvent }: Features): string[] {
  return EVENTS.filter((event) => pullRequestMetadataEvent || event !== 'pull_request_metadata');
}

/**
 * Returns the fault of an event, to follow the name of its option; undefined for a known event. It does not show the
 * value, because the value can be a secret in the wrong place.
 */
export function eventFault(event: string): string | undefined {
  if (EVENTS.includes(event)) return undefined;
  return `must be one of ${EVENTS.join(', ')}${suggestion(event, EVENTS)}`;
}

/** The same for the name of a repository. */
export function repositoryFault(name: string): string | undefined {
  return /^.+\/[^/]+$/s.test(name) ? undefined : 'must be owner/name.';
}

/** The same for the platform of an agent. */
export function platformFault(platform: string): string | undefined {
  if (/^[^/\s]+\/[^/\s]+(?:\/[^/\s]+)?$/.test(platform)) return undefined;
  return 'must be os/arch, such as linux/arm64.';
}
