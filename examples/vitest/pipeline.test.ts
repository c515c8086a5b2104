import { renderWorkflow } from 'podwright/vitest';
import { describe, expect, test } from 'vitest';

const agent = { WOODPECKER_BACKEND_K8S_NAMESPACE: 'ci' };
const pipelines = { push: {}, tag: { tag: 'v1.0.0' }, 'pull request': { event: 'pull_request' } };

describe.each(Object.entries(pipelines))('the manifests of a %s', (_, pipeline) => {
  test.each(['3.12', '3.16', '3.17'])('at %s', (release) => {
    expect(
      renderWorkflow('.woodpecker', { ...pipeline, release, agent, hideCiVariables: true }),
    ).toMatchSnapshot();
  });
});
