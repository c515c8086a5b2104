import { CONTAINER_RULES } from './rules/container-rules.ts';
import { METADATA_RULES } from './rules/metadata-rules.ts';
import { OTHER_OBJECT_RULES } from './rules/other-object-rules.ts';
import { POD_RULES } from './rules/pod-rules.ts';
import { RESOURCE_RULES } from './rules/resource-rules.ts';
import { SCHEDULING_RULES } from './rules/scheduling-rules.ts';
import { SECURITY_RULES } from './rules/security-rules.ts';

/** Every rule with its texts. The table of docs/checks.md is made from it. */
export const RULES = {
  ...METADATA_RULES,
  ...CONTAINER_RULES,
  ...POD_RULES,
  ...RESOURCE_RULES,
  ...SCHEDULING_RULES,
  ...SECURITY_RULES,
  ...OTHER_OBJECT_RULES,
};

/**
 * The codes of {@link checkManifest}; docs/checks.md has the rule behind each.
 *
 * @useDeclaredType
 */
export type ManifestCode = keyof typeof RULES;
