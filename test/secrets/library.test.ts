import { describe, expect, it } from 'vitest';
import {
  AgentOptionsError,
  type CompiledWorkflow,
  compileWorkflow,
  explainWorkflow,
  lintWorkflow,
  makePod,
  makeRegistrySecret,
  makeService,
  makeStepSecret,
  planStrictly,
  planWorkflow,
  planWorkflowWithDiagnostics,
  RELEASES,
  readAgentEnvironment,
  resolveAgentOptions,
  type Step,
  TranslationError,
} from '../../src/index.ts';
import { pipelineInput } from '../workflow/support.ts';
import { BROKEN_STEPS, CANARIES, STEP, tracesIn, WORKFLOW } from './canaries.ts';

function errorOf(build: () => unknown): unknown {
  try {
    build();
    return undefined;
  } catch (error) {
    if (error instanceof TranslationError || error instanceof AgentOptionsError)
      return [error.message, error.stack, { ...error }];
    throw error;
  }
}

describe.each(RELEASES)('no secret is in the results for a workflow at %s', (release) => {
  const agent = resolveAgentOptions({ release });

  it('whole', () => {
    for (const os of ['linux', 'windows']) {
      const at = resolveAgentOptions({ release, os });
      const { plan, diagnostics } = planWorkflowWithDiagnostics(WORKFLOW, at);
      expect(tracesIn(diagnostics, lintWorkflow(WORKFLOW, at), explainWorkflow(WORKFLOW, at))).toEqual([]);
      expect(tracesIn(plan)).toContain('kanarie-mapped');
    }
  });

  it.each(Object.entries(BROKEN_STEPS))('with %s', (_, broken) => {
    const step = { ...STEP, ...broken } as unknown as Step;
    const workflow = { ...WORKFLOW, pipeline: [{ steps: [step] }] } as CompiledWorkflow;
    const { diagnostics } = planWorkflowWithDiagnostics(workflow, agent);
    const strict = planStrictly(workflow, agent);
    expect(
      tracesIn(diagnostics, strict, lintWorkflow(workflow, agent), explainWorkflow(workflow, agent)),
    ).toEqual([]);
    const errors = [makePod, makeService, makeStepSecret, makeRegistrySecret].map((make) =>
      errorOf(() => make(step, agent)),
    );
    expect(tracesIn(errors)).toEqual([]);
  });

  it('with secrets of a wrong type', () => {
    for (const secrets of [CANARIES.listed, [CANARIES.listed], [{ value: [CANARIES.listed] }]]) {
      const workflow = { ...WORKFLOW, secrets } as never;
      const { diagnostics } = planWorkflowWithDiagnostics(workflow, agent);
      expect(diagnostics).toHaveLength(1);
      expect(tracesIn(diagnostics, lintWorkflow(workflow, agent), explainWorkflow(workflow, agent))).toEqual(
        [],
      );
    }
  });
});

describe('no secret is in the results for', () => {
  it("an agent's environment: what is not the backend's is not looked at, and a value that is not text is not shown", () => {
    const environment = {
      WOODPECKER_AGENT_SECRET: CANARIES.listed,
      WOODPECKER_BACKEND_K8S_POD_LABELS: { token: CANARIES.mapped } as never,
    };
    const { problems } = readAgentEnvironment(environment, { release: '3.17' });
    expect(problems).toHaveLength(1);
    expect(tracesIn(problems)).toEqual([]);
  });

  it('a workflow file, to which secrets, credentials and a netrc were given', () => {
    const input = {
      ...pipelineInput,
      secrets: Object.entries(CANARIES).map(([name, value]) => ({ name, value, images: ['plugins/other'] })),
      registries: [{ hostname: 'registry.example.com', username: 'user', password: CANARIES.password }],
      netrc: { machine: 'example.com', login: CANARIES.netrcLogin, password: CANARIES.netrcPassword },
    };
    const files = [
      'steps: {a: {image: x, settings: {t: {from_secret: listed}}, commands: [b]}}',
      'steps: {a: {image: x, commands: [c], environment: {T: {from_secret: lines}, U: {from_secret: ghost}}}}',
      'steps: {a: {image: x, comands: [c], environment: [T]}}',
      'steps: {a: {image: x, when: {evaluate: "quoted + "}}}',
      'steps: [',
    ];
    for (const release of RELEASES) {
      for (const yaml of files) {
        const { errors, notices, leftOut } = compileWorkflow(`when: {event: push}\n${yaml}`, {
          ...input,
          release,
        });
        expect(tracesIn(errors, notices, leftOut)).toEqual([]);
      }
    }
  });

  it('but is in the objects, which need it', () => {
    const plan = planWorkflow(WORKFLOW, resolveAgentOptions({ release: '3.17' }));
    expect(tracesIn(plan).length).toBeGreaterThan(8);
  });
});
