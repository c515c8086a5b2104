import { describe, expect, it } from 'vitest';
import { type CompileInput, compileWorkflow } from '../../src/index.ts';
import { bareInput, stagesOf, stepWith } from './support/compiling.ts';

describe('a step', () => {
  const trusted: CompileInput = bareInput({
    metadata: { repo: { org_id: 5 } },
    options: { trusted: { network: true, volumes: true, security: true } },
  });
  const full =
    'image: alpine, pull: true, privileged: true, detach: true, failure: ignore, directory: sub/x, entrypoint: [sh, -c],' +
    ' commands: [x, y], dns: [1.1.1.1], dns_search: [corp], tmpfs: [/t], devices: ["/d:/d"], network_mode: host,' +
    ' extra_hosts: ["db:10.0.0.1", "v6:::1", ":9"], ports: ["80", "53/udp", "0", "65535/a/b"], volumes: ["v:/v"],' +
    ' backend_options: {kubernetes: {n: 0755, f: 1.0, t: 2024-02-29, z: null, l: [a, true, 1], s: {from_secret: x}}}';

  it('keeps what it says', () => {
    const step = stepWith(full, trusted);
    expect(step.ports).toEqual([
      { number: 80 },
      { number: 53, protocol: 'udp' },
      {},
      { number: 65535, protocol: 'a/b' },
    ]);
    expect(step).toMatchObject({
      org_id: 5,
      image: 'alpine',
      pull: true,
      privileged: true,
      detach: true,
      failure: 'ignore',
      working_dir: '/woodpecker/src/sub/x',
      workspace_base: '/woodpecker',
      entrypoint: ['sh', '-c'],
      commands: ['x', 'y'],
      dns: ['1.1.1.1'],
      dns_search: ['corp'],
      tmpfs: ['/t'],
      devices: ['/d:/d'],
      network_mode: 'host',
      extra_hosts: [{ name: 'db', ip: '10.0.0.1' }, { name: 'v6', ip: '::1' }, { ip: '9' }],
      volumes: ['wp_test_0_default:/woodpecker', 'v:/v'],
      type: 'commands',
      backend_options: {
        kubernetes: {
          n: 493,
          f: 1,
          t: '2024-02-29T00:00:00Z',
          z: null,
          l: ['a', true, 1],
          s: { from_secret: 'x' },
        },
      },
    });
  });

  it('has no organization before 3.9, no secret mapping and no labels before 3.5', () => {
    const keys = 'image: alpine, settings: {k: {from_secret: s}}';
    const input = { ...trusted, secrets: [{ name: 's', value: 'v' }] };
    const at = (release: string) => stepWith(keys, { ...input, release });
    expect(at('3.9')).toMatchObject({ org_id: 5, secret_mapping: { PLUGIN_K: 'v' } });
    expect(at('3.8')).not.toHaveProperty('org_id');
    expect(at('3.8')).not.toHaveProperty('secret_mapping');
    expect(at('3.5')).toHaveProperty('workflow_labels');
    expect(at('3.4')).not.toHaveProperty('workflow_labels');
  });

  it.each([
    ['ports: ["80x"]', 'port-invalid'],
    ['ports: ["+80"]', 'port-invalid'],
    ['ports: [""]', 'port-invalid'],
    ['ports: ["65536"]', 'port-invalid'],
    ['ports: ["/tcp"]', 'port-invalid'],
    ['extra_hosts: [db]', 'extra-host-format'],
  ])('is rejected with %s', (keys, code) => {
    const yaml = `skip_clone: true\nsteps: {a: {image: x, ${keys}}}`;
    const { errors } = compileWorkflow(yaml, trusted);
    const error = errors.find(({ warning }) => !warning);
    const value = keys.slice(keys.indexOf('['));
    const column = yaml.indexOf(value) + 1 - yaml.indexOf('\n');
    expect(error).toMatchObject({
      type: 'generic',
      field: null,
      code,
      range: { start: { line: 2, column } },
    });
    expect(error?.message).toContain(value.replaceAll(/[["\]]/g, ''));
  });

  it('has environment as a list, which is reported with the entry to write', () => {
    const { errors } = compileWorkflow('steps: {a: {image: x, environment: [FOO=bar]}}', trusted);
    expect(errors.find(({ code }) => code === 'wrong-type')?.args).toMatchObject({ entry: 'FOO: bar' });
  });

  it.each([
    ['5353:53/udp', '53/udp'],
    ['80:80', '80'],
    ['80x', undefined],
  ])('has the port %s, whose container port is %s', (port, container) => {
    const { errors } = compileWorkflow(`steps: {a: {image: x, ports: ["${port}"]}}`, trusted);
    expect(errors.find(({ code }) => code === 'port-invalid')?.args?.['container']).toBe(container);
  });

  it('has the volumes and networks of the server, and no workspace in a local run', () => {
    const options = { volumes: ['cache:/cache'], networks: ['shared'], trusted: { volumes: true } };
    const keys = 'image: alpine, volumes: ["v:/v"]';
    const networks = [
      { name: 'wp_test_0_default', aliases: ['a'] },
      { name: 'shared', aliases: null },
    ];
    expect(stepWith(keys, bareInput({ options }))).toMatchObject({
      volumes: ['wp_test_0_default:/woodpecker', 'cache:/cache', 'v:/v'],
      networks,
    });
    expect(stepWith(keys, bareInput({ options: { ...options, local: true } }))).toMatchObject({
      volumes: ['cache:/cache', 'v:/v'],
      networks,
    });
  });

  it('counts failures as it says, but ignores those of services and detached steps', () => {
    const failures = (release: string, force?: boolean) => {
      const yaml = [
        'skip_clone: true',
        'services: {s: {image: x, failure: fail}}',
        'steps:',
        '  d: {image: x, detach: true, commands: [x]}',
        '  i: {image: x, failure: ignore}',
        '  f: {image: x}',
      ].join('\n');
      const options = force === undefined ? {} : { force_ignore_service_failure: force };
      return stagesOf(yaml, bareInput({ release, options }))
        .flat()
        .map(({ failure }) => failure);
    };
    expect(failures('3.17')).toEqual(['ignore', 'ignore', 'ignore', 'fail']);
    expect(failures('3.17', true)).toEqual(['ignore', 'ignore', 'ignore', 'fail']);
    expect(failures('3.17', false)).toEqual(['fail', 'fail', 'ignore', 'fail']);
    expect(failures('3.13')).toEqual(['fail', 'fail', 'ignore', 'fail']);
  });

  it('is privileged if it says so, or as a plugin on the list', () => {
    const input = bareInput({ options: { privileged_plugins: ['plugins/kaniko'] } });
    expect(stepWith('image: "plugins/kaniko:1"', input)).toMatchObject({ privileged: true, type: 'plugin' });
    expect(stepWith('image: plugins/kaniko, privileged: false', input)).toHaveProperty('privileged', true);
    expect(stepWith('image: plugins/kaniko, commands: [x]', input)).not.toHaveProperty('privileged');
    expect(stepWith('image: plugins/other', input)).not.toHaveProperty('privileged');
    expect(stepWith('image: plugins/kaniko')).not.toHaveProperty('privileged');
  });

  it('is a plugin unless it has commands', () => {
    const type = (keys: string) => stepWith(`image: x${keys}`).type;
    expect(type('')).toBe('plugin');
    expect(type(', settings: {a: b}')).toBe('plugin');
    expect(type(', commands: [x]')).toBe('commands');
    expect(type(', entrypoint: [x]')).toBe('commands');
    expect(type(', environment: {A: b}')).toBe('commands');
  });
});
