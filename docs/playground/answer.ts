import type { JsonValue, Severity } from 'podwright';
import type { Settings, View } from './settings.ts';

/** What the page asks the worker for. */
export interface Question {
  readonly id: number;
  readonly settings: Settings;
  /** The open view; the comparison is only made for its own. */
  readonly view: View;
}

/** The editors that have places. */
type Source = 'workflow' | 'environment';

/** A place in an editor. Lines and columns count from 1; the end is exclusive. */
export interface Place {
  readonly source: Source;
  readonly start: Point;
  readonly end: Point;
}

export interface Point {
  readonly line: number;
  readonly column: number;
}

export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly note?: string | undefined;
  readonly help?: string | undefined;
  readonly place?: Place | undefined;
}

/** A field of the manifests, by the lines that it occupies. */
export interface Field {
  readonly line: number;
  readonly lastLine: number;
  /** As Kubernetes writes paths, after the kind of the object. */
  readonly name: string;
  readonly reason: string;
  readonly origins: readonly Origin[];
}

export interface Origin {
  readonly title: string;
  readonly place?: Place | undefined;
}

/** Lines of the manifests that are folded at first: the variables that the server sets. */
export interface Fold {
  readonly line: number;
  readonly lastLine: number;
  readonly count: number;
}

export interface Manifests {
  readonly yaml: string;
  readonly folds: readonly Fold[];
}

export interface GraphStep {
  readonly name: string;
  readonly kind: 'clone' | 'service' | 'plugin' | 'commands' | 'cache';
  readonly image: string;
  readonly isDetached: boolean;
  /** Why it does not run; absent if it does. */
  readonly leftOut?: string;
  readonly place?: Place | undefined;
}

export interface Graph {
  readonly steps: readonly GraphStep[];
  /** Pairs of names: the first runs before the second. `serves` leads from a service. */
  readonly edges: readonly { readonly from: string; readonly to: string; readonly serves: boolean }[];
  readonly stages: readonly (readonly string[])[];
}

export interface Script {
  readonly step: string;
  readonly image: string;
  /** The command of the container with its arguments; empty for that of the image. */
  readonly command: readonly string[];
  /** The decoded script; absent if the agent makes none. */
  readonly text?: string;
}

export interface CauseOfChanges {
  readonly title: string;
  readonly text?: string | undefined;
  readonly objects: readonly { readonly title: string; readonly lines: readonly ChangeLine[] }[];
}

export interface ChangeLine {
  readonly field: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

export interface Upgrade {
  readonly from: string;
  readonly to: string;
  readonly causes: readonly CauseOfChanges[];
}

/** What the worker makes of a question. The first part is about the objects, the last about the findings. */
export type Part = { readonly id: number } & (
  | ObjectsPart
  | { readonly fields: readonly Field[] }
  | FindingsPart
);

export interface ObjectsPart {
  /** Why no manifests exist. */
  readonly problem: string | undefined;
  /** Titles of the runs of the workflow, one for each axis of its matrix. */
  readonly axes: readonly string[];
  readonly manifests: Manifests | undefined;
  readonly graph: Graph | undefined;
  readonly scripts: readonly Script[];
  /** The environment for a link: the variables of the backend, and nothing else. */
  readonly sharedEnvironment: string;
}

export interface FindingsPart {
  readonly findings: readonly Finding[];
  readonly upgrade: Upgrade | undefined;
  /** How long all parts took. */
  readonly milliseconds: number;
}
