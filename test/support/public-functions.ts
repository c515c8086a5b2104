import type * as everything from '../../src/index.ts';
import type { manifestSerializer } from '../../src/vitest.ts';
import { readSchema, resolved, type Schema } from './schema-properties.ts';

type Library = typeof everything & { readonly manifestSerializer: typeof manifestSerializer };

/** A public function with arguments that give it as much to read as possible. */
export interface PublicFunction {
  readonly name: string;
  readonly args: readonly unknown[];
  /** Whether it may throw a `TranslationError` or an `AgentOptionsError`. */
  readonly isBuilder: boolean;
  /** Calls it, and walks over what it makes while it is walked over. */
  readonly call: (...args: readonly unknown[]) => unknown;
}

/** Every public function with values from outside. */
export function publicFunctions(library: Library): PublicFunction[] {
  const step = sampleOf('step.schema.json');
  const workflow = {
    pipeline: [{ steps: [step] }],
    volume: 'v',
    network: 'n',
    secrets: [{ name: 'a', value: 'b' }],
  };
  const agent = library.resolveAgentOptions(agentSample(library));
  const environment = { WOODPECKER_BACKEND_K8S_NAMESPACE: 'ci', WOODPECKER_BACKEND_K8S_POD_LABELS: 'a: b' };
  const context = { taskUuid: '7', orgId: 5, environment };
  const identity = { release: '3.17', os: 'linux' };
  const kubernetes = sampleOf('backend-options.schema.json');
  const objects = library.planWorkflow(workflow as never, agent, context as never);
  const pod = objects.steps[0]?.objects.find(({ kind }) => kind === 'Pod');
  const files = [
    { name: 'a.yaml', yaml: 'when: {event: push}\nsteps: {a: {image: b, settings: {c: {from_secret: d}}}}' },
  ];
  const sides = {
    from: { release: '3.16', environment },
    to: { release: '3.17', environment: {} },
    os: 'linux',
    context,
  };

  const total = (name: string, call: (...args: never[]) => unknown, ...args: unknown[]): PublicFunction => ({
    name,
    args,
    isBuilder: false,
    call: call as PublicFunction['call'],
  });
  const builder = (...[name, call, ...args]: Parameters<typeof total>): PublicFunction => ({
    ...total(name, call, ...args),
    isBuilder: true,
  });
  const walked = (...args: Parameters<typeof library.planWorkflowLazily>) => {
    const { steps, teardown, ...rest } = library.planWorkflowLazily(...args);
    return { ...rest, steps: [...steps], teardown: [...teardown] };
  };
  return [
    total('planWorkflow', library.planWorkflow, workflow, agent, context),
    total('planStrictly', library.planStrictly, workflow, agent, context),
    total('planWorkflowWithDiagnostics', library.planWorkflowWithDiagnostics, workflow, agent, context),
    total('planWorkflowLazily', walked, workflow, agent, context),
    total('lintWorkflow', library.lintWorkflow, workflow, agent, context, {
      node: { cpu: '4', memory: '8Gi' },
    }),
    total('explainWorkflow', library.explainWorkflow, workflow, agent, context),
    total('diffReleases', library.diffReleases, workflow, sides),
    // What is not a step is left as it is, however deep.
    total(
      'withAgentVariables',
      (...args: [never, never]) => void library.withAgentVariables(...args),
      workflow,
      {
        ...identity,
        platform: 'a/b',
        machine: 'm',
        started: 5,
      },
    ),
    total('compileWorkflow', library.compileWorkflow, files, compileSample()),
    total(
      'compileWithPositions',
      (...args: [never, never]) => library.compileWithPositions(...args).result,
      files,
      compileSample(),
    ),
    total('checkManifest', library.checkManifest, pod, { kubernetes: '1.35' }),
    total('podSecurity', library.podSecurity, pod),
    total('podSecurityRemedies', library.podSecurityRemedies, pod, '3.17'),
    total('decodeBackendOptions', library.decodeBackendOptions, kubernetes, '3.17'),
    total('validateBackendOptions', library.validateBackendOptions, kubernetes, '3.17'),
    total('readAgentEnvironment', library.readAgentEnvironment, environment, identity),
    total('agentOptionsWithoutEffect', library.agentOptionsWithoutEffect, agentSample(library)),
    total('toYaml', library.toYaml, [pod]),
    total('toJson', library.toJson, [pod]),
    total('manifestSerializer.test', library.manifestSerializer.test, objects),
    total('manifestSerializer.serialize', library.manifestSerializer.serialize, objects, {}, ' '),
    total('parseRelease', library.parseRelease, 'v3.17'),
    total('featuresOf', library.featuresOf, '3.17'),
    total('canonicalQuantity', library.canonicalQuantity, '1Gi'),
    total('defaultStepUuid', library.defaultStepUuid, 'a'),
    total('needsRegistrySecret', library.needsRegistrySecret, step),
    builder('resolveAgentOptions', library.resolveAgentOptions, agentSample(library)),
    builder('agentOptionsFromEnv', library.agentOptionsFromEnv, environment, identity),
    builder('makePod', library.makePod, step, agent, context),
    builder('makeService', library.makeService, step, agent, context),
    builder('makeStepSecret', library.makeStepSecret, step, agent, context),
    builder('makeRegistrySecret', library.makeRegistrySecret, step, agent, context),
    builder('makeHeadlessService', library.makeHeadlessService, agent, context),
    builder('makeNamespace', library.makeNamespace, agent, context),
    builder('makePersistentVolumeClaim', library.makePersistentVolumeClaim, 'v', agent, context),
  ];
}

