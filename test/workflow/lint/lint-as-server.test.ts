import { describe, expect, it } from 'vitest';
import { type CompileError, type CompileInput, compileWorkflow, RELEASES } from '../../../src/index.ts';
import { bareInput, blockingCodes, eventInput } from '../support/compiling.ts';

/** The text that an error is about; the first line of several. */
function placeOf({ range }: CompileError, yaml: string): string | undefined {
  if (range === undefined) return undefined;
  const line = yaml.split('\n')[range.start.line - 1] ?? '';
  return line.slice(
    range.start.column - 1,
    range.end.line === range.start.line ? range.end.column - 1 : undefined,
  );
}

/** The message and the help of an error. */
function textsOf({ message, help = '' }: CompileError): string {
  return `${message} ${help}`;
}

/** Errors except those of the schema and habits, which have separate tests. */
function linted(yaml: string, input: CompileInput = bareInput()): unknown[] {
  return compileWorkflow(yaml, input)
    .errors.filter(({ code, type }) => !code.startsWith('schema-') && type !== 'bad_habit')
    .map((error) => [
      error.warning ? `${error.type} warning` : error.type,
      error.field,
      error.code,
      placeOf(error, yaml),
    ]);
}

/** The same of a step with certain keys. */
function lintedStep(keys: string, input: CompileInput = eventInput('push')): unknown[] {
  return linted(`when: {event: push}\nskip_clone: true\nsteps:\n  a: {${keys}}\n`, input);
}

