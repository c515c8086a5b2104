import type { Fields } from './shape.ts';

const PERSON: Fields = { name: 'text', email: 'text', avatar: 'text' };

const COMMIT: Fields = {
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

const RUN: Fields = {
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
export const METADATA_SHAPE: Fields = {
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
    trusted: { network: 'bool', volumes: 'bool', security: 'bool' },
  },
  curr: RUN,
  prev: RUN,
  sys: { name: 'text', host: 'text', url: 'text', arch: 'text', version: 'text' },
  forge: { type: 'text', url: 'text' },
};