/** A value with every key of a schema, from the examples of the schema. */
function sampleOf(file: string): Record<string, unknown> {
  return sample(file, readSchema(file)) as Record<string, unknown>;
}

function sample(file: string, written: Schema): unknown {
  const { file: at, schema } = resolved(file, written);
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length > 0)
    return Object.fromEntries(properties.map(([key, property]) => [key, sample(at, property)]));
  const [example] = schema.examples ?? [];
  if (example !== undefined) return example;
  if (schema.items !== undefined) return [sample(at, schema.items)];
  const types = [schema.type].flat();
  if (types.includes('array')) return ['a'];
  if (types.includes('object')) return { a: 'b' };
  if (types.includes('boolean')) return true;
  return types.includes('integer') || types.includes('number') ? 1 : (schema.enum?.[0] ?? 'a');
}

function agentSample({ resolveAgentOptions }: Library): object {
  const written = sampleOf('agent-options.schema.json');
  return { ...resolveAgentOptions(), ...written, release: '3.17', volumeSize: '1Gi' };
}

type Complete<T> = T extends readonly (infer Item)[]
  ? readonly Complete<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]-?: Complete<NonNullable<T[Key]>> }
    : T;

/** A push, with every key that the server knows. */
function compileSample(): Omit<Complete<everything.CompileInput>, 'features'> {
  const commit: Complete<everything.CommitMetadata> = {
    sha: 'c0ffee',
    ref: 'refs/heads/main',
    refspec: 'a:b',
    branch: 'main',
    message: 'm',
    timestamp: 1,
    author: { name: 'a', email: 'a@example.com', avatar: 'https://example.com/a' },
    changed_files: ['a'],
    labels: ['a'],
    milestone: 'm',
    draft: false,
    is_prerelease: false,
  };
  const run: Complete<everything.PipelineRunMetadata> = {
    number: 1,
    created: 1,
    started: 1,
    finished: 1,
    status: 'success',
    event: 'push',
    event_reason: ['a'],
    forge_url: 'https://example.com/1',
    target: 't',
    task: 't',
    parent: 0,
    rerun_count: 1,
    cron: 'c',
    release: { title: 't', is_prerelease: false },
    author: 'a',
    avatar: 'https://example.com/a',
    commit,
  };
  const trusted = { network: true, volumes: true, security: true };
  return {
    workflow_name: 'a.yaml',
    metadata: {
      repo: {
        id: 1,
        name: 'repo',
        owner: 'owner',
        org_id: 5,
        remote_id: '1',
        forge_url: 'https://example.com/owner/repo',
        clone_url: 'https://example.com/owner/repo.git',
        clone_url_ssh: 'ssh://git@example.com/owner/repo.git',
        private: true,
        default_branch: 'main',
        trusted,
      },
      curr: run,
      prev: run,
      sys: { name: 'w', host: 'h', arch: 'linux/amd64', url: 'https://ci.example.com', version: '3.17.0' },
      forge: { type: 'gitea', url: 'https://example.com' },
    },
    secrets: [{ name: 'd', value: 'secret', images: ['b'], events: ['push'] }],
    unknown_secrets: 'refuse',
    registries: [{ hostname: 'docker.io', username: 'u', password: 'p' }],
    env: { A: 'b' },
    additional_env: { A: 'b' },
    options: {
      trusted,
      privileged_plugins: ['a'],
      trusted_clone_plugins: ['a'],
      netrc: { machine: 'm', login: 'l', password: 'p' },
      default_clone_image: 'clone',
      prefix: 'wp',
      volumes: ['a:/a'],
      networks: ['n'],
      workspace: { base: '/b', path: 'p' },
      proxy: { http: 'h', https: 'h', no: 'n' },
      default_labels: { a: 'b' },
      force_ignore_service_failure: true,
      local: false,
    },
    release: '3.17',
  };
}
