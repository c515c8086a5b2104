import type { ListNode, MapNode, ScalarNode, YamlNode } from '../../../base/yaml/yaml.ts';

/** A node that is not an alias. */
export type FollowedNode = ScalarNode | MapNode | ListNode;

/** The node itself, or what an alias represents. Throws {@link YamlValueError} for an alias inside its own anchor. */
export function follow(node: YamlNode): FollowedNode {
  let followed = node;
  while (followed.kind === 'alias') {
    if (followed.target === undefined)
      throw new YamlValueError(`the alias *${followed.name} contains itself`);
    followed = followed.target;
  }
  return followed;
}

/** A YAML value that the agent's reader rejects. */
export class YamlValueError extends Error {}
