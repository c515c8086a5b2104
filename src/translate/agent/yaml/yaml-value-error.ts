/** A YAML value that the agent's reader rejects. */
export class YamlValueError extends Error {}
