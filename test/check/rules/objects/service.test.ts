import { expect, it } from 'vitest';
import { checkManifest } from '../../../../src/check/check-manifest.ts';
import { service } from '../../manifests.ts';

it.each([
  ['http'],
  ['a'],
  ['8-z-9'],
  ['a'.repeat(15)],
  ['a'.repeat(16), 'tooLong'],
  ['80', 'noLetter'],
  ['1-2', 'noLetter'],
  ['aB', 'malformed'],
  ['Ab', 'malformed'],
  ['B', 'malformed', 'noLetter'],
  ['a_b', 'malformed'],
  ['a--b', 'doubleDash'],
  ['-a', 'outerDash'],
  ['a-', 'outerDash'],
  ['-', 'noLetter', 'outerDash'],
  [`--${'É'.repeat(14)}`, 'tooLong', 'malformed', 'noLetter', 'doubleDash', 'outerDash'],
])('target port %s', (targetPort, ...problems) => {
  expect(checkManifest(service({ ports: [{ port: 80, targetPort }] }))).toMatchObject(
    problems.map((problem) => ({ code: 'service-target-port-name-invalid', args: { problem } })),
  );
});

it('an external name may end in a dot', () => {
  expect(checkManifest(service({ type: 'ExternalName', externalName: 'a.b.' }))).toEqual([]);
  expect(checkManifest(service({ type: 'ExternalName', externalName: 'a..' }))).toMatchObject([
    { code: 'service-external-name-invalid' },
  ]);
});
