import type { Step } from './step.ts';

/** Steps that start together. */
export interface Stage {
  /** Started in this order, without waiting for each other. Default none. */
  readonly steps?: readonly Step[] | null;
}

/** A volume or network: an object through 3.8, plain text since 3.9. Both are accepted at every release. */
export type NameOrObject =
  | string
  | {
      /** Default empty. */
      readonly name?: string;
    };

/** A secret that the server hands out for masking the log. */
export interface WorkflowSecret {
  /** Name of the secret. */
  readonly name?: string;
  /** The text to mask. */
  readonly value?: string;
}

/**
 * A workflow as the server sends it to the agent, and as `compileWorkflow` makes it. `{}` is one; on which parts of it
 * an agent crashes, the plan shows.
 *
 * Source: the agent's own JSON, with its keys; `podwright schema compiled-workflow` prints the JSON Schema.
 */
export interface CompiledWorkflow {
  /** Stages in order of execution. Default none. */
  readonly pipeline?: readonly Stage[] | null;
  /** Volume that the steps share, by its name: source of the name of the claim. */
  readonly volume?: NameOrObject | null;
  /** Not used by the Kubernetes backend. */
  readonly network?: NameOrObject | null;
  /** Not used by the Kubernetes backend. */
  readonly secrets?: readonly WorkflowSecret[] | null;
}
