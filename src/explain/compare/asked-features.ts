import type { FeatureName, Features } from '../../translate/release/features.ts';

/** Features that note which of them are asked for. */
export interface AskedFeatures {
  readonly features: Features;
  /** Whether a result that was made with these features is the same with others. */
  readonly areLike: (others: Features) => boolean;
}

/** Makes features that note which of them are asked for: what depends on none of the others is not made again. */
export function askedFeatures(known: Features): AskedFeatures {
  const asked = new Set<FeatureName>();
  const features = {} as Features;
  for (const name of Object.keys(known) as FeatureName[]) {
    const get = (): boolean => {
      asked.add(name);
      return known[name];
    };
    Object.defineProperty(features, name, { get, enumerable: true });
  }
  return {
    features,
    areLike(others) {
      for (const name of asked) if (known[name] !== others[name]) return false;
      return true;
    },
  };
}
