import type { FeatureName, Features } from './features.ts';

/** Features that record which of them were asked for. */
export interface AskedFeatures {
  readonly features: Features;
  /** Whether a result that was made with these features is the same with others. */
  readonly areLike: (others: Features) => boolean;
}

/** Makes features that record which of them are asked for. A result depends on no other. */
export function askedFeatures(known: Features): AskedFeatures {
  const asked = new Set<FeatureName>();
  const features = new Proxy(known, {
    get(target, name: FeatureName) {
      asked.add(name);
      return target[name];
    },
  });
  return {
    features,
    areLike(others) {
      for (const name of asked) if (known[name] !== others[name]) return false;
      return true;
    },
  };
}

/** Makes a function of features remember its results, each by the features that it asked for. */
export function remembered<Result>(make: (features: Features) => Result): (features: Features) => Result {
  interface Made {
    readonly asked: AskedFeatures;
    readonly result: Result;
  }
  const made: Made[] = [];
  const known = new WeakMap<Features, Made>();
  return (features) => {
    let found = known.get(features) ?? made.find(({ asked }) => asked.areLike(features));
    if (found === undefined) {
      const asked = askedFeatures(features);
      found = { asked, result: make(asked.features) };
      made.push(found);
    }
    known.set(features, found);
    return found.result;
  };
}
