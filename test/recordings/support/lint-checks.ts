import { valueAt } from '../../../src/base/json/json-pointer.ts';
import { checkManifest } from '../../../src/check/check-manifest.ts';
import { type CompiledWorkflow, lintWorkflow, RELEASES, type WorkflowPlan } from '../../../src/index.ts';
import { objectFindings } from '../../../src/lint/object-findings.ts';
import { readRecording } from '../../support/recorded.ts';
import type { LintedCheck } from './agent-runs.ts';
import { recordable } from './plan-checks.ts';

interface Verdict {
  readonly accepted: boolean;
  readonly object: unknown;
}

export const reportsEachFailure: LintedCheck = (_, { plan, findings }) => {
  const failed = [plan.setupError, ...plan.steps.map(({ error }) => error)].filter(
    (error) => error !== undefined,
  );
  if (failed.length > 0 && !findings.some(({ severity }) => severity === 'error')) return `${failed}`;
  const hasBadOptions = plan.steps.some(({ optionsError }) => optionsError);
  return hasBadOptions && findings.every(({ severity }) => severity === 'info')
    ? 'options that do not decode'
    : undefined;
};

export const reportsPlacesOfItsInput: LintedCheck = (_, { findings }) => {
  const wrong = findings.filter(({ path, source }) =>
    source === 'workflow' ? !/^(\/pipeline|\/volume)(\/|$)/.test(path) : !/^\/[A-Za-z]/.test(path),
  );
  return wrong.length === 0 ? undefined : wrong.map(({ code, path }) => `${code} at ${path}`).join(', ');
};

const rejected = new Set(
  readRecording<Verdict>('acceptance')
    .filter(({ accepted }) => !accepted)
    .map(({ object }) => canonical(object)),
);

export const reportsWhatTheApiServerRejects: LintedCheck = (_, { plan, findings }) => {
  if (findings.some(({ severity }) => severity === 'error')) return undefined;
  const object = objectsOf(plan).find((each) => rejected.has(canonical(each)));
  return object === undefined ? undefined : JSON.stringify(object);
};

const findingsOf = new Map<string, number>();

export const reportsEachFindingAboutAnObject: LintedCheck = ({ workflow }, { plan, trace }) => {
  const found = objectFindings(trace);
  const counts = objectsOf(plan).map((object) => {
    const json = JSON.stringify(object);
    const count = findingsOf.get(json) ?? checkManifest(object).length;
    findingsOf.set(json, count);
    return count;
  });
  const expected = counts.reduce((sum, count) => sum + count, 0);
  const absent = found.find(
    ({ source, path }) => source === 'workflow' && valueAt(workflow, path) === undefined,
  );
  return found.length === expected && absent === undefined
    ? undefined
    : `${absent?.code} at ${absent?.path} (${found.length} of ${expected})`;
};

const SECRET = 'Vigenère-4711';

export const reportsNoSecret: LintedCheck = ({ id, workflow, taskUuid }, { agent }) => {
  if (!id.startsWith('random') || agent.release !== RELEASES.at(-1)) return undefined;
  const findings = lintWorkflow(withSecrets(workflow), agent, { taskUuid });
  return JSON.stringify(findings).includes(SECRET) ? 'reports a secret' : undefined;
};

/** The workflow with a secret in the environment and the credentials of every step. */
function withSecrets(workflow: CompiledWorkflow): CompiledWorkflow {
  const pipeline = (workflow.pipeline ?? []).map((stage) => ({
    steps: (stage.steps ?? []).map((step) => ({
      ...step,
      environment: { ...step.environment, TOKEN: `$(A)${SECRET}`, SHELL: SECRET },
      secret_mapping: { TOKEN: `$(A)${SECRET}`, SHELL: SECRET },
      auth_config: { username: SECRET, password: SECRET },
    })),
  }));
  return { ...workflow, pipeline };
}

function objectsOf({ setup, steps }: WorkflowPlan) {
  return [...setup, ...steps.flatMap(({ objects }) => objects)];
}

/** An object as JSON with its keys in the order of recordings. */
function canonical(object: unknown): string {
  return JSON.stringify(ordered(recordable(object)));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, ordered(part)]));
}