describe('steps', () => {
  it.each([
    ['', undefined],
    ['{}', ''],
    ['steps: {}', 'steps'],
    ['steps: []', 'steps'],
    ['skip_clone: true\nsteps:', 'steps'],
  ])('must be there: %j', (yaml, place) => {
    const [error] = compileWorkflow(yaml, bareInput()).errors;
    expect(error).toMatchObject({ type: 'linter', warning: false, field: 'steps', code: 'steps-missing' });
    expect(error && placeOf(error, yaml)).toBe(place ?? '');
    if (!place)
      expect(error?.range).toMatchObject({ start: { line: 1, column: 1 }, end: { line: 1, column: 1 } });
  });

  it('need an image, which they name, in every part of the file', () => {
    const yaml = 'clone: {git: {}}\nsteps:\n  a: {commands: [x]}\nservices:\n  - {name: s}\n';
    expect(linted(yaml)).toEqual([
      ['linter warning', 'clone.git', 'clone-image-untrusted', 'git'],
      ['linter', 'clone.git', 'image-missing', 'git'],
      ['linter', 'steps.a', 'image-missing', 'a'],
      ['linter', 'services.s', 'image-missing', 's'],
    ]);
    const messages = compileWorkflow(yaml, bareInput()).errors.map(({ message }) => message);
    expect(messages.filter((message) => /`(clone\.git|steps\.a|services\.s)`/.test(message))).toHaveLength(3);
  });

  it('depend on steps only, unless the dependency is optional', () => {
    const yaml = [
      'clone: {git: {image: docker.io/woodpeckerci/plugin-git}}',
      'services: {s: {image: x, depends_on: [none]}}',
      'steps:',
      '  a: {image: x, depends_on: [b, git, s, {name: none, optional: true}, {name: gone}]}',
      '  b: {image: x}',
    ].join('\n');
    expect(linted(yaml)).toEqual([
      ['linter', 'steps.a.depends_on', 'dependency-unknown', 'git'],
      ['linter', 'steps.a.depends_on', 'dependency-unknown', 's'],
      ['linter', 'steps.a.depends_on', 'dependency-unknown', '{name: gone}'],
    ]);
    const [error] = compileWorkflow(yaml, bareInput()).errors.filter(({ warning }) => !warning);
    expect(error?.message.match(/`[^`]*`/g)).toEqual(['`a`', '`git`']);
  });
});

describe('clone steps', () => {
  it('are warned of unless their image is trusted', () => {
    const yaml = (image: string) => `clone: {git: {image: "${image}"}}\nsteps: {a: {image: x}}`;
    const warned = ['linter warning', 'clone.git', 'clone-image-untrusted', 'git'];
    for (const image of [
      'woodpeckerci/plugin-git:1',
      'quay.io/woodpeckerci/plugin-git',
      'docker.io/woodpeckerci/plugin-git:2.9.2',
    ]) {
      expect(linted(yaml(image))).toEqual([]);
    }
    expect(linted(yaml('other/git'))).toEqual([warned]);
    expect(compileWorkflow(yaml('other/git'), bareInput()).errors[0]?.message).toContain('`other/git`');
    const options = { trusted_clone_plugins: ['other/git'] };
    expect(linted(yaml('other/git:3'), bareInput({ options }))).toEqual([]);
    expect(linted(yaml('woodpeckerci/plugin-git'), bareInput({ options }))).toEqual([warned]);
  });
});

describe('trust', () => {
  const needs = [
    ['privileged: true', 'security'],
    ['dns: ""', 'network'],
    ['dns_search: corp', 'network'],
    ['extra_hosts: ["a:1"]', 'network'],
    ['network_mode: host', 'network'],
    ['devices: ["/d:/d"]', 'volumes'],
    ['volumes: ["/v:/v"]', 'volumes'],
    ['tmpfs: [/t]', 'volumes'],
  ] as const;

  it.each(needs)('is needed for %s', (pair, trust) => {
    const [key = ''] = pair.split(': ');
    const error = ['linter', 'steps.a', 'trust-missing', key];
    expect(lintedStep(`image: x, ${pair}`)).toEqual([error]);
    const all = { network: true, volumes: true, security: true };
    const lacking = { ...all, [trust]: false };
    expect(lintedStep(`image: x, ${pair}`, bareInput({ options: { trusted: lacking } }))).toEqual([error]);
    expect(lintedStep(`image: x, ${pair}`, bareInput({ metadata: { repo: { trusted: lacking } } }))).toEqual([
      error,
    ]);
    const only = { [trust]: true };
    expect(lintedStep(`image: x, ${pair}`, bareInput({ options: { trusted: only } }))).toEqual([]);
    expect(lintedStep(`image: x, ${pair}`, bareInput({ metadata: { repo: { trusted: only } } }))).toEqual([]);
    const overruled = bareInput({ options: { trusted: {} }, metadata: { repo: { trusted: only } } });
    expect(lintedStep(`image: x, ${pair}`, overruled)).toEqual([error]);
    const yaml = `steps: {a: {image: x, ${pair}}}`;
    const { errors } = compileWorkflow(yaml, bareInput());
    const messages = errors.filter(({ warning }) => !warning).map(({ message }) => message);
    expect(messages).toEqual([expect.stringMatching(new RegExp(`\`${key}\`.*${trust}`))]);
  });

  it('is asked for in a certain order', () => {
    const keys = needs.map(([pair]) => pair).join(', ');
    expect(lintedStep(`image: x, ${keys}`).map((error) => (error as string[])[3])).toEqual(
      needs.map(([pair]) => pair.split(': ')[0]),
    );
  });

  it('is not needed for nothing', () => {
    const none =
      'privileged: false, dns: [], dns_search: [], extra_hosts: [], network_mode: "", devices: [], volumes: [], tmpfs: []';
    expect(lintedStep(`image: x, ${none}`)).toEqual([]);
    expect(lintedStep('image: x, network_mode: none')).toEqual([]);
    expect(lintedStep('image: x, network_mode: none', bareInput({ release: '3.12' }))).toEqual([
      ['linter', 'steps.a', 'trust-missing', 'network_mode'],
    ]);
    expect(lintedStep('image: x, network_mode: host', bareInput({ release: '3.12' }))).toHaveLength(1);
  });
});

