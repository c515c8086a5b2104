/** A YAML value that the agent's reader refuses. */
export class YamlValueError extends Error {}
