import { renderWorkflow } from 'podwright/vitest';
import { expect, test } from 'vitest';

const agent = { WOODPECKER_BACKEND_K8S_NAMESPACE: 'ci' };

test.each(['3.16', '3.17'])('the manifests of the pipeline at %s', (release) => {
  expect(renderWorkflow('.woodpecker', { release, agent })).toMatchSnapshot();
});
