import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { codesIn, run } from '../support/memory-io.ts';

const YAML = `when: {event: push}
steps:
  - name: build
    image: "alpine "
    commands: [make]
    environment:
      "A=B": c
    backend_options:
      kubernetes:
        resources:
          limits: {cpu: -1}
        serviceAccountName: Bad_Name
`;
const CHECK = ['render', 'w.yaml', '--release', '3.0'];

describe('render --check', () => {
  const files = { 'w.yaml': YAML };

  it('reports rejections of the API server, with the line, and ends with 1', () => {
    const { code, err, out } = run([...CHECK, '--check'], { files });
    expect(code).toBe(1);
    expect(out).toContain('kind: Pod');
    const places = [...err.matchAll(/^w\.yaml:(\d+):\d+ error\[([a-z-]+)\]$/gm)];
    expect(places.map(([, line, code]) => [code, Number(line)]).sort()).toEqual([
      ['environment-name-invalid', 7],
      ['image-padded', 4],
      ['option-value', 12],
      ['quantity-out-of-range', 11],
    ]);
  });

  it('says nothing unless asked', () => {
    expect(run(CHECK, { files })).toMatchObject({ code: 0, err: '' });
  });

  it('passes an accepted object', () => {
    const { code, err } = run(['render', 'fixtures/cli/step.json', '--release', '3.0', '--check']);
    expect([code, err]).toEqual([0, '']);
  });

  it('checks the objects that are not shown too', () => {
    expect(run([...CHECK, '--check', '--only', 'pvc'], { files }).code).toBe(1);
  });

  it('finds the place in a compiled workflow', () => {
    const json = '{"volume": "v", "pipeline": [{"steps": [\n{"name": "a",\n"image": " b"}]}]}';
    const { err } = run(['render', 'w.json', '--check'], { files: { 'w.json': json } });
    expect(err).toMatch(/^w\.json:3:10 error\[image-padded\]$/m);
  });
});

describe('render --pod-security', () => {
  it('makes the violations of the level errors, and reports the remedies', () => {
    const { code, err } = run(['render', 'fixtures/cli/step.json', '--pod-security', 'restricted']);
    expect(code).toBe(1);
    expect(new Set(codesIn(err))).toEqual(new Set(['pod-security-restricted']));
    expect(err).toContain('WOODPECKER_BACKEND_K8S_SECCTX_NONROOT=true');
    expect(err).toContain('backend_options.kubernetes.securityContext.seccompProfile');
  });

  it('leaves out allowed fields', () => {
    expect(
      run(['render', 'fixtures/cli/step.json', '--release', '3.0', '--pod-security', 'baseline']),
    ).toMatchObject({
      code: 0,
      err: '',
    });
    const stdin = 'when: {event: push}\nsteps: {a: {image: b, privileged: true, commands: [c]}}';
    const { code, err } = run(['render', '-', '--trusted', '--pod-security', 'baseline'], { stdin });
    expect(code).toBe(1);
    expect(codesIn(err)).toContain('pod-security-baseline');
    expect(codesIn(err)).not.toContain('pod-security-restricted');
  });
});

describe('places', () => {
  const yaml = `when: { event: push }
labels:
  "bad key": x
skip_clone: true
steps:
  - name: a
    image: b
    environment:
      "BAD=NAME": x
`;
  const env =
    'WOODPECKER_BACKEND_K8S_POD_LABELS_ALLOW_FROM_STEP=true\nWOODPECKER_BACKEND_K8S_STORAGE_RWXX=true\n';
  const argv = ['a.yaml', '--release', '3.17', '--agent-env', 'a.env'];
  const world = { files: { 'a.yaml': yaml, 'a.env': env } };

  it('are those of the keys whose names are wrong', () => {
    const { err } = run(['render', '--check', ...argv], world);
    expect(err).toMatch(/^a\.yaml:3:3 error\[workflow-label-unusable\]$/m);
    expect(err).toMatch(/^a\.yaml:9:7 error\[environment-name-invalid\]$/m);
  });

  it.each([['render'], ['explain'], ['diff']])('of variables of the agent are reported by %s', (command) => {
    const flags = command === 'diff' ? ['a.yaml', '--from', '3.17', '--agent-env', 'a.env'] : argv;
    expect(run([command, ...flags], world).err).toMatch(/^a\.env:2:1:? warning\[agent-variable-unknown\]/m);
  });
});

describe('a report on a terminal', () => {
  const yaml = `when: {event: push}
matrix: {GO: ["1.25", "1.26", "1.27"]}
skip_clone: true
steps:
  - {name: a, image: "golang ", commands: [make], when: {matrix: {GO: "1.2[67]"}}}
  - {name: b, image: golang, commands: [make]}
`;
  const argv = ['render', 'a.yaml', '--check'];

  it('shows a finding of several axes once, with the axes', () => {
    const { err } = run(argv, { files: { 'a.yaml': yaml } });
    expect(err.match(/image-padded/g)).toHaveLength(1);
    expect(err).toContain('axes: GO=1.26; GO=1.27\n');
    expect(err).toMatch(/^ {2}5 \| .*\n {4}\| +\^+$/m);
  });

  it('fits a narrow terminal', () => {
    const { err } = run(argv, { files: { 'a.yaml': yaml }, columns: 40 });
    expect(err.split('\n').filter((line) => line.length > 40 && !line.startsWith('podwright:'))).toEqual([]);
    expect(err).toMatch(/\^/);
  });
});

describe('the codes of problems', () => {
  const folder = 'fixtures/workflow/err';
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') && !name.includes('.report.'));
  const flagsOf = (name: string) => [`${folder}/${name}`, '--release', '3.17', '--event', 'push'];
  const linted = new Map<string, string[]>();

  beforeAll(() => {
    for (const name of names) {
      const { out } = run(['lint', ...flagsOf(name), '--report', 'json']);
      const { findings } = JSON.parse(out || '{"findings":[]}') as { findings: { code: string }[] };
      linted.set(
        name,
        findings.map(({ code }) => code),
      );
    }
  });

  it.each([
    ['render', '--check', '--output=ndjson'],
    ['explain', '--report=json'],
  ])('that "%s %s" reports are those of "lint"', (command, ...flags) => {
    expect(names.length).toBeGreaterThan(100);
    const other = names.flatMap((name) =>
      codesIn(run([command, ...flagsOf(name), ...flags]).err)
        .filter((code) => !linted.get(name)?.includes(code))
        .map((code) => `${name}: ${code}`),
    );
    expect(other).toEqual([]);
  });
});
