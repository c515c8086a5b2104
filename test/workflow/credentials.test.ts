import { describe, expect, it } from 'vitest';
import type { CompileInput } from '../../src/index.ts';
import { bareInput, stagesOf, stepWith } from './support/compiling.ts';

const NETRC = { machine: 'forge.example', login: 'cloner', password: 'pw' };
const NETRC_VARIABLES = {
  CI_NETRC_MACHINE: 'forge.example',
  CI_NETRC_USERNAME: 'cloner',
  CI_NETRC_PASSWORD: 'pw',
};

describe('credentials for cloning', () => {
  it('need no metadata, and of them no repository', () => {
    const yaml = 'steps: {a: {image: x}}';
    for (const known of [{}, { metadata: {} }]) {
      const [[clone] = []] = stagesOf(yaml, bareInput({ options: { netrc: NETRC }, ...known }));
      expect(clone?.environment).toMatchObject(NETRC_VARIABLES);
    }
  });

  const holders = (options: CompileInput['options'], trusted?: { security: boolean }): string[] => {
    const yaml = [
      'clone: {git: {image: other/clone, commands: [x]}, own: {image: "docker.io/woodpeckerci/plugin-git:1"}}',
      'services: {service: {image: docker.io/woodpeckerci/plugin-git}}',
      'steps:',
      '  commands: {image: woodpeckerci/plugin-git, commands: [x]}',
      '  plugin: {image: quay.io/woodpeckerci/plugin-git}',
      '  other: {image: other/plugin}',
    ].join('\n');
    const input = bareInput({
      options: { netrc: NETRC, ...options },
      metadata: { repo: trusted === undefined ? {} : { trusted } },
    });
    return stagesOf(yaml, input)
      .flat()
      .filter(({ environment }) => environment?.['CI_NETRC_PASSWORD'] === 'pw')
      .map(({ name }) => name ?? '');
  };

  it('go to the default clone step', () => {
    const yaml = 'steps: {a: {image: x}}';
    const [[clone] = [], [step] = []] = stagesOf(yaml, bareInput({ options: { netrc: NETRC } }));
    expect(clone?.environment).toMatchObject(NETRC_VARIABLES);
    expect(step?.environment).not.toHaveProperty('CI_NETRC_MACHINE');
    const own = bareInput({ options: { netrc: NETRC, default_clone_image: 'own:1' } });
    expect(stagesOf(yaml, own)[0]?.[0]).toMatchObject({ image: 'own:1', environment: NETRC_VARIABLES });
    const [[empty] = []] = stagesOf(yaml, bareInput({ options: { netrc: {} } }));
    expect(empty?.environment).toMatchObject({
      CI_NETRC_MACHINE: '',
      CI_NETRC_USERNAME: '',
      CI_NETRC_PASSWORD: '',
    });
    expect(stagesOf(yaml)[0]?.[0]?.environment).not.toHaveProperty('CI_NETRC_MACHINE');
  });

  it('go to trusted clone plugins, and to all but services of a trusted repository', () => {
    const all = ['git', 'own', 'commands', 'plugin', 'other'];
    expect(holders({})).toEqual(['own', 'plugin']);
    expect(holders({ trusted_clone_plugins: ['other/plugin'] })).toEqual(['other']);
    expect(holders({}, { security: true })).toEqual(all);
    expect(holders({ trusted: { security: true } })).toEqual(all);
    expect(holders({ trusted: { network: true } }, { security: true })).toEqual(['own', 'plugin']);
  });
});

describe('credentials of registries', () => {
  const registries = [
    { hostname: 'docker.io', username: 'hub', password: 'p1' },
    { hostname: 'docker.io', username: 'second', password: 'p2' },
    { hostname: 'reg.example:5000', username: 'port' },
    { hostname: 'reg.example', password: 'p3' },
    { hostname: 'index.docker.io', username: 'never' },
  ];
  const hub = { username: 'hub', password: 'p1' };

  it.each([
    ['alpine', hub],
    ['docker.io/library/alpine', hub],
    ['index.docker.io/a/b', hub],
    ['reg.example:5000/a', { username: 'port' }],
    ['reg.example/a', { password: 'p3' }],
    ['other.example/a', {}],
    ['Not an image', {}],
  ])('of %s', (image, credentials) => {
    expect(stepWith(`image: "${image}"`, bareInput({ registries })).auth_config).toEqual(credentials);
  });

  it('may name the registry of Docker by its old name', () => {
    const old = [{ hostname: 'index.docker.io', username: 'old' }];
    expect(stepWith('image: alpine', bareInput({ registries: old })).auth_config).toEqual({
      username: 'old',
    });
  });
});
