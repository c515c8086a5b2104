import fc from 'fast-check';
import { describe } from 'vitest';
import {
  decodeBackendOptions,
  makePod,
  makeRegistrySecret,
  makeService,
  makeStepSecret,
  needsRegistrySecret,
  RELEASES,
  type Step,
  validateBackendOptions,
} from '../../src/index.ts';
import { optionsLike, step } from '../support/arbitraries.ts';
import { fuzz } from '../support/fuzz.ts';
import { anyJson, nearly } from '../support/hostile-json.ts';
import { agents, recordedOptions, recordedSteps } from '../support/recorded-inputs.ts';

const agent = fc.nat(agents.length - 1);
const someStep = fc.oneof(anyJson, nearly(step), nearly(fc.constantFrom(...recordedSteps)));
const someOptions = fc.oneof(anyJson, nearly(optionsLike), nearly(fc.constantFrom(...recordedOptions)));

describe('any JSON value as a step', () => {
  const builders = { makePod, makeService, makeStepSecret, makeRegistrySecret, needsRegistrySecret };
  for (const [name, build] of Object.entries(builders)) {
    fuzz(`is answered by ${name}`, {
      share: name === 'makePod' ? 0.6 : 0.1,
      inputs: fc.tuple(someStep, agent),
      answer: ([value, index]) => build(value as Step, agents[index] ?? fail()),
    });
  }
});

describe('any JSON value as the options of a step', () => {
  fuzz('is answered by decodeBackendOptions', {
    share: 0.4,
    inputs: fc.tuple(someOptions, fc.constantFrom(...RELEASES)),
    answer: ([value, release]) => decodeBackendOptions(value, release),
  });
  fuzz('is answered by validateBackendOptions', {
    share: 0.3,
    inputs: fc.tuple(someOptions, fc.constantFrom(...RELEASES)),
    answer: ([value, release]) => validateBackendOptions(value, release),
  });
  fuzz('is answered by makePod', {
    share: 0.3,
    inputs: fc.tuple(someOptions, agent),
    answer: ([kubernetes, index]) =>
      makePod(
        { name: 'a', image: 'b', backend_options: { kubernetes: kubernetes as object } },
        agents[index] ?? fail(),
      ),
  });
});

function fail(): never {
  throw new Error('no such agent exists');
}
