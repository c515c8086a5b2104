import { explainWorkflow } from '../../explain/ledger/explain-workflow.ts';
import { objectFindings } from '../../lint/object-findings.ts';
import type { AgentPlaces } from '../../pipeline/lint/lint-target.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import type { WorkflowPlan } from '../../translate/plan/workflow-plan.ts';
import type { ReadWorkflow } from '../input/read-workflows.ts';
import type { Finding } from './report.ts';

/** The flags that say what to check the objects against. */
export interface CheckFlags {
  readonly check?: boolean;
  readonly podSecurity?: 'baseline' | 'restricted';
  readonly kubernetes?: string;
}

export type CheckObjects = typeof checkObjects;

/** The errors and warnings of the API server about the objects of a plan, with their places. */
export function checkObjects(
  plan: WorkflowPlan,
  { config: workflow, context, subject, locate, redactor }: ReadWorkflow,
  agent: AgentOptions,
  places: AgentPlaces,
  { check = false, podSecurity, kubernetes }: CheckFlags,
): Finding[] {
  const ledger = explainWorkflow(workflow, agent, context);
  const explained = { workflow, plan, ledger, release: agent.release };
  return objectFindings(explained, { check, podSecurity, kubernetes }).map(
    ({ source, path, at, step, ...rest }) => ({
      ...rest,
      ...(source === 'agent'
        ? places(path, at)
        : {
            subject: step === undefined ? subject : `${subject}: step ${redactor.text(step)}`,
            range: locate(path, at),
          }),
    }),
  );
}
