import { describe, expect, it } from 'vitest';
import { type CompiledWorkflow, lintWorkflow, resolveAgentOptions, type Step } from '../../src/index.ts';

const OPTIONS = '/pipeline/0/steps/0/backend_options/kubernetes';

function lint(workflow: CompiledWorkflow, options: Parameters<typeof resolveAgentOptions>[0] = {}) {
  return lintWorkflow(workflow, resolveAgentOptions({ release: '3.16', ...options }));
}

function stepWith(kubernetes: object, name = 'build'): Step {
  return { name, image: 'alpine', backend_options: { kubernetes } };
}

describe('the findings of lintWorkflow', () => {
  it('are those about the agent, about the workflow, and about the steps in their order', () => {
    const steps = ['a', 'b'].map((name) => stepWith({ nope: 1 }, name));
    const found = lint({ volume: '^', pipeline: [{ steps }] }, { pullSecretNames: [''] });
    expect(found.map(({ source, path }) => [source, path])).toEqual([
      ['agent', '/WOODPECKER_BACKEND_K8S_PULL_SECRET_NAMES/0'],
      ['workflow', '/volume'],
      ['workflow', `${OPTIONS}/nope`],
      ['workflow', `${OPTIONS.replace('steps/0', 'steps/1')}/nope`],
    ]);
  });

  it('say nothing of the schema about any of several profiles that a rule is about', () => {
    const securityContext = { seccompProfile: { type: '' }, apparmorProfile: { type: '' } };
    const found = lint({ volume: 'v', pipeline: [{ steps: [stepWith({ securityContext })] }] });
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ['profile-without-type', `${OPTIONS}/securityContext/seccompProfile`],
      ['profile-without-type', `${OPTIONS}/securityContext/apparmorProfile`],
    ]);
  });
});
