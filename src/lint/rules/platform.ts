import { ownValue } from '../../base/json/json.ts';
import type { RuleTable } from '../../diagnostics/diagnostic.ts';
import { platformLabel } from '../../translate/agent/agent-variables.ts';
import { type Finding, findingsOf, type WorkflowRule } from '../finding.ts';

/** A workflow for another platform than that of the agent. */
export const PLATFORM_RULES = {
  'platform-conflict': {
    severity: 'warning',
    message: 'The label `platform` asks for {label}, but the agent has the platform {platform}.',
    note: 'The server never gives the workflow to this agent.',
    help: 'Leave out the platform of the agent to follow the label, or change the label.',
  },
} as const satisfies RuleTable;

const finding = /* @__PURE__ */ findingsOf(PLATFORM_RULES);

/** Reports a platform that is not the one that the labels of a workflow ask for. */
export function platformConflict(labels: unknown, platform: unknown, path: string): Finding | undefined {
  const label = platformLabel(labels);
  if (label === undefined || typeof platform !== 'string' || platform === label) return undefined;
  return finding('platform-conflict', path, { label, platform });
}

/** A workflow that the server gives to agents of another platform. */
export const platform: WorkflowRule = ({ trace }) => {
  for (const { step, path } of trace.steps) {
    const given = ownValue(step.environment, 'CI_SYSTEM_PLATFORM');
    const found = platformConflict(step.workflow_labels, given, `${path}/workflow_labels/platform`);
    if (found !== undefined) return [found];
  }
  return [];
};