describe('settings', () => {
  it.each([
    ['commands: [x]', 'linter', 'settings-with-commands'],
    ['entrypoint: [x]', 'linter', 'settings-with-commands'],
    ['entrypoint: [x], commands: [x]', 'linter', 'settings-with-commands'],
    ['environment: {A: b}', 'linter warning', 'settings-with-environment'],
    ['environment: {A: b}, entrypoint: [x]', 'linter', 'settings-with-commands'],
  ])('do not go with %s', (keys, type, code) => {
    expect(lintedStep(`image: x, settings: {s: 1}, ${keys}`)).toEqual([[type, 'steps.a', code, '{s: 1}']]);
    expect(lintedStep(`image: x, settings: {}, ${keys}`)).toEqual([]);
    expect(lintedStep('image: x, settings: {s: 1}')).toEqual([]);
  });

  it('are reported with the key that excludes them', () => {
    const named = (keys: string) =>
      compileWorkflow(`steps: {a: {image: x, settings: {s: 1}, ${keys}}}`, bareInput()).errors.find(
        ({ code }) => code === 'settings-with-commands',
      )?.message;
    expect(named('entrypoint: [x]')).toContain('`entrypoint`');
    expect(named('entrypoint: [x], commands: [x]')).toContain('`commands`');
  });
});

describe('plugins that were privileged', () => {
  const code = 'formerly-privileged-plugin';

  it.each(['plugins/docker:3', 'docker.io/plugins/gcr', 'plugins/ecr', 'woodpeckerci/plugin-docker-buildx'])(
    'are rejected: %s',
    (image) => {
      const keys = `image: "${image}"`;
      expect(lintedStep(keys)).toEqual([['linter', 'steps.a', code, `"${image}"`]]);
      expect(lintedStep(`${keys}, commands: [x]`)).toHaveLength(1);
      const { errors } = compileWorkflow(`steps: {a: {${keys}}}`, { release: '3.17' });
      expect(errors.find((error) => error.code === code)?.message).toContain(`\`${image}\``);
      const listed = bareInput({ options: { privileged_plugins: [image] } });
      expect(lintedStep(keys, listed)).toEqual([]);
      expect(lintedStep(keys, bareInput({ options: { privileged_plugins: ['other'] } }))).toHaveLength(1);
    },
  );

  it('are accepted since 3.14 if the step says that it is privileged', () => {
    const at = (release: string) =>
      lintedStep('image: plugins/ecr, privileged: true', {
        ...bareInput({ release, options: { trusted: { security: true } } }),
      });
    expect(at('3.14')).toEqual([]);
    expect(at('3.13')).toEqual([['linter', 'steps.a', code, 'plugins/ecr']]);
  });
});

