import type { Place } from '../../base/yaml/yaml.ts';
import type { Condition } from './condition.ts';
import type { Dependency } from './dependencies.ts';
import type { Field } from './entries.ts';
import type { UntypedValue } from './untyped.ts';

/** A workflow file in the server's typed structure; missing keys have their zero value. */
export interface WorkflowFile {
  readonly when: readonly Condition[];
  readonly steps: readonly StepEntry[];
  readonly services: readonly StepEntry[];
  readonly clone: readonly StepEntry[];
  readonly skipClone: boolean;
  readonly workspace: { readonly base: string; readonly path: string };
  readonly labels: ReadonlyMap<string, string>;
  readonly dependsOn: readonly Dependency[];
  readonly runsOn: readonly string[];
  readonly concurrency: { readonly limit: number; readonly group: string };
  /** The keys that are there. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly place: Place;
}

/** A step, service or clone step: one structure for all three. */
export interface StepEntry {
  readonly name: string;
  readonly image: string;
  readonly directory: string;
  readonly failure: string;
  readonly networkMode: string;
  readonly pull: boolean;
  readonly privileged: boolean;
  readonly detach: boolean;
  readonly commands: readonly string[];
  readonly entrypoint: readonly string[];
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly settings: ReadonlyMap<string, UntypedValue>;
  readonly environment: ReadonlyMap<string, UntypedValue>;
  readonly backendOptions: ReadonlyMap<string, UntypedValue>;
  /** Undefined if no such key exists or it is null, which is not the same as an empty list. */
  readonly dependsOn: readonly Dependency[] | undefined;
  readonly when: readonly Condition[];
  readonly volumes: readonly string[];
  readonly ports: readonly string[];
  readonly devices: readonly string[];
  readonly extraHosts: readonly string[];
  readonly tmpfs: readonly string[];
  /** How many `secrets` an outdated file lists. */
  readonly secrets: number;
  /** The keys that are there, with their values as they are in the file. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly place: Place;
}
