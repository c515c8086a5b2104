import fc from 'fast-check';
import { describe } from 'vitest';
import {
  type CompiledWorkflow,
  diffReleases,
  explainWorkflow,
  lintWorkflow,
  planStrictly,
  planWorkflow,
  RELEASES,
  withAgentVariables,
} from '../../src/index.ts';
import { workflow } from '../support/arbitraries.ts';
import { fuzz } from '../support/fuzz.ts';
import { anyJson, nearly } from '../support/hostile-json.ts';
import { agents, recordedEnvironments, recordedWorkflows } from '../support/recorded-inputs.ts';

const someWorkflow = fc
  .oneof(anyJson, nearly(workflow), nearly(fc.constantFrom(...recordedWorkflows)))
  .map((value) => value as CompiledWorkflow);
const atAgent = fc.tuple(someWorkflow, fc.constantFrom(...agents));

describe('any JSON value as a compiled workflow', () => {
  fuzz('is answered by planWorkflow', {
    share: 0.3,
    inputs: atAgent,
    answer: ([value, agent]) => planWorkflow(value, agent),
  });
  fuzz('is answered by planStrictly', {
    share: 0.2,
    inputs: atAgent,
    answer: ([value, agent]) => planStrictly(value, agent),
  });
  fuzz('is answered by withAgentVariables', {
    share: 0.1,
    inputs: someWorkflow,
    answer: (value) => withAgentVariables(value, { release: '3.17' }),
  });
  fuzz('is answered by explainWorkflow', {
    share: 0.15,
    inputs: atAgent,
    answer: ([value, agent]) => explainWorkflow(value, agent),
  });
  fuzz('is answered by lintWorkflow', {
    share: 0.2,
    inputs: fc.tuple(atAgent, fc.constantFrom(...recordedEnvironments)),
    answer: ([[value, agent], environment]) => lintWorkflow(value, agent, { environment }),
  });
  fuzz('is answered by diffReleases', {
    share: 0.05,
    inputs: fc.tuple(someWorkflow, fc.constantFrom(...RELEASES), fc.constantFrom(...RELEASES)),
    answer: ([value, from, to]) =>
      diffReleases(value, { from: { release: from, environment: {} }, to: { release: to, environment: {} } }),
  });
});
