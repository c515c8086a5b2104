import {
  type AgentVariableNotes,
  assumedMetadata,
  type CompiledWorkflow,
  type CompileResult,
  compileWithPositions,
  explainWorkflow,
  type LintFilesOptions,
  type LocatedCompileResult,
  lintFiles,
  planWorkflow,
  type Reported,
  readAgentEnvironment,
  type WorkflowResult,
  withAgentOrigins,
  withAgentVariables,
} from 'podwright';
import type { AgentInput } from '../../src/cli/input/read-agent.ts';
import { locateInYaml } from '../../src/workflow/positions/compile-notes.ts';
import type { Field, Finding, ObjectsPart, Part, Question } from './answer.ts';
import { readAgentText, sharedEnvironment } from './environment.ts';
import { graphOf } from './graph-of-workflow.ts';
import { fieldsIn, manifestsOf, writtenObjects } from './manifests-of-plan.ts';
import { placeOf, WORKFLOW } from './places.ts';
import { scriptsOf } from './scripts-of-plan.ts';
import { linesOf, type Settings } from './settings.ts';
import { upgradeOf } from './upgrade-of-workflow.ts';

/** Texts and workflows beyond these are for the command line: a page that shows all of it would not respond. */
const MOST_CHARACTERS = 1_000_000;
const MOST_STEPS = 500;
const MOST_FINDINGS = 500;

const TOO_LARGE = 'This is too large for a page. Use the command line.';

/** Makes everything that the page shows from what a person chose, what is seen first coming first. It never throws. */
export function* answerTo({ id, settings, view }: Question): Generator<Part> {
  const start = performance.now();
  const compiled = compile(settings);
  const { objects, fieldsOf } = objectsOf(settings, compiled);
  yield { id, ...objects };
  if (fieldsOf !== undefined) yield { id, fields: fieldsOf() };
  const isComparing = view === 'upgrade' && settings.compare !== '';
  const upgrade =
    isComparing && compiled?.run
      ? upgradeOf(filesOf(settings), compiled.options, settings.compare, compiled.run)
      : undefined;
  const findings = compiled === undefined ? [] : findingsOf(settings, compiled);
  yield { id, findings, upgrade, milliseconds: performance.now() - start };
}

interface Compiled {
  readonly read: AgentInput;
  /** What is wrong with the text of the environment. */
  readonly errors: readonly Finding[];
  readonly options: LintFilesOptions;
  readonly located: LocatedCompileResult;
  readonly runs: readonly WorkflowResult[];
  /** The run that is shown. */
  readonly run: WorkflowResult | undefined;
}

/** Compiles the workflow; undefined for one that is too large. */
function compile(settings: Settings): Compiled | undefined {
  if (settings.workflow.length + settings.environment.length > MOST_CHARACTERS) return undefined;
  const { read, errors } = readAgentText(settings.environment);
  const options = optionsOf(settings, read.environment);
  const { release, clone } = settings;
  const located = compileWithPositions(filesOf(settings), {
    release,
    metadata: assumedMetadata(options, {}, release),
    unknown_secrets: 'placeholder',
    ...(clone ? {} : { options: { default_clone_image: '' } }),
  });
  const runs = located.result.workflows.filter(({ config }) => config !== undefined);
  if (stepsIn(runs).length > MOST_STEPS) return undefined;
  return { read, errors, options, located, runs, run: runs[settings.axis] ?? runs[0] };
}

/** The objects of the run that is shown, and a function that explains their fields. */
function objectsOf(
  settings: Settings,
  compiled: Compiled | undefined,
): { objects: ObjectsPart; fieldsOf?: () => readonly Field[] } {
  const nothing = { axes: [], manifests: undefined, graph: undefined, scripts: [], sharedEnvironment: '' };
  if (compiled === undefined) return { objects: { ...nothing, problem: TOO_LARGE } };
  const { read, runs, run, located } = compiled;
  const { environment, places } = read;
  const common = {
    ...nothing,
    axes: runs.map(axisTitle),
    sharedEnvironment: sharedEnvironment(environment),
  };
  if (run === undefined) return { objects: { ...common, problem: idleProblem(located.result) } };

  const { release, os } = settings;
  const added: AgentVariableNotes = new Map();
  const config = withAgentVariables(run.config as CompiledWorkflow, { release, labels: run.labels }, added);
  const locate = locateInYaml(config, located.locate);
  const leftOut = located.result.leftOut.filter(({ axis_id }) => axis_id === run.axis_id);
  const graph = graphOf(settings.workflow, config, leftOut, (pointer) => placeOf(locate(pointer)));
  const { options: agent } = readAgentEnvironment(environment, { release, os });
  if (agent === undefined) {
    const problem = 'The agent does not start with this environment. See the findings.';
    return { objects: { ...common, graph, problem } };
  }
  const context = {
    taskUuid: String(run.pid ?? 1),
    environment,
    originOf: withAgentOrigins(located.originOf, added),
  };
  const plan = planWorkflow(config, agent, context);
  const written = writtenObjects(plan);
  return {
    objects: {
      ...common,
      graph,
      problem: undefined,
      manifests: manifestsOf(written),
      scripts: scriptsOf(config, plan),
    },
    fieldsOf: () =>
      fieldsIn(written, explainWorkflow(config, agent, context), { environment, locate, places }),
  };
}

function findingsOf(settings: Settings, { read, errors, options }: Compiled): Finding[] {
  const { findings, leftOut } = lintFiles(filesOf(settings), options);
  return [...errors, ...[...read.findings, ...findings, ...leftOut].map(shownBy(read))]
    .sort((left, right) => ORDER[left.severity] - ORDER[right.severity])
    .slice(0, MOST_FINDINGS);
}

const ORDER = { error: 0, warning: 1, info: 2 };

function filesOf({ workflow }: Settings) {
  return [{ name: WORKFLOW, yaml: workflow }];
}

function optionsOf(settings: Settings, agent: AgentInput['environment']): LintFilesOptions {
  const { release, os, kubernetes, event, branch, tag, repo, changed, trusted, clone } = settings;
  return {
    agent,
    release,
    os,
    kubernetes,
    event,
    trusted,
    clone,
    changed: linesOf(changed),
    ...(settings.podSecurity === '' ? {} : { podSecurity: settings.podSecurity as 'baseline' }),
    ...(branch === '' ? {} : { branch }),
    ...(repo === '' ? {} : { repo }),
    ...(tag !== '' && ['tag', 'release'].includes(event) ? { tag } : {}),
  };
}

function stepsIn(runs: readonly WorkflowResult[]): readonly unknown[] {
  return runs.flatMap(({ config }) => (config?.pipeline ?? []).flatMap(({ steps }) => steps ?? []));
}

/** Findings about the agent are placed in its environment. */
function shownBy({ places }: AgentInput): (found: Reported) => Finding {
  return ({ code, severity, message, note, help, range, subject, path }) => {
    const place = placeOf(range ?? (subject === 'agent' && path ? places(path, 'key').range : undefined));
    return { code, severity, message, note, help, place };
  };
}

function idleProblem({ fatal }: CompileResult): string {
  if (fatal) return 'The server rejects this workflow. See the findings.';
  return 'Nothing runs for this pipeline. See the findings.';
}

function axisTitle({ name, axes }: WorkflowResult): string {
  const values = Object.entries(axes).map(([variable, value]) => `${variable}=${value}`);
  return values.length === 0 ? name : values.join(', ');
}
