import { valueAt } from '../../../src/base/json/json-pointer.ts';
import { checkManifest } from '../../../src/check/check-manifest.ts';
import { type CompiledWorkflow, lintWorkflow, RELEASES } from '../../../src/index.ts';
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
    .map(({ object }) => canonical(JSON.stringify(object))),
);

const isRejected = keeping((json) => rejected.has(canonical(json)));

export const reportsWhatTheApiServerRejects: LintedCheck = (_, { findings, objects }) => {
  if (findings.some(({ severity }) => severity === 'error')) return undefined;
  return objects.find(isRejected);
};

const findingsIn = keeping((json) => checkManifest(JSON.parse(json)).length);

export const reportsEachFindingAboutAnObject: LintedCheck = ({ workflow }, { objects, trace }) => {
  const found = objectFindings(trace);
  const expected = objects.reduce((sum, json) => sum + findingsIn(json), 0);
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

/** An object as JSON with its keys in the order of recordings. */
function canonical(json: string): string {
  return JSON.stringify(ordered(recordable(json)));
}

/** Keeps each answer: most objects are in several runs. */
function keeping<Answer>(answer: (json: string) => Answer): (json: string) => Answer {
  const answers = new Map<string, Answer>();
  return (json) => {
    const known = answers.get(json) ?? answer(json);
    answers.set(json, known);
    return known;
  };
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, ordered(part)]));
}
