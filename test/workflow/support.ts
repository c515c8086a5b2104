import type { CompileInput } from '../../src/index.ts';

/** A push to the branch `trunk`, at release 3.17. */
export const pipelineInput: CompileInput = {
  release: '3.17',
  metadata: {
    repo: {
      id: 12,
      name: 'harbor',
      owner: 'tidal',
      org_id: 5,
      remote_id: '4711',
      forge_url: 'https://forge.example.org/tidal/harbor',
      private: false,
      default_branch: 'trunk',
      trusted: {},
    },
    curr: {
      number: 128,
      event: 'push',
      commit: {
        sha: '9f8e7d6c',
        ref: 'refs/heads/trunk',
        branch: 'trunk',
        message: 'Dredge the channel\nand paint the buoys',
        changed_files: ['src/level.go', 'docs/chart.md'],
      },
    },
    sys: { name: 'woodpecker', host: 'ci.example.org', url: 'https://ci.example.org', version: '3.17.0' },
    forge: { type: 'forgejo', url: 'https://forge.example.org' },
  },
  secrets: [
    { name: 'webhook_token', value: 'tok', images: ['plugins/webhook'] },
    { name: 'deploy_key', value: 'key', events: ['push'] },
  ],
  options: { prefix: 'wp_test_0' },
};
