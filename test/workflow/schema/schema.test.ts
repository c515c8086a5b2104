import { describe, expect, it } from 'vitest';
import { featuresOf } from '../../../src/translate/release/features.ts';
import type { Release } from '../../../src/translate/release/releases.ts';
import { faultField, schemaFaults } from '../../../src/workflow/lint/schema-warnings.ts';
import { parseDocument } from '../../../src/workflow/positions/raw-file.ts';
import { type FrontendRecording, frontendRecordings } from '../support/frontend-recordings.ts';

/** The faults of a file, each as its place, its keyword and what is expected; the schema is described again. */
function faults(yaml: string, release: Release = '3.17'): string[] | undefined {
  const features = { ...featuresOf(release) };
  const parsed = parseDocument(yaml, features);
  if (!parsed.ok) return undefined;
  return schemaFaults(parsed.root, features).map((fault) =>
    [faultField(fault), fault.keyword, ...fault.expected].join(' '),
  );
}

const STEPS = 'steps: {a: {image: x}}';

const atRoot = (yaml: string, release?: Release) => faults(`${STEPS}\n${yaml}`, release);
const ofStep = (fields: string, release?: Release) => faults(`steps: {a: {${fields}}}`, release);
const ofService = (fields: string, release?: Release) =>
  faults(`${STEPS}\nservices: {a: {${fields}}}`, release);

function fieldsOf({ output }: FrontendRecording): (string | null)[] {
  const warnings = output.errors.filter(({ type, warning }) => type === 'linter' && warning);
  return [...new Set(warnings.map(({ field }) => field))].sort();
}

