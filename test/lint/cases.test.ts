import { describe, test } from 'vitest';
import {
  type CompiledWorkflow,
  type LintDiagnostic,
  lintWorkflow,
  type NodeResources,
  readAgentEnvironment,
  resolveAgentOptions,
  type Step,
} from '../../src/index.ts';
import { casesIn } from '../goldens/support/golden-case.ts';
import { expectGoldens } from '../goldens/support/golden-files.ts';
import { deepFrozen } from '../support/deep-frozen.ts';

/** What differs from a workflow of one plain step at an agent of 3.17 with the defaults. */
interface Variant {
  /** Variables of the agent without their prefix. */
  readonly agent?: Readonly<Record<string, string>>;
  readonly os?: string;
  readonly node?: NodeResources;
  readonly taskUuid?: string;
  readonly workflow?: CompiledWorkflow;
  readonly steps?: readonly WrittenStep[];
}

interface WrittenStep extends Partial<Step> {
  /** Number of its stage. Default 0. */
  readonly stage?: number;
  /** In place of `backend_options.kubernetes`. */
  readonly options?: unknown;
  /** In place of `backend_options`. */
  readonly backend?: Step['backend_options'];
}

interface Case extends Variant {
  readonly about: string;
  /** Releases. Default: 3.17. */
  readonly at?: readonly string[];
  readonly each?: readonly Variant[];
}

const PREFIX = 'WOODPECKER_BACKEND_K8S_';

describe('everything that is found, and nothing else', () => {
  test.each(casesIn<Case[]>('fixtures/lint'))('$name', ({ folder, input }) => {
    expectGoldens(folder, new Map([['findings.txt', input.map(textOf).join('\n')]]));
  });
});

function textOf({ about, at = ['3.17'], each = [{}], ...shared }: Case): string {
  const variants = each.map((variant) => {
    const written = Object.keys(variant).length === 0 ? '' : `- ${JSON.stringify(variant)}\n`;
    return written + byRelease(at, { ...shared, ...variant });
  });
  return `# ${about}\n${variants.join('')}`;
}

/** Releases with the same findings are together. */
function byRelease(releases: readonly string[], variant: Variant): string {
  const groups = new Map<string, string[]>();
  for (const release of releases) {
    const lines = findings(release, variant).map(lineOf).join('');
    groups.set(lines, [...(groups.get(lines) ?? []), release]);
  }
  return [...groups]
    .map(([lines, alike]) => `  ${alike.join(', ')}:${lines === '' ? ' nothing\n' : `\n${lines}`}`)
    .join('');
}

function findings(
  release: string,
  { agent = {}, os, node, taskUuid = '1', workflow, steps = [{}] }: Variant,
): LintDiagnostic[] {
  const environment = Object.fromEntries(
    Object.entries(agent).map(([name, value]) => [PREFIX + name, value]),
  );
  const options =
    readAgentEnvironment(environment, { release, os }).options ?? resolveAgentOptions({ release, os });
  const written = { volume: 'wp', pipeline: pipelineOf(steps), ...workflow } as CompiledWorkflow;
  return lintWorkflow(deepFrozen(written), options, { taskUuid, environment }, { node });
}

function pipelineOf(steps: readonly WrittenStep[]): { steps: Step[] }[] {
  const stages: { steps: Step[] }[] = [];
  steps.forEach(({ stage = 0, options, backend, ...fields }, index) => {
    const service =
      fields.type === 'service' ? { ports: [{ number: 80 }], networks: [{ aliases: [`s${index}`] }] } : {};
    const backend_options = backend ?? (options === undefined ? undefined : { kubernetes: options });
    stages[stage] ??= { steps: [] };
    stages[stage].steps.push({
      ...{ name: `step-${index}`, image: 'alpine', uuid: `u${index}`, ...service, ...fields },
      ...(backend_options === undefined ? {} : { backend_options }),
    } as Step);
  });
  return stages;
}

function lineOf({ code, severity, source, path, message, fix }: LintDiagnostic): string {
  const place = path
    .replace('/WOODPECKER_BACKEND_K8S_', '/…')
    .replace(/^\/pipeline\/(\d+)\/steps\/(\d+)/, '$1.$2 ');
  const fixedBy = fix === undefined ? '' : `      fixed by ${JSON.stringify(fix.variable ?? fix.release)}\n`;
  return `    ${severity} ${code} ${source} ${place}\n      ${message}\n${fixedBy}`;
}
