/**
 * Everything that the library makes of workflow texts, as one string. Runs in Node and, as it is, in a browser.
 *
 * @param {typeof import('../../../src/index.ts')} podwright the whole library
 * @param {typeof import('../../../src/core.ts')} core
 * @param {readonly string[]} texts workflows as YAML
 */
export function translate(podwright, core, texts) {
  return texts.map((text) => translateOne(podwright, core, text)).join('\n');
}

/**
 * @param {typeof import('../../../src/index.ts')} podwright
 * @param {typeof import('../../../src/core.ts')} core
 * @param {string} text
 */
function translateOne(podwright, core, text) {
  const release = '3.17';
  const metadata = { curr: { event: 'push', commit: { branch: 'main', ref: 'refs/heads/main' } } };
  const secrets = [{ name: 'token', value: 'tökén' }];
  const { workflows, ...report } = podwright.compileWorkflow(text, {
    release,
    metadata,
    secrets,
    unknown_secrets: 'placeholder',
  });
  const environment = { WOODPECKER_BACKEND_K8S_POD_TOLERATIONS: '[{ key: a, operator: Exists }]' };
  const agent = podwright.agentOptionsFromEnv(environment, { release });
  const parts = workflows.map(({ config = {} }) => {
    const plan = podwright.planWorkflow(config, agent);
    const objects = [...plan.setup, ...plan.steps.flatMap((step) => step.objects)];
    const from = { release: /** @type {const} */ ('3.0'), environment };
    const to = { release: /** @type {const} */ ('3.17'), environment };
    return {
      yaml: podwright.toYaml(objects),
      json: core.toJson(core.planWorkflow(config, agent).setup),
      checks: objects.flatMap((object) => podwright.checkManifest(object)),
      findings: podwright.lintWorkflow(config, agent, { environment }),
      changes: podwright.diffReleases(config, { from, to }),
    };
  });
  return JSON.stringify([report, parts]);
}
