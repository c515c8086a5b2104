import {
  type AgentVariableNotes,
  assumedMetadata,
  type CompiledWorkflow,
  type CompileResult,
  compileWithPositions,
  diffFiles,
  explainWorkflow,
  type LintFilesOptions,
  lintFiles,
  planWorkflow,
  RELEASES,
  type Reported,
  readAgentEnvironment,
  type WorkflowResult,
  withAgentOrigins,
  withAgentVariables,
} from 'podwright';
import type { AgentInput } from '../../src/cli/input/read-agent.ts';
import { causeText, causeTitle } from '../../src/pipeline/diff/describe-change.ts';
import { locateInYaml } from '../../src/workflow/positions/origins.ts';
import type { Answer, CauseOfChanges, ChangeLine, Finding, Question, Upgrade } from './answer.ts';
import { readAgentText, sharedEnvironment } from './environment.ts';
import { graphOf } from './graph-of-workflow.ts';
import { manifestsOf } from './manifests-of-plan.ts';
import { placeOf, WORKFLOW } from './places.ts';
import { scriptsOf } from './scripts-of-plan.ts';
import { linesOf, type Settings } from './settings.ts';

/** Texts and workflows beyond these are for the command line: a page that shows all of it would not respond. */
const MOST_CHARACTERS = 1_000_000;
const MOST_STEPS = 500;
const MOST_FINDINGS = 500;

const NOTHING = { findings: [], axes: [], scripts: [], sharedEnvironment: '' };

/** Makes everything that the page shows from what a person chose. It never throws. */
export function answerTo({ id, settings, view }: Question): Answer {
  const start = performance.now();
  const isSmall = settings.workflow.length + settings.environment.length <= MOST_CHARACTERS;
  const answer = isSmall ? makeAnswer(settings, view === 'upgrade') : undefined;
  const problem = 'This is too large for a page. Use the command line.';
  return { id, ...(answer ?? { ...NOTHING, problem }), milliseconds: performance.now() - start };
}

/** The answer; undefined if it would be too large. */
function makeAnswer(
  settings: Settings,
  isComparing: boolean,
): Omit<Answer, 'id' | 'milliseconds'> | undefined {
  const { release, os } = settings;
  const { read, errors } = readAgentText(settings.environment);
  const { environment, places } = read;
  const options = optionsOf(settings, environment);
  const { result, locate, originOf } = compileWithPositions(filesOf(settings), {
    release,
    metadata: assumedMetadata(options, {}, release),
    unknown_secrets: 'placeholder',
    ...(options.clone ? {} : { options: { default_clone_image: '' } }),
  });
  const runs = result.workflows.filter(({ config }) => config !== undefined);
  if (stepsIn(runs).length > MOST_STEPS) return undefined;

  const linted = lintFiles(filesOf(settings), options);
  const common = {
    findings: [...errors, ...[...read.findings, ...linted.findings, ...linted.leftOut].map(shownBy(read))]
      .sort((left, right) => ORDER[left.severity] - ORDER[right.severity])
      .slice(0, MOST_FINDINGS),
    axes: runs.map(axisTitle),
    sharedEnvironment: sharedEnvironment(environment),
    scripts: [],
  };
  const run = runs[settings.axis] ?? runs[0];
  if (run === undefined) return { ...common, problem: idleProblem(result) };

  const added: AgentVariableNotes = new Map();
  const config = withAgentVariables(run.config as CompiledWorkflow, { release, labels: run.labels }, added);
  const find = locateInYaml(config, locate);
  const graph = graphOf(
    settings.workflow,
    config,
    result.leftOut.filter(({ axis_id }) => axis_id === run.axis_id),
    (pointer) => placeOf(find(pointer)),
  );
  const { options: agent } = readAgentEnvironment(environment, { release, os });
  if (agent === undefined) {
    return { ...common, graph, problem: 'The agent does not start with this environment. See the findings.' };
  }
  const context = {
    taskUuid: String(run.pid ?? 1),
    environment,
    originOf: withAgentOrigins(originOf, added),
  };
  const plan = planWorkflow(config, agent, context);
  const ledger = explainWorkflow(config, agent, context);
  return {
    ...common,
    graph,
    manifests: manifestsOf(plan, ledger, { environment, locate: find, places }),
    scripts: scriptsOf(config, plan),
    ...(isComparing && settings.compare !== '' ? { upgrade: upgradeOf(settings, options, run) } : {}),
  };
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

/** Compares the older with the newer of the two releases. */
function upgradeOf(settings: Settings, options: LintFilesOptions, { axis_id }: WorkflowResult): Upgrade {
  const { agent: environment = {}, release, ...same } = options;
  const releases = RELEASES.filter((known) => [release, settings.compare].includes(known));
  const [from = '3.0', to = from] = releases;
  const { workflows } = diffFiles(filesOf(settings), {
    ...same,
    from: { release: from, environment },
    to: { release: to, environment },
  });
  const compared = workflows[(axis_id ?? 1) - 1] ?? workflows[0];
  const causes = new Map<string, Omit<CauseOfChanges, 'objects'> & { objects: ObjectChanges[] }>();
  for (const { title, change, fields } of compared?.changes ?? []) {
    for (const { cause, ...line } of fields) {
      const name = causeTitle(cause);
      const known = causes.get(name) ?? { title: name, text: causeText(cause), objects: [] };
      causes.set(name, known);
      const object = `${title}${change === 'changed' ? '' : ` (${change})`}`;
      const last = known.objects.at(-1);
      if (last?.title === object) last.lines.push(line);
      else known.objects.push({ title: object, lines: [line] });
    }
  }
  return { from, to, causes: [...causes.values()] };
}

interface ObjectChanges {
  readonly title: string;
  readonly lines: ChangeLine[];
}
