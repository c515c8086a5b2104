import { expectTypeOf, test } from 'vitest';
import type { AgentOptionsInput } from '../../../src/translate/agent/agent-options.ts';
import type {
  AgentOptionsDocument,
  BackendOptionsDocument,
  CompiledWorkflowDocument,
  StepDocument,
} from '../../../src/translate/generated/schema-types.ts';
import type { BackendOptions, BackendOptionsInput } from '../../../src/translate/model/backend-options.ts';
import type { CompiledWorkflow, Step } from '../../../src/translate/model/compiled-workflow.ts';

/** Every key at every depth as a path, so two types can be compared by their keys alone. */
type KeyPaths<Value> = Value extends readonly (infer Item)[]
  ? KeyPaths<Item>
  : Value extends object
    ? string extends keyof Value
      ? never
      : { [Key in keyof Value & string]: Key | `${Key}.${KeyPaths<NonNullable<Value[Key]>>}` }[keyof Value &
          string]
    : never;

type OptionPaths<Value> = KeyPaths<Omit<Value, 'affinity'>>;

test('the schema of steps accepts the type Step, and no more', () => {
  expectTypeOf<Step>().toExtend<StepDocument>();
  expectTypeOf<StepDocument>().toExtend<Step>();
  expectTypeOf<KeyPaths<StepDocument>>().toEqualTypeOf<KeyPaths<Step>>();
});

test('the schema of compiled workflows accepts the type CompiledWorkflow, and no more', () => {
  expectTypeOf<CompiledWorkflow>().toExtend<CompiledWorkflowDocument>();
  expectTypeOf<CompiledWorkflowDocument>().toExtend<CompiledWorkflow>();
  expectTypeOf<keyof CompiledWorkflowDocument>().toEqualTypeOf<keyof CompiledWorkflow>();
});

test('the schema of agent options has the keys of the type, and what it accepts can be given', () => {
  expectTypeOf<keyof AgentOptionsDocument>().toEqualTypeOf<keyof AgentOptionsInput>();
  type Scalars = Omit<AgentOptionsDocument, 'podAffinity' | 'podTolerations'>;
  expectTypeOf<Scalars>().toExtend<Omit<AgentOptionsInput, 'podAffinity' | 'podTolerations'>>();
});

test('the schema of backend options has the keys of what the agent decodes', () => {
  expectTypeOf<keyof BackendOptionsDocument>().toEqualTypeOf<keyof BackendOptions>();
  expectTypeOf<OptionPaths<BackendOptionsDocument>>().toEqualTypeOf<OptionPaths<BackendOptions>>();
});

test('backend options can be written as the schema accepts them, and a misspelled key does not compile', () => {
  type Plain = Omit<BackendOptionsDocument, 'affinity' | 'tolerations'>;
  expectTypeOf<Plain>().toExtend<BackendOptionsInput>();
  const step = (kubernetes: BackendOptionsInput): Step => ({
    name: 'a',
    image: 'b',
    backend_options: { kubernetes },
  });
  step({ nodeSelector: { disk: 'ssd' }, resources: { requests: { cpu: 1 } }, hostUsers: false });
  // @ts-expect-error the key is nodeSelector
  step({ nodeselector: { disk: 'ssd' } });
  // @ts-expect-error the key is runAsUser
  step({ securityContext: { runasUser: 1 } });
  // @ts-expect-error also where it is written in the step itself
  expectTypeOf({ name: 'a', image: 'b', backend_options: { kubernetes: { x: 1 } } }).toExtend<Step>();
});
