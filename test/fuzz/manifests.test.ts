import fc from 'fast-check';
import { describe } from 'vitest';
import {
  canonicalQuantity,
  checkManifest,
  type KubernetesObject,
  podSecurity,
  toJson,
  toYaml,
} from '../../src/index.ts';
import { fuzz } from '../support/fuzz.ts';
import { anyJson, nearly } from '../support/hostile-json.ts';
import { anyText } from '../support/hostile-text.ts';
import { recordedObjects } from '../support/recorded-inputs.ts';

const someObject = fc.oneof(anyJson, nearly(fc.constantFrom(...recordedObjects())));

describe('any JSON value as an object of Kubernetes', () => {
  fuzz('is answered by checkManifest', {
    share: 0.5,
    inputs: someObject,
    answer: (value) => checkManifest(value),
  });
  fuzz('is answered by podSecurity', { share: 0.2, inputs: someObject, answer: podSecurity });
  fuzz('is written by toYaml and toJson', {
    share: 0.3,
    inputs: someObject,
    answer: (value) => [toYaml([value as KubernetesObject]), toJson([value as KubernetesObject])],
  });
});

describe('any string', () => {
  fuzz('is a quantity or is none', { share: 1, inputs: anyText, answer: canonicalQuantity });
});
