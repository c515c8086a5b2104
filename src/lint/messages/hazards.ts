import { sentence } from '../../base/text/sentence.ts';
import { message } from '../../diagnostics/diagnostic.ts';

/** What goes wrong between the steps of a workflow. */
export const hazardMessages = {
  'read-write-once-parallel': message<{ readonly steps: string; readonly variable: string }>(
    'warning',
    ({ steps, variable }) =>
      `${steps} run at the same time on a volume that one node can mount at a time; on different nodes all but one wait for ever. Set ${variable}=true with a storage class for many nodes, let one depend on another, or (3.15 and later) set \`workspaceVolume: false\` on a service.`,
  ),
  'read-write-once-architectures': message<{ readonly architectures: string; readonly variable: string }>(
    'error',
    ({ architectures, variable }) =>
      `The steps run on nodes of ${architectures}, but share a volume that may stay on one node: set ${variable}=true with a storage class for many nodes, or use one architecture.`,
  ),
  'stage-exceeds-node': message<{
    readonly steps: string;
    readonly resource: string;
    readonly sum: string;
    readonly node: string;
  }>(
    'warning',
    ({ steps, resource, sum, node }) =>
      `${steps} run at the same time and ask for ${sum} of ${resource}, more than the ${node} of a node: lower the requests, or let one depend on another.`,
  ),
  'step-exceeds-node': message<{
    readonly step: string;
    readonly resource: string;
    readonly request: string;
    readonly node: string;
  }>(
    'error',
    ({ step, resource, request, node }) =>
      `${sentence(step)} asks for ${request} of ${resource}, more than the ${node} of a node, so it never starts: lower the request.`,
  ),
};
