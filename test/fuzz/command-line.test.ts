import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { RELEASES } from '../../src/index.ts';
import { text } from '../support/arbitraries.ts';
import { fuzz } from '../support/fuzz.ts';
import { anyJson, nearly } from '../support/hostile-json.ts';
import { anyText, mutated } from '../support/hostile-text.ts';
import { run } from '../support/memory-io.ts';
import { recordedEnvironments, recordedWorkflows, recordedYaml } from '../support/recorded-inputs.ts';
import { pipelineInput } from '../workflow/support.ts';

const compiledTexts = recordedWorkflows.slice(0, 200).map((workflow) => JSON.stringify(workflow));
const yaml = fc.oneof(anyText, mutated(recordedYaml()));
const json = fc.oneof(
  anyText,
  mutated(compiledTexts),
  anyJson.map((value) => JSON.stringify(value)),
  nearly(fc.constantFrom(...recordedWorkflows)).map((value) => JSON.stringify(value)),
);
const release = fc.constantFrom(...RELEASES);
const environmentTexts = recordedEnvironments.slice(0, 100).map((env) =>
  Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n'),
);

/** Runs a command; a fault of the program itself is none of the answers that it may give. */
function answerOf(argv: readonly string[], files: Record<string, string>) {
  const { code, out, err, written } = run(argv, { files });
  expect(err).not.toContain('fault of podwright');
  return { code, out, err, written: [...written] };
}

const COMMANDS = [
  ['render'],
  ['render', '-o', 'json', '--check', '--pod-security', 'restricted'],
  ['compile'],
  ['lint', '--report', 'json'],
  ['lint', '--report', 'sarif', '--strict'],
  ['lint'],
  ['explain'],
  ['explain', '--report', 'json'],
] as const;
const command = fc.constantFrom(...COMMANDS);

describe('the command line', () => {
  fuzz('answers any text as a workflow file', {
    share: 0.35,
    inputs: fc.tuple(command, yaml, release),
    answer: ([argv, file, at]) => answerOf([...argv, 'w.yaml', '--release', at], { 'w.yaml': file }),
  });

  fuzz('answers any text as compiled workflows', {
    share: 0.35,
    inputs: fc.tuple(command, json, release),
    answer: ([argv, file, at]) => answerOf([...argv, 'w.json', '--release', at], { 'w.json': file }),
  });

  fuzz('answers any text as the environment of an agent, secrets or metadata', {
    share: 0.2,
    inputs: fc.tuple(
      command,
      fc.oneof(anyText, mutated(environmentTexts)),
      anyText,
      fc.oneof(
        anyText,
        nearly(fc.constant(pipelineInput.metadata)).map((value) => JSON.stringify(value)),
      ),
      fc.constantFrom('--agent-env', '--secrets', '--metadata'),
    ),
    answer: ([argv, env, secrets, metadata, flag]) => {
      const file = { '--agent-env': 'a.env', '--secrets': 's.env', '--metadata': 'm.json' }[flag];
      return answerOf([...argv, 'fixtures/cli/build.yaml', flag, file ?? ''], {
        'a.env': env,
        's.env': secrets,
        'm.json': metadata,
      });
    },
  });

  fuzz('answers any two releases and files compared', {
    share: 0.05,
    inputs: fc.tuple(fc.oneof(yaml, json), release, release),
    answer: ([file, from, to]) => answerOf(['diff', 'w', '--from', from, '--to', to], { w: file }),
  });

  const flag = fc.constantFrom(
    ...['--release', '--os', '--set', '--event', '--branch', '--ref', '--repo', '--changed', '--platform'],
    ...['--secret', '--registry', '--env', '--task', '--only', '-o', '--report', '--node', '--ignore'],
    ...['--show-secrets', '--trusted', '--clone', '--check', '--strict', '--max-warnings', '-', '--', ''],
  );
  fuzz('answers any arguments', {
    share: 0.05,
    inputs: fc.tuple(
      fc.constantFrom('render', 'lint', 'explain', 'compile', 'diff', 'schema', 'help', ''),
      fc.array(fc.oneof(flag, text, anyText, fc.constant('w.yaml')), { maxLength: 6 }),
    ),
    answer: ([name, argv]) => answerOf([name, ...argv], { 'w.yaml': 'steps: {a: {image: b}}' }),
  });
});
