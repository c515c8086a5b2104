import { describe, expect, it } from 'vitest';
import { compileWorkflow } from '../../src/index.ts';
import { bareInput, stagesOf, stepOf } from './support/compiling.ts';

const PLUGIN_GIT = 'docker.io/woodpeckerci/plugin-git:2.9.2';

describe('a pipeline without metadata', () => {
  it('is compiled with the defaults', () => {
    const result = compileWorkflow('steps: {a: {image: alpine}}', { release: '3.17' });
    expect(result).toMatchObject({ fatal: false, leftOut: [], notices: [] });
    const [workflow] = result.workflows;
    const id = '[0-7][0-9a-hjkmnp-tv-z]{25}';
    const labels = {
      'woodpecker-ci.org/branch': '',
      'woodpecker-ci.org/commit-branch': '',
      'woodpecker-ci.org/event': '',
      'woodpecker-ci.org/forge-id': '',
      'woodpecker-ci.org/org-id': '0',
      'woodpecker-ci.org/repo-forge-id': '',
      'woodpecker-ci.org/repo-full-name': '/',
      'woodpecker-ci.org/repo-id': '0',
      'woodpecker-ci.org/repo-name': '',
    };
    expect(workflow).toMatchObject({ name: 'woodpecker', pid: 1, axes: {}, labels });
    expect(Object.keys(workflow ?? {}).sort()).toEqual(['axes', 'config', 'labels', 'name', 'pid']);
    const config = workflow?.config;
    expect(config?.volume).toMatch(new RegExp(`^wp_${id}_0_default$`));
    expect(config?.network).toBe(config?.volume);
    expect(config?.secrets).toBeNull();
    const step = (name: string, image: string) => ({
      image,
      working_dir: '/woodpecker/src',
      workspace_base: '/woodpecker',
      volumes: [`${config?.volume}:/woodpecker`],
      networks: [{ name: config?.network, aliases: [name] }],
      on_success: true,
      failure: 'fail',
      workflow_labels: labels,
      name,
      uuid: expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
      type: name === 'clone' ? 'clone' : 'plugin',
      environment: expect.objectContaining({ CI_WORKSPACE: '/woodpecker/src' }),
      auth_config: {},
    });
    expect(config?.pipeline).toEqual([
      { steps: [step('clone', PLUGIN_GIT)] },
      { steps: [step('a', 'alpine')] },
    ]);
  });

  it('has few variables', () => {
    const { environment } = stepOf('steps: {a: {image: alpine}}', { release: '3.17' });
    expect(environment).toEqual({
      CI_COMMIT_TIMESTAMP: '0',
      CI_PIPELINE_CREATED: '0',
      CI_PIPELINE_FILES: '[]',
      CI_PIPELINE_NUMBER: '0',
      CI_PIPELINE_PARENT: '0',
      CI_PIPELINE_STARTED: '0',
      CI_PIPELINE_URL: '/repos/0/pipeline/0',
      CI_PREV_COMMIT_TIMESTAMP: '0',
      CI_PREV_PIPELINE_CREATED: '0',
      CI_PREV_PIPELINE_FINISHED: '0',
      CI_PREV_PIPELINE_NUMBER: '0',
      CI_PREV_PIPELINE_PARENT: '0',
      CI_PREV_PIPELINE_STARTED: '0',
      CI_PREV_PIPELINE_URL: '/repos/0/pipeline/0',
      CI_REPO_PRIVATE: 'false',
      CI_REPO_TRUSTED: 'false',
      CI_REPO_TRUSTED_NETWORK: 'false',
      CI_REPO_TRUSTED_SECURITY: 'false',
      CI_REPO_TRUSTED_VOLUMES: 'false',
      CI_STEP_NUMBER: '0',
      CI_STEP_URL: '/repos/0/pipeline/0',
      CI_WORKFLOW_NAME: 'woodpecker',
      CI_WORKFLOW_NUMBER: '1',
      CI_WORKSPACE: '/woodpecker/src',
    });
  });

  it('may have parts that are empty', () => {
    const yaml = 'steps: {a: {image: alpine}}';
    const bare = stagesOf(yaml, bareInput());
    for (const metadata of [
      {},
      { repo: {}, curr: {}, sys: {}, forge: {}, prev: {} },
      { curr: { commit: {} } },
    ]) {
      expect(stagesOf(yaml, bareInput({ metadata }))).toEqual(bare);
    }
  });
});
