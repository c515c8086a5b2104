import type { SourceRange } from '../../diagnostics/diagnostic.ts';
import type { VariableOption } from '../agent/agent-options.ts';
import type { AgentFeatureName } from '../release/agent-features.ts';
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
   * For a part of the workflow, a JSON Pointer into the compiled workflow. For an agent variable, its full name
   * as first token, and the place in its decoded value: `/WOODPECKER_BACKEND_K8S_POD_LABELS/team`. For the platform,
   * `/taskUuid`, `/os`, `/serviceAddress`. Empty for built-in values.
   */
  readonly path: string;
  /** Where that value of the compiled workflow comes from, if `originOf` is in the context. */
  readonly compiledFrom?: ValueOrigin;
}

/** Where a value of a compiled workflow comes from. */
export type ValueOrigin =
  | {
      /** A workflow file has it. */
      readonly by: 'file';
      /** How the file names it: `matrix.ARCH`, `labels.team`; relative to the step inside of one: `settings.target`. */
      readonly name: string;
      /** Its place: the value, or the key of a value that has parts. */
      readonly range: SourceRange;
    }
  | {
      /** The server makes it, or the agent adds it before it starts the step. */
      readonly by: 'server' | 'agent';
      /** The fields that it is made of, such as `curr.commit.branch`; empty for a default. */
      readonly field: string;
    };

/** The variable of the agent, or the feature of a release, that would change a decision if it were the other way. */
export type Remedy = VariableOption | AgentFeatureName;

/** A change that would reverse a decision. */
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
