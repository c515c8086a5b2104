import type { Command } from 'commander';
import type { Secret, Service } from 'kubernetes-types/core/v1.js';
import { traceWorkflow } from '../../explain/ledger/trace.ts';
import { NO_REDACTOR, redactFindings } from '../../explain/redact/redactor.ts';
import { planFindings } from '../../lint/plan-findings.ts';
import type { AgentOptions } from '../../translate/agent/agent-options.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { KubernetesObject, WorkflowPlan } from '../../translate/plan/workflow-plan.ts';
import { addAgentFlags, FILE_ARGUMENT } from '../input/agent-flags.ts';
import { type AgentFlags, readAgent } from '../input/read-agent.ts';
import { readWorkflows } from '../input/read-workflows.ts';
import { addWorkflowFlags, type WorkflowFlags } from '../input/workflow-flags.ts';
import type { CommandIo, ExitCode } from '../io.ts';
import { annotatedYaml } from '../output/annotated-yaml.ts';
import { reportFindings } from '../output/report-findings.ts';

interface RbacFlags extends AgentFlags, WorkflowFlags {}

export function addRbacCommand(program: Command, io: CommandIo, end: (code: ExitCode) => void): void {
  const command = program
    .command('rbac')
    .description('Print the Role that the service account of the agent needs, with the reason for each verb')
    .argument('[file]', `${FILE_ARGUMENT} (default: every workflow)`);
  addWorkflowFlags(addAgentFlags(command));
  command.addHelpText(
    'after',
    `
With a namespace for each organization, it is a ClusterRole. Bind it to the service account of the agent.

Exit codes: 0 success; 1 the agent fails before it creates everything; 2 invalid input or usage.

Examples:
  podwright rbac --release 3.17 --agent-env agent.env | kubectl apply -f -
  podwright rbac .woodpecker/ --release 3.17`,
  );
  command.action((file: string | undefined, flags: RbacFlags) => end(rbac(file, flags, io)));
}

/**
 * A workflow for which an agent makes every kind of object that its release and options allow: it has a service, a
 * step with credentials of a registry and with secrets, and belongs to an organization.
 */
const EVERY_OBJECT: CompiledWorkflow = {
  pipeline: [
    {
      steps: [
        {
          name: 'service',
          uuid: '01',
          type: 'service',
          image: 'image',
          org_id: 1,
          ports: [{ number: 80 }],
          networks: [{ name: 'default', aliases: ['service'] }],
        },
        {
          name: 'step',
          uuid: '02',
          type: 'commands',
          image: 'image',
          org_id: 1,
          commands: ['true'],
          auth_config: { username: 'user', password: 'password' },
          secret_mapping: { TOKEN: 'secret' },
        },
      ],
    },
  ],
  volume: 'wp_1_0_default',
};

const EVERY_WORKFLOW = { config: EVERY_OBJECT, context: {}, redactor: NO_REDACTOR };

function rbac(file: string | undefined, flags: RbacFlags, io: CommandIo): ExitCode {
  const { agent, warnings } = readAgent(flags, io);
  const read =
    file === undefined ? { workflows: [EVERY_WORKFLOW], findings: [] } : readWorkflows(file, flags, io);
  const planned = read.workflows.map(({ config, context, redactor }) => {
    const trace = traceWorkflow(config, agent, context);
    const errors = trace.diagnostics.filter(({ severity }) => severity === 'error');
    return { plan: trace.plan, errors: redactFindings(planFindings(errors, trace, context), redactor) };
  });
  // An agent that fails does not get to the rest.
  const errors = planned.flatMap((one) => one.errors.map((error) => ({ ...error, subject: file ?? 'rbac' })));
  reportFindings([...warnings, ...read.findings, ...errors], io);
  const { role, reasons } = agentRole(
    planned.map(({ plan }) => plan),
    agent,
  );
  const reasonOf = (pointer: string): string | undefined => {
    const [, rule, verb] = /^\/rules\/(\d+)\/verbs\/(\d+)$/.exec(pointer) ?? [];
    return reasons[Number(rule)]?.[Number(verb)];
  };
  io.writeOut(annotatedYaml(role, reasonOf, io.colours.out.dim));
  return errors.length > 0 ? 1 : 0;
}

/** Builds the role that an agent needs for plans. With a namespace for each organization, it is a ClusterRole. */
function agentRole(plans: readonly WorkflowPlan[], agent: AgentOptions) {
  const rules = new Map<string, Map<string, Set<string>>>();
  const add = (resource: string, verb: string, reason: string): void => {
    const verbs = rules.get(resource) ?? new Map<string, Set<string>>();
    rules.set(resource, verbs.set(verb, (verbs.get(verb) ?? new Set()).add(reason)));
  };
  for (const { setup, steps, teardown } of plans) {
    for (const object of [...setup, ...steps.flatMap(({ objects }) => objects)]) {
      const resource = RESOURCES[object.kind ?? ''];
      if (resource === undefined) continue;
      add(resource, 'create', purposeOf(object));
      for (const [used, verb, reason] of USES[resource] ?? []) add(used, verb, reason);
    }
    for (const entry of teardown) {
      if ('resource' in entry) add(entry.resource, 'delete', DELETIONS[entry.resource]);
    }
  }
  const isPerOrganization = rules.has('namespaces');
  const named = [...rules].sort(([left], [right]) => ORDER.indexOf(left) - ORDER.indexOf(right));
  const metadata = { name: 'woodpecker-agent' };
  return {
    role: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: isPerOrganization ? 'ClusterRole' : 'Role',
      metadata: isPerOrganization ? metadata : { ...metadata, namespace: agent.namespace },
      rules: named.map(([resource, verbs]) => ({
        apiGroups: [''],
        resources: [resource],
        verbs: [...verbs.keys()],
      })),
    },
    reasons: named.map(([, verbs]) => [...verbs.values()].map((reasons) => [...reasons].join(', '))),
  };
}

const RESOURCES: Readonly<Record<string, string>> = {
  Namespace: 'namespaces',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Service: 'services',
  Secret: 'secrets',
  Pod: 'pods',
};

const ORDER = [...Object.values(RESOURCES), 'pods/log'];

/** The actions of an agent on a resource besides creation and deletion, at every release. */
const USES: Readonly<Record<string, readonly (readonly [resource: string, verb: string, reason: string])[]>> =
  {
    namespaces: [['namespaces', 'get', 'looks whether the namespace exists']],
    pods: [
      ['pods', 'list', 'lists Pods before it watches them'],
      ['pods', 'watch', 'waits until the Pod of a step runs and ends'],
      ['pods', 'get', 'reads the exit code of a step'],
      ['pods/log', 'get', 'reads the logs of a step'],
    ],
  };

const DELETIONS = {
  pods: 'removes the Pod of a step after its end or a cancellation',
  secrets: 'removes the Secrets of a step after its end',
  services: 'removes Services at the end of a workflow',
  persistentvolumeclaims: 'removes the workspace at the end of a workflow',
} as const;

function purposeOf(object: KubernetesObject): string {
  switch (object.kind) {
    case 'Namespace':
      return 'namespace of an organization';
    case 'PersistentVolumeClaim':
      return 'workspace of a workflow';
    case 'Service':
      return (object as Service).spec?.clusterIP === 'None'
        ? 'headless Service of a workflow'
        : 'Service of a service';
    case 'Secret':
      return (object as Secret).type === 'Opaque' ? 'secrets of a step' : 'credentials of a registry';
    default:
      return 'Pod of a step or service';
  }
}
