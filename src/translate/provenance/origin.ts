import type { VariableOption } from '../agent/variables.ts';
import type { FeatureName } from '../release/features.ts';
import type { Release } from '../release/releases.ts';

/** Who spoke: the author of the workflow, the operator of the agent, the running agent, or the backend itself. */
export type DecisionSource =
  | 'step-option'
  | 'step-field'
  | 'workflow-field'
  | 'agent-variable'
  | 'platform'
  | 'built-in';

/** Where a value comes from. */
export interface Origin {
  /** Who spoke. */
  readonly source: DecisionSource;
  /**
   * For what stands in the workflow, a JSON Pointer into the compiled workflow. For an agent variable, its full name
   * as first token, and the place in its decoded value: `/WOODPECKER_BACKEND_K8S_POD_LABELS/team`. For the platform,
   * `/taskUuid`, `/os`, `/serviceAddress`. Empty for what is built in.
   */
  readonly path: string;
}

/** The variable of the agent, or the feature of a release, that would change a decision if it were the other way. */
export type Remedy = VariableOption | FeatureName;

/** What would change a decision. */
export interface Fix {
  /** The agent variable to set, by its full name, and the value to set it to. */
  readonly variable?: {
    /** The agent option that the variable sets. */
    readonly option: VariableOption;
    /** Full name of the variable. */
    readonly name: string;
    /** Text to set it to. */
    readonly value: string;
  };
  /** The first release in which the outcome is another, or the last one in which it was. */
  readonly release?:
    | {
        /** The first release. */
        readonly from: Release;
      }
    | {
        /** The last release. */
        readonly until: Release;
      };
}
