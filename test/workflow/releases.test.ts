import { describe, expect, it } from 'vitest';
import { type CompileInput, type CompileResult, compileWorkflow } from '../../src/index.ts';
import { pipelineInput } from './support.ts';

type Curr = NonNullable<NonNullable<CompileInput['metadata']>['curr']>;

interface Change {
  /** What changed, and between which releases. */
  readonly change: string;
  readonly before: string;
  readonly since: string;
  /** The step under test; the workflow around it, if it is not the usual one, as `file`. */
  readonly step?: string;
  readonly file?: string;
  readonly curr?: Partial<Curr>;
  readonly input?: CompileInput;
  readonly look: (result: CompileResult) => unknown;
  readonly old: unknown;
  readonly now: unknown;
}

const stepOf = (result: CompileResult) => result.workflows[0]?.config?.pipeline?.[0]?.steps?.[0];
const variable = (name: string) => (result: CompileResult) => stepOf(result)?.environment?.[name];
const codes = (result: CompileResult) => result.errors.map(({ code }) => code);
const warns = (code: string) => (result: CompileResult) => codes(result).includes(code as never);
const trusted = { options: { ...pipelineInput.options, trusted: { security: true, network: true } } };

const CHANGES: readonly Change[] = [
  {
    change: 'labels of the server',
    before: '3.4',
    since: '3.5',
    look: (result) =>
      Object.keys(stepOf(result)?.workflow_labels ?? {}).includes('woodpecker-ci.org/repo-id'),
    old: false,
    now: true,
  },
  {
    change: 'excluded paths',
    before: '3.4',
    since: '3.5',
    step: '{image: x, when: {event: push, path: {exclude: "docs/**"}}}',
    look: (result) => result.workflows[0]?.skipped,
    old: 'no-stages',
    now: undefined,
  },
  {
    change: 'author of the pipeline',
    before: '3.7',
    since: '3.8',
    curr: { author: 'mira' },
    look: variable('CI_PIPELINE_AUTHOR'),
    old: undefined,
    now: 'mira',
  },
  {
    change: 'plain names of volumes',
    before: '3.8',
    since: '3.9',
    look: (result) => result.workflows[0]?.config?.volume,
    old: { name: 'wp_test_0_default' },
    now: 'wp_test_0_default',
  },
  {
    change: 'organization and secret mapping',
    before: '3.8',
    since: '3.9',
    step: '{image: x, commands: [x], environment: {K: {from_secret: deploy_key}}}',
    look: (result) => [stepOf(result)?.org_id, stepOf(result)?.secret_mapping],
    old: [undefined, undefined],
    now: [5, { K: 'key' }],
  },
  {
    change: 'metadata events as pull requests',
    before: '3.9',
    since: '3.10',
    file: 'steps: {a: {image: x}}\nskip_clone: true\n',
    curr: { event: 'pull_request_metadata', commit: { refspec: 'a:b' } },
    look: variable('CI_COMMIT_SOURCE_BRANCH'),
    old: undefined,
    now: 'a',
  },
  {
    change: 'null inside JSON',
    before: '3.11',
    since: '3.12',
    step: '{image: x, settings: {m: {a: null}}}',
    look: (result) => [result.panic, variable('PLUGIN_M')(result)],
    old: [true, undefined],
    now: [undefined, '{"a":null}'],
  },
  {
    change: 'network mode none',
    before: '3.12',
    since: '3.13',
    step: '{image: x, commands: [x], network_mode: none}',
    look: warns('trust-missing'),
    old: true,
    now: false,
  },
  {
    change: 'tags of odd refs',
    before: '3.13',
    since: '3.14',
    file: 'steps: {a: {image: x}}\nskip_clone: true\n',
    curr: { event: 'tag', commit: { ref: 'v9' } },
    look: variable('CI_COMMIT_TAG'),
    old: 'v9',
    now: undefined,
  },
  {
    change: 'failures of detached steps',
    before: '3.13',
    since: '3.14',
    step: '{image: x, detach: true}',
    look: (result) => stepOf(result)?.failure,
    old: 'fail',
    now: 'ignore',
  },
  {
    change: 'status of conditions that do not match',
    before: '3.13',
    since: '3.14',
    step: '{image: x, when: [{event: tag, status: failure}, {event: push}]}',
    look: (result) => stepOf(result)?.on_failure,
    old: true,
    now: undefined,
  },
  {
    change: 'status of workflows',
    before: '3.13',
    since: '3.14',
    file: 'when: {event: push, status: failure}\nsteps: {a: {image: x}}\n',
    look: (result) => result.workflows[0]?.runs_on,
    old: undefined,
    now: ['failure', 'success'],
  },
  {
    change: 'formerly privileged plugins that say so',
    before: '3.13',
    since: '3.14',
    step: '{image: plugins/docker, privileged: true}',
    input: trusted,
    look: warns('formerly-privileged-plugin'),
    old: true,
    now: false,
  },
  {
    change: 'the step key secrets',
    before: '3.13',
    since: '3.14',
    step: '{image: x, commands: [x], secrets: [a]}',
    look: (result) => result.fatal,
    old: true,
    now: false,
  },
  {
    change: 'optional dependencies',
    before: '3.14',
    since: '3.15',
    step: '{image: x, depends_on: [{name: ghost, optional: true}]}',
    look: (result) => result.fatal,
    old: true,
    now: false,
  },
  {
    change: 'umbrella warnings',
    before: '3.14',
    since: '3.15',
    step: '{image: x, bogus: 1}',
    look: (result) => codes(result).length,
    old: 3,
    now: 1,
  },
  {
    change: 'concurrency',
    before: '3.15',
    since: '3.16',
    file: 'when: {event: push}\nconcurrency: 2\nsteps: {a: {image: x}}\n',
    look: (result) => result.workflows[0]?.concurrency_limit,
    old: undefined,
    now: 2,
  },
  {
    change: 'filtered dependencies',
    before: '3.15',
    since: '3.16',
    step: '{image: x, depends_on: [b]}\n  b: {image: x, when: {event: tag}}',
    look: codes,
    old: ['dependency-unknown'],
    now: ['dependency-filtered'],
  },
  {
    change: 'empty axes',
    before: '3.16',
    since: '3.17',
    file: 'when: {event: push}\nmatrix: {A: [], B: [x, y]}\nsteps: {a: {image: x}}\n',
    look: (result) => result.workflows.length,
    old: 0,
    now: 2,
  },
  {
    change: 'deprecated variables',
    before: '3.16',
    since: '3.17',
    step: '{image: x, commands: [echo $CI_COMMIT_PRERELEASE]}',
    look: warns('variable-deprecated'),
    old: false,
    now: true,
  },
];

describe('changes between releases', () => {
  it.each(CHANGES)('$change: $before, $since', ({ before, since, look, old, now, ...change }) => {
    const compile = (release: string): CompileResult => {
      const { metadata } = pipelineInput;
      const curr = { ...metadata?.curr, ...change.curr };
      const step = change.step ?? '{image: x, commands: [x]}';
      const yaml = change.file ?? `when: {event: push}\nskip_clone: true\nsteps:\n  a: ${step}\n`;
      return compileWorkflow(yaml, {
        ...pipelineInput,
        ...change.input,
        metadata: { ...metadata, curr },
        release,
      });
    };
    expect(look(compile(before))).toEqual(old);
    expect(look(compile(since))).toEqual(now);
  });
});
