import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { run } from '../../support/memory-io.ts';

const WORKFLOW = `when: { event: push }
steps:
  a: { image: golang, commands: [make], backend_options: { kubernetes: { serviceAccountName: ci } } }
`;

function settings(argv: readonly string[], files: Readonly<Record<string, string>>) {
  const { out, err, code } = run([...argv, '--print-config'], {
    files: { 'a/b/w.yaml': WORKFLOW, ...files },
  });
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out);
}

const lint = (config: string, ...argv: string[]) => {
  const files = { 'a/b/w.yaml': WORKFLOW, 'a/podwright.config.yaml': config };
  return run(['lint', 'a/b/w.yaml', '--report', 'json', ...argv], { files });
};
const codes = (config: string, ...argv: string[]) =>
  (JSON.parse(lint(config, ...argv).out) as { findings: { code: string }[] }).findings.map(
    ({ code }) => code,
  );

describe('the configuration file', () => {
  it.each(['a/b', 'a', '.', '..'])('is found in %s', (folder) => {
    const file = folder === '.' ? 'podwright.config.yaml' : `${folder}/podwright.config.yaml`;
    for (const command of ['render', 'lint', 'explain', 'compile'])
      expect(settings([command, 'a/b/w.yaml'], { [file]: "release: '3.16'\n" })).toMatchObject({
        file,
        release: '3.16',
      });
  });

  it('is a key of package.json too, and the nearest file wins', () => {
    const json = JSON.stringify({ name: 'x', podwright: { release: '3.10' } }, undefined, '\t');
    const files = { 'a/package.json': json, 'podwright.config.yaml': "release: '3.16'\n" };
    expect(settings(['lint', 'a/b/w.yaml'], files)).toMatchObject({
      file: 'a/package.json',
      release: '3.10',
    });
    expect(
      settings(['lint', 'a/b/w.yaml'], { ...files, 'a/package.json': '{"name":"podwright"}' }),
    ).toMatchObject({
      release: '3.16',
    });
    expect(settings(['lint', '-'], files)).toMatchObject({ release: '3.16' });
  });

  it('loses against flags', () => {
    const files = { 'podwright.config.yaml': "release: '3.16'\nkubernetes: '1.31'\nagentEnv: agent.env\n" };
    expect(settings(['lint', 'a/b/w.yaml'], files)).toMatchObject({
      kubernetes: '1.31',
      agentEnv: ['agent.env'],
    });
    const flags = ['--release', '3.0', '--kubernetes', '1.30', '--agent-env', 'x'];
    expect(settings(['lint', 'a/b/w.yaml', ...flags], files)).toMatchObject({
      release: '3.0',
      kubernetes: '1.30',
      agentEnv: ['x'],
    });
  });

  it('sets the release of the agent, and of diff before', () => {
    expect(codes("release: '3.15'\n")).not.toContain('step-service-account-gated');
    expect(codes("release: '3.17'\n")).toContain('step-service-account-gated');
    const files = { 'w.yaml': WORKFLOW, 'podwright.config.yaml': "release: '3.17'\n" };
    expect(run(['diff', 'w.yaml'], { files })).toMatchObject({ code: 0, err: '' });
  });

  it('has variables, or files with them beside it', () => {
    const variable = 'WOODPECKER_BACKEND_K8S_SERVICE_ACCOUNT_NAME_ALLOW_FROM_STEP';
    expect(codes(`release: '3.17'\nagentEnv:\n  ${variable}: true\n`)).not.toContain(
      'step-service-account-gated',
    );
    const config = "release: '3.17'\nagentEnv: [agent.env]\n";
    const files = {
      'a/b/w.yaml': WORKFLOW,
      'a/podwright.config.yaml': config,
      'a/agent.env': `${variable}=true\n`,
    };
    expect(run(['lint', 'a/b/w.yaml'], { files }).code).toBe(0);
    const typo = "release: '3.17'\nagentEnv:\n  WOODPECKER_BACKEND_K8S_NAMESPAC: x\n";
    expect(JSON.parse(lint(typo).out).findings).toContainEqual(
      expect.objectContaining({
        code: 'agent-variable-unknown',
        range: expect.objectContaining({ file: 'a/podwright.config.yaml', start: { line: 3, column: 3 } }),
      }),
    );
  });

  it('leaves out codes in the files of a glob', () => {
    const ignoring = (glob: string) =>
      `release: '3.17'\nignore:\n  '${glob}': [step-service-account-gated]\n`;
    for (const glob of ['**', 'b/*.yaml', 'b/w.yaml'])
      expect(codes(ignoring(glob))).not.toContain('step-service-account-gated');
    expect(codes(ignoring('c/**'))).toContain('step-service-account-gated');
  });

  it.each([
    ['relase: x', '1:1', 'release'],
    ["release: '9'", '1:10', '3.17'],
    ['release: 3.17', '1:10', 'quotes'],
    ["kubernetes: '1.2'", '1:13', '1.35'],
    ['agentEnv: 1', '1:11', 'object'],
    ['ignore: []', '1:9', 'object'],
    ["ignore: { '**': x }", '1:17', 'list'],
    ["ignore: { '**': [step-service-acount-gated] }", '1:17', 'step-service-account-gated'],
    ['- a', '1:1', 'object'],
    ['a: [', '2:1', 'YAML'],
  ])('is an error with a place if wrong: %s', (config, place, hint) => {
    const { code, err, out } = lint(`${config}\n`);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`a/podwright.config.yaml:${place}`);
    expect(err).toContain(hint);
  });

  it('follows its schema', () => {
    const { out } = run(['schema', 'config']);
    expect(out).toBe(readFileSync('schemas/config.schema.json', 'utf8'));
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(JSON.parse(out));
    const accepted = [
      {},
      { release: 'v3.17.1' },
      { release: 'next', kubernetes: '1.35' },
      { agentEnv: 'x', ignore: { '**': ['node-label-deprecated'] } },
      { agentEnv: ['x'] },
      { agentEnv: { WOODPECKER_BACKEND_K8S_NAMESPACE: 'ci' } },
    ];
    const rejected = [
      { a: 1 },
      { release: 3.17 },
      { release: '3.18' },
      { kubernetes: '1.28' },
      { agentEnv: 1 },
      { ignore: ['x'] },
      { ignore: { a: 'b' } },
    ];
    const reads = (config: object) =>
      run(['compile', 'w.yaml'], {
        files: { 'w.yaml': WORKFLOW, 'podwright.config.yaml': JSON.stringify(config) },
      });
    for (const config of accepted)
      expect([config, validate(config), reads(config).code]).toEqual([config, true, 0]);
    for (const config of rejected)
      expect([config, validate(config), reads(config).code]).toEqual([config, false, 2]);
  });

  it('reports the release that is assumed, in one line', () => {
    const files = { 'w.yaml': WORKFLOW };
    for (const command of ['render', 'lint', 'explain', 'compile', 'diff']) {
      const { err } = run([command, 'w.yaml'], { files });
      expect(err.match(/^podwright: .*3\.0.*3\.17.*$/gm)).toHaveLength(1);
    }
    expect(run(['lint', 'w.yaml', '--release', '3.0'], { files }).err).toBe('');
    expect(JSON.parse(run(['lint', 'w.yaml', '--report', 'json'], { files }).out)).toHaveProperty('findings');
  });
});