describe('deprecations', () => {
  it('are steps with secrets before 3.14', () => {
    const at = (release: string, keys: string) => lintedStep(`image: x, ${keys}`, bareInput({ release }));
    expect(at('3.13', 'secrets: [s]')).toEqual([
      ['deprecation', 'steps.a.secrets', 'step-secrets-removed', 'secrets'],
    ]);
    expect(at('3.13', 'secrets: []')).toEqual([]);
    expect(at('3.14', 'secrets: [s]')).toEqual([]);
  });

  it('are `runs_on` since 3.14', () => {
    const at = (release: string, runsOn: string) =>
      linted(`runs_on: ${runsOn}\nsteps: {a: {image: x}}`, bareInput({ release, workflow_name: 'ci.yaml' }));
    expect(at('3.14', '[failure]')).toEqual([
      ['deprecation warning', 'ci.runs_on', 'runs-on-deprecated', 'runs_on'],
    ]);
    expect(at('3.14', '[]')).toEqual([]);
    expect(at('3.13', '[failure]')).toEqual([]);
  });

  it('are names of variables since 3.17', () => {
    const at = (text: string, release = '3.17') => {
      const yaml = `steps: {a: {image: x}}\n# ${text}`;
      const { errors } = compileWorkflow(yaml, bareInput({ release, workflow_name: 'ci.yaml' }));
      return errors
        .filter(({ type }) => type === 'deprecation')
        .map((error) => [error.field, error.code, placeOf(error, yaml), textsOf(error).match(/`[^`]*`/g)]);
    };
    const names = [
      ['CI_COMMIT_PRERELEASE', 'CI_PIPELINE_RELEASE_PRE'],
      ['CI_COMMIT_AUTHOR_AVATAR', 'CI_PIPELINE_AVATAR'],
      ['CI_PREV_COMMIT_AUTHOR_AVATAR', 'CI_PREV_PIPELINE_AVATAR'],
    ] as const;
    for (const [name, replacement] of names) {
      const quoted = [`\`${name}\``, `\`${replacement}\``];
      expect(at(`a $${name}, $${name}`)).toEqual([['ci', 'variable-deprecated', `$${name}`, quoted]]);
      expect(at(`a \${${name}} $${name}`)).toEqual([['ci', 'variable-deprecated', `\${${name}}`, quoted]]);
      expect(at(`a $$${name}`)).toEqual([['ci', 'variable-deprecated', `$${name}`, quoted]]);
      for (const other of [`$${name}_X`, `\${${name}:-x}`, name]) expect(at(other)).toEqual([]);
      expect(at(`a $${name}`, '3.16')).toEqual([]);
    }
  });
});

describe('habits', () => {
  const habits = (yaml: string) =>
    compileWorkflow(yaml, eventInput('push'))
      .errors.filter(({ type }) => type === 'bad_habit')
      .map((error) => [error.warning, error.field, error.code, placeOf(error, yaml)]);
  const step = (when: string) => `steps: {a: {image: x, when: ${when}}}`;

  it('are steps for every event', () => {
    expect(
      habits('clone: {c: {image: x}}\nservices: {s: {image: x}}\nsteps: {a: {image: x}, b: {image: x}}'),
    ).toEqual([
      [true, 'steps.a', 'event-filter-missing', 'a'],
      [true, 'steps.b', 'event-filter-missing', 'b'],
    ]);
    expect(habits(step('[]'))).toEqual([[true, 'steps.a', 'event-filter-missing', 'a']]);
    expect(habits(step('{event: push}'))).toEqual([]);
    expect(habits(step('{event: []}'))).toEqual([
      [true, 'steps.a.when[0]', 'event-filter-incomplete', '{event: []}'],
    ]);
    expect(habits(step('[{event: push}, {branch: "*"}, {ref: x}]'))).toEqual([
      [true, 'steps.a.when[1]', 'event-filter-incomplete', '{branch: "*"}'],
    ]);
  });

  it('are left alone if every condition of the workflow names events', () => {
    const rest = 'steps: {a: {image: x}}';
    expect(habits(`when: {event: push}\n${rest}`)).toEqual([]);
    expect(habits(`when: [{event: tag}, {event: push}]\n${rest}`)).toEqual([]);
    for (const when of ['[{event: push}, {branch: "*"}]', '[{event: []}]', '[]', '{branch: "*"}']) {
      expect(habits(`when: ${when}\n${rest}`)).toHaveLength(1);
    }
  });

  it('name the step', () => {
    for (const yaml of [step('[]'), step('{event: []}')]) {
      const error = compileWorkflow(yaml, eventInput('push')).errors.find(({ type }) => type === 'bad_habit');
      expect(error?.message).toContain('`a`');
    }
  });
});

describe('a file that only variables make right', () => {
  it('is rejected twice, with the place', () => {
    const text = `steps:\n  a:\n    image: x\n    pull: \${P}`;
    const result = compileWorkflow(text, bareInput({ env: { P: 'true' } }));
    const blocking = result.errors.filter(({ warning }) => !warning);
    const error = { type: 'generic', field: null, code: 'raw-file-not-decodable' };
    expect(blocking).toMatchObject([error, error]);
    expect(blocking[0] && placeOf(blocking[0], text)).toBe(`\${P}`);
    expect(blocking[0]?.message).toContain('`steps.a.pull`');
  });
});

describe('warnings of the schema', () => {
  const warnings = (yaml: string, release = '3.17') =>
    compileWorkflow(yaml, bareInput({ release }))
      .errors.filter(({ code }) => code.startsWith('schema-'))
      .map((error) => [error.field, error.code, placeOf(error, yaml), textsOf(error)]);

  it('name every type that is expected, each once', () => {
    const [[field, code, place, message] = []] = warnings('labels: {a: null}\nsteps: {a: {image: x}}');
    expect([field, code, place]).toEqual(['labels.a', 'schema-type', 'null']);
    for (const type of ['boolean', 'string', 'number', 'null']) expect(message).toContain(type);
  });

  it.each([
    ['when: [~]\nsteps: {a: {image: x}}', 'schema-type'],
    ['steps: {a: {image: 18446744073709551615}}', 'schema-type'],
    ['steps: {a: {image: x}}\nservices: {}', 'schema-min-properties'],
    ['concurrency: 0\nsteps: {a: {image: x}}', 'schema-minimum'],
    ['steps: {a: {image: x, when: {status: [!!binary c3VjY2Vzcw==]}}}', undefined],
    ['when: {status: success}\nsteps: {a: {image: x}}', undefined],
  ])('of %j are %j', (yaml, code) => {
    expect(warnings(yaml)[0]?.[1]).toBe(code);
  });

  it('name nothing for a schema of alternatives beyond the faults of these', () => {
    const yaml = 'steps: {a: {image: x, when: {event: push, status: [nope], branch: 1}}}';
    expect(warnings(yaml).map(([, code]) => code)).toEqual(['schema-enum', 'schema-type']);
  });

  it('name every word that is expected, each once', () => {
    const [[field, code, place, message] = []] = warnings('steps: {a: {image: x, failure: none}}');
    expect([field, code, place]).toEqual(['steps.a.failure', 'schema-enum', 'none']);
    const words = message?.match(/`[^`]*`/g) ?? [];
    expect(words.sort()).toEqual(['`cancel`', '`fail`', '`ignore`']);
    const [[, , , plugin] = []] = warnings('steps: {a: {image: x, settings: {s: 1}, failure: none}}');
    expect(plugin).toContain('cancel');
  });

  it('name the key that is missing, and every type of alternatives', () => {
    const [[, required, , missing] = []] = warnings('steps: {a: {commands: [x]}}');
    expect([required, missing]).toEqual(['schema-required', expect.stringContaining('`image`')]);
    const types = warnings('steps: {a: {image: x, when: {repo: 5}}}').map(([, , , message]) => message);
    for (const type of ['string', 'array', 'object']) expect(types.join()).toContain(type);
  });

  it('name the nearest key', () => {
    expect(warnings('steps: {a: {image: x, comands: [x]}}')).toEqual([
      ['steps.a', 'schema-additional-properties', 'comands', expect.stringContaining('`commands`')],
    ]);
    const [[, , , message] = []] = warnings('steps: {a: {image: x}}\n$shema: x');
    expect(message).not.toContain('`$schema`');
    const [[, , , own] = []] = warnings('steps: {a: {image: x, commands: [x], settings: {a: b}}}');
    expect(own).toBeDefined();
    expect(own).not.toMatch(/mean `(settings|commands)`/);
  });

  it('are there at every release', () => {
    for (const release of RELEASES) {
      const fields = warnings('steps: {a: {image: x, nokey: 1}}', release).map(([field]) => field);
      expect(fields, release).toContain('steps.a');
    }
  });
});

describe('errors of the linter', () => {
  it('are all reported, in the order of the file, and block later checks', () => {
    const yaml = 'steps: {a: {privileged: true, settings: {s: 1}, commands: [x], depends_on: [b]}}';
    expect(blockingCodes(yaml)).toEqual([
      'image-missing',
      'trust-missing',
      'settings-with-commands',
      'dependency-unknown',
    ]);
  });
});
