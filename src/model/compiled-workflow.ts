import type { Step } from './step.ts';

/** Steps that start together. */
export interface Stage {
  readonly steps?: readonly Step[] | null;
}

/** A volume or network: an object up to 3.8, plain text from 3.9 on. Both are accepted at every release. */
export type NameOrObject = string | { readonly name?: string };

export interface WorkflowSecret {
  readonly name?: string;
  readonly value?: string;
}

/** A workflow as the server sends it to the agent. */
export interface CompiledWorkflow {
  /** Stages in order of execution. */
  readonly pipeline?: readonly Stage[] | null;
  /** Volume that the steps share. */
  readonly volume?: NameOrObject | null;
  readonly network?: NameOrObject | null;
  /** Not used by the Kubernetes backend. */
  readonly secrets?: readonly WorkflowSecret[] | null;
}