describe.each(['3.0', '3.17'] as const)('recorded files at %s', (release) => {
  it('have faults if the server warns', () => {
    const cases = frontendRecordings(release, '').filter(({ output }) => !output.fatal);
    const wrong = cases.filter((recording) => {
      const found = faults(recording.input.yaml ?? '', release)?.map((fault) => fault.split(' ')[0] ?? '');
      // Images of clone steps that are not trusted give a warning of the same kind.
      const expected = fieldsOf(recording).filter((field) => !/^clone\.[a-z]+$/.test(field ?? ''));
      return [...new Set(found)].sort().join() !== expected.join();
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect(cases.length).toBeGreaterThan(250);
  });
});

it('a valid file has no faults', () => {
  const yaml = `
$schema: https://example.org/schema.json
variables: [&when {event: push, branch: {include: a, exclude: [b]}, path: {include: [c], on_empty: true}}]
when: [*when, {event: [tag, pull_request_metadata], status: failure, ref: [d], evaluate: 'true'}]
matrix: {include: [{A: b}], C: [d, 1, true]}
labels: {a: b, c: 1}
workspace: {base: /w}
skip_clone: false
depends_on: [a, {name: b, optional: true}]
runs_on: [success]
concurrency: {limit: 1, group: g}
clone: {git: {image: x, settings: {depth: 1}}}
services: [{image: x, ports: [80, 90/udp], entrypoint: [x], failure: ignore, environment: {A: b}}]
steps:
  - {image: x, commands: [x], detach: true, depends_on: a, failure: cancel, environment: {A: 1, B: [c], D: {e: f}}}
  - {image: x, settings: {a: true}, when: {matrix: {A: b}, status: [success], cron: c}, volumes: [a:/b]}
  - image: x
    backend_options:
      other: 1
      kubernetes:
        labels: {a: b}
        annotations: {a: 1}
        tolerations: [{key: a, operator: Equal, value: b, effect: c, tolerationSeconds: 3}]
        securityContext: {runAsUser: 1, seccompProfile: {type: a, localhostProfile: b}, other: []}
        runtimeClassName: a
        secrets: [{name: a, key: b, target: {env: C}}, {name: a, target: {file: d}}]
`;
  expect(faults(yaml)).toEqual([]);
});

describe('faults of a file', () => {
  it.each<[yaml: string, expected: string[], release?: Release]>([
    ['{}', ['(root) required steps']],
    ['[]', ['(root) type object']],
    ['steps: {}', ['steps minProperties 1']],
    ['steps: []', []],
    ['steps: 3', ['steps type object']],
    ['steps: 3', ['steps oneOf', 'steps type object'], '3.14'],
    ['steps: [3]', ['steps.0 type object']],
    ['steps: {a: {image: x}, b: {}, c: {image: 1}}', ['steps.b required image', 'steps.c.image type string']],
  ])('%s', (yaml, expected, release) => {
    expect(faults(yaml, release)).toEqual(expected);
  });

  it.each<[yaml: string, expected: string[], release?: Release]>([
    ['other: 1', ['(root) additionalProperties other']],
    ['toString: 1', ['(root) additionalProperties toString']],
    ['1.50: 1', ['(root) additionalProperties 1.5']],
    ['0x10: 1', ['(root) additionalProperties 16']],
    ['18446744073709551615: 1', ['(root) additionalProperties 18446744073709551615']],
    ['TRUE: 1', ['(root) additionalProperties true']],
    ['$schema: 1', ['$schema type string']],
    ['skip_clone: "true"', ['skip_clone type boolean']],
    ['workspace: a', ['workspace type object']],
    ['labels: {a: [b]}', ['labels.a type boolean string number']],
    ['labels: {a: ~}', ['labels.a type boolean string number']],
    ['matrix: {A: b, include: c}', ['matrix.A type array', 'matrix.include type array']],
    [
      'matrix: {A: [{}], include: [c]}',
      ['matrix.A.0 type boolean string number', 'matrix.include.0 type object'],
    ],
    ['depends_on: [1]', ['depends_on.0 type string']],
    ['depends_on: {}', ['depends_on type string']],
    ['depends_on: a', ['depends_on type array'], '3.14'],
    ['depends_on: [{name: a}]', ['depends_on.0 type string'], '3.14'],
    ['depends_on: [{optional: true}]', ['depends_on.0 required name']],
    ['depends_on: [{name: a, other: b}]', ['depends_on.0 additionalProperties other']],
    ['runs_on: a', ['runs_on type array']],
    ['concurrency: 0', ['concurrency minimum 1']],
    ['concurrency: -1.5', ['concurrency type integer']],
    ['concurrency: 2.0', []],
    ['concurrency: a', ['concurrency type integer']],
    ['concurrency: {}', ['concurrency required limit']],
    ['concurrency: {limit: 0, group: 3}', ['concurrency.limit minimum 1', 'concurrency.group type string']],
    ['concurrency: 1', ['(root) additionalProperties concurrency'], '3.15'],
    ['clone: {git: {image: 1, other: 2}}', ['clone.git.image type string']],
    ['clone: {git: {settings: a}}', ['clone.git.settings type object']],
    ['clone: {git: []}', ['clone.git type object']],
    ['clone: {other: {image: a}}', ['clone additionalProperties other']],
    ['clone: [{image: a}, {}]', ['clone.1 required image']],
  ])('%s', (yaml, expected, release) => {
    expect(atRoot(yaml, release)).toEqual(expected);
  });

  it.each([
    ['a key that is there twice', 'labels: {a: b, a: c}'],
    ['infinity', 'labels: {a: .inf}'],
    ['a number that is none', 'labels: {a: .nan}'],
    ['a list as key', 'labels: {[a]: b}'],
  ])('are not reported beside %s, which JSON cannot say', (_, yaml) => {
    expect(atRoot(`${yaml}\nother: 1`)).toEqual([]);
  });

  it.each(['!!binary x', '!!int x', '!!bool x'])('are reported beside %s, a string', (value) => {
    expect(atRoot(`other: ${value}`)).toEqual(['(root) additionalProperties other']);
  });
});

describe('faults of a step', () => {
  it.each<[fields: string, expected: string[], release?: Release]>([
    ['', ['steps.a required image']],
    ['image: x, detach: false', []],
    [
      'image: x, detach: false, other: 1',
      ['steps.a else', 'steps.a required commands', 'steps.a allOf', 'steps.a additionalProperties other'],
    ],
    ['image: x, detach: 1, entrypoint: b', ['steps.a.detach type boolean']],
    ['image: x, detach: false, dns: a', ['steps.a else', 'steps.a required commands', 'steps.a allOf']],
    [
      'image: x, detach: no',
      ['steps.a else', 'steps.a required commands', 'steps.a allOf', 'steps.a.detach type boolean'],
    ],
    ['image: x, detach: false, dns: a, commands: b', []],
    ['image: x, detach: false, dns: a, entrypoint: b', []],
    ['image: x, detach: true, dns: a, dns_search: [b]', []],
    ['image: x, commands: b, failure: cancel', []],
    ['image: x, commands: b, failure: 1', ['steps.a.failure type string']],
    ['image: x, commands: b, failure: stop', ['steps.a.failure enum fail ignore cancel']],
    [
      'image: x, commands: b, failure: stop',
      ['steps oneOf', 'steps.a anyOf', 'steps.a.failure enum fail ignore'],
      '3.13',
    ],
    ['image: x, commands: b, failure: ignore', [], '3.13'],
    ['image: x, commands: b, failure: fail', [], '3.13'],
    ['image: x, settings: {}, failure: cancel', ['steps.a additionalProperties settings']],
    ['image: x, settings: {a: ~}', ['steps.a additionalProperties settings']],
    ['image: x, settings: {}, commands: b', ['steps.a additionalProperties settings']],
    ['image: x, environment: {a: ~}', ['steps.a.environment.a type boolean string number array object']],
    ['image: x, environment: [a=b]', ['steps.a.environment type object']],
    ['image: x, commands: [1]', ['steps.a.commands.0 type string']],
    ['image: x, name: 1', ['steps.a.name type string']],
    ['image: x, pull: 1, privileged: 1', ['steps.a.pull type boolean', 'steps.a.privileged type boolean']],
    ['image: x, volumes: a', ['steps.a.volumes type array']],
    ['image: x, directory: []', ['steps.a.directory type string']],
    ['image: x, depends_on: [{}]', ['steps.a.depends_on.0 required name']],
    ['image: x, b: 1', ['steps oneOf', 'steps.a anyOf', 'steps.a additionalProperties b'], '3.14'],
  ])('%s', (fields, expected, release) => {
    expect(ofStep(fields, release)).toEqual(expected);
  });

  it.each<[when: string, expected: string[], release?: Release]>([
    ['a', ['steps.a.when type array']],
    ['{event: a}', ['steps.a.when.event enum']],
    ['{event: [push, a]}', ['steps.a.when.event.1 enum']],
    ['{event: pull_request_metadata}', ['steps.a.when.event enum'], '3.9'],
    ['{status: a}', ['steps.a.when.status enum']],
    ['{other: a}', ['steps.a.when additionalProperties other']],
    ['{matrix: {A: []}}', ['steps.a.when.matrix.A type boolean string number']],
    ['{matrix: a}', ['steps.a.when.matrix type object']],
    ['{branch: {other: a}}', ['steps.a.when.branch additionalProperties other']],
    ['{path: {include: a}}', ['steps.a.when.path.include type array']],
    ['{ref: [a]}', []],
    ['{ref: [a]}', ['steps.a.when.ref type string'], '3.13'],
    ['{evaluate: true}', ['steps.a.when.evaluate type string']],
  ])('when %s', (when, expected, release) => {
    const found = ofStep(`image: x, when: ${when}`, release)?.filter((fault) => !/ (any|one)Of$/.test(fault));
    expect(found?.map((fault) => fault.replace(/ enum .*/, ' enum'))).toEqual(expected);
  });

  it.each<[options: string, expected: string[], release?: Release]>([
    ['{labels: {a: []}}', ['labels.a type boolean string number']],
    ['{annotations: a}', ['annotations type object']],
    ['{tolerations: a}', ['tolerations type array']],
    ['{tolerations: a}', [], '3.9'],
    [
      '{tolerations: [{key: 1, tolerationSeconds: 1.5}]}',
      ['tolerations.0.key type string', 'tolerations.0.tolerationSeconds type integer'],
    ],
    ['{securityContext: {runAsUser: a}}', ['securityContext.runAsUser type number']],
    ['{securityContext: {seccompProfile: {type: 1}}}', ['securityContext.seccompProfile.type type string']],
    ['{secrets: [{other: a}]}', ['secrets.0 additionalProperties other']],
    ['{secrets: [{target: {env: A, file: b}}]}', ['secrets.0.target additionalProperties file']],
    ['{secrets: [{target: {env: A}}]}', []],
    ['{secrets: [{target: {env: A}}]}', ['secrets.0.target oneOf'], '3.0'],
    ['{secrets: [{target: {env: 1}}]}', [], '3.0'],
  ])('backend options %s', (options, expected, release) => {
    const found = ofStep(`image: x, backend_options: {kubernetes: ${options}}`, release);
    const prefix = 'steps.a.backend_options.kubernetes.';
    expect(
      found?.filter((fault) => fault.startsWith(prefix)).map((fault) => fault.slice(prefix.length)),
    ).toEqual(expected);
  });
});

describe('faults of a service', () => {
  it.each<[fields: string, expected: string[], release?: Release]>([
    ['', ['services.a required image']],
    ['image: x, ports: [a, 1]', []],
    ['image: x, ports: 1', ['services.a.ports type array']],
    ['image: x, ports: [[]]', ['services.a.ports.0 type number']],
    ['image: x, entrypoint: a, failure: ignore', []],
    ['image: x, failure: cancel', ['services.a.failure enum fail ignore']],
    ['image: x, entrypoint: a', ['services.a additionalProperties entrypoint'], '3.13'],
    ['image: x, detach: true', ['services.a additionalProperties detach']],
    [
      'image: x, settings: a, environment: {b: ~}',
      ['services.a.settings type object', 'services.a.environment.b type boolean string number array object'],
    ],
  ])('%s', (fields, expected, release) => {
    const found = ofService(fields, release)?.filter((fault) => !/ (any|one)Of$/.test(fault));
    expect(found).toEqual(expected);
  });
});
