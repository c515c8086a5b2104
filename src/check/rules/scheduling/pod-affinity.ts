import type { Pod, PodAffinityTerm } from 'kubernetes-types/core/v1.js';
import {
  labelProblems,
  labelValueProblems,
  qualifiedNameProblems,
} from '../../../base/text/kubernetes-names.ts';
import { type Loose, type PathToken, rulesOn, rulesOnDerived } from '../../rule.ts';
import { DNS_LABEL, LABEL_VALUE, QUALIFIED_NAME, reportName } from '../names.ts';

type Term = Loose<PodAffinityTerm>;

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

const rule = rulesOn<PodAffinityTerm>('PodAffinityTerm');

/** A term of a Pod with the expressions that its selector gets from the labels of the Pod. */
interface PlacedTerm {
  readonly term: Term;
  readonly at: readonly PathToken[];
  readonly added: readonly { readonly key: string; readonly value: string }[];
}

/** The terms that have `matchLabelKeys` or `mismatchLabelKeys`. */
const withKeys = rulesOnDerived<Pod, readonly PlacedTerm[]>('Pod', ({ metadata, spec }) => {
  const affinity = spec?.affinity;
  if (!affinity?.podAffinity && !affinity?.podAntiAffinity) return undefined;
  const labels = metadata?.labels ?? {};
  const terms: PlacedTerm[] = [];
  for (const kind of ['podAffinity', 'podAntiAffinity'] as const) {
    for (const [index, term] of (affinity[kind]?.[REQUIRED] ?? []).entries())
      if (hasKeys(term)) terms.push(placed(term, ['spec', 'affinity', kind, REQUIRED, index], labels));
    for (const [index, weighted] of (affinity[kind]?.[PREFERRED] ?? []).entries()) {
      const at = ['spec', 'affinity', kind, PREFERRED, index, 'podAffinityTerm'];
      if (hasKeys(weighted?.podAffinityTerm)) terms.push(placed(weighted?.podAffinityTerm ?? {}, at, labels));
    }
  }
  return terms.length > 0 ? terms : undefined;
});

function hasKeys(term: Term | null | undefined): term is Term {
  return Boolean(term?.matchLabelKeys?.length || term?.mismatchLabelKeys?.length);
}

function placed(
  term: Term,
  at: readonly PathToken[],
  labels: Readonly<Record<string, string | null | undefined>>,
): PlacedTerm {
  const keys = term.labelSelector ? [...keysIn(term.matchLabelKeys), ...keysIn(term.mismatchLabelKeys)] : [];
  const added = keys.filter((key) => Object.hasOwn(labels, key));
  return { term, at, added: added.map((key) => ({ key, value: labels[key] ?? '' })) };
}

function keysIn(keys: readonly (string | null)[] | null | undefined): string[] {
  return Array.from(keys ?? [], (key) => key ?? '');
}

function expressionAt({ term, at }: PlacedTerm, index: number, field: string): PathToken[] {
  const written = term.labelSelector?.matchExpressions?.length ?? 0;
  return [...at, 'labelSelector', 'matchExpressions', written + index, field];
}

export const POD_AFFINITY = [
  rule('affinity-namespace-invalid', {
    verdict: 'invalid',
    field: 'namespace',
    message: 'Invalid namespace {value} in a pod affinity.',
    ...DNS_LABEL,
    check: ({ namespaces }, found) => {
      for (const [index, name] of (namespaces ?? []).entries())
        reportName(found, labelProblems(name ?? ''), name ?? '', ['namespaces', index], 'namespace');
    },
  }),
  rule('topology-key-missing', {
    verdict: 'required',
    field: 'topologyKey',
    message: 'The pod affinity has no `topologyKey`.',
    help: 'Set `topologyKey` to a label of nodes, such as `kubernetes.io/hostname`.',
    check: ({ topologyKey }, found) => {
      if (!topologyKey) found({});
    },
  }),
  rule('topology-key-invalid', {
    verdict: 'invalid',
    field: 'topologyKey',
    message: 'Invalid `topologyKey` {value}.',
    ...QUALIFIED_NAME,
    check: ({ topologyKey: key }, found) => reportName(found, qualifiedNameProblems(key ?? ''), key ?? ''),
  }),
  rule('label-selector-missing', {
    verdict: 'server-warning',
    field: 'labelSelector',
    message: 'The pod affinity has no `labelSelector`, so it matches no Pod.',
    help: 'Add a `labelSelector`.',
    check: ({ labelSelector }, found) => {
      if (!labelSelector) found({});
    },
  }),
  rule('match-label-keys-ignored', {
    verdict: 'warning',
    field: 'matchLabelKeys',
    message: 'Kubernetes before 1.31 ignores `matchLabelKeys` and `mismatchLabelKeys`.',
    note: 'The feature gate `MatchLabelKeysInPodAffinity` is off by default, and the API server drops the fields silently.',
    help: 'Update the cluster to 1.31, or enable the feature gate.',
    through: '1.30',
    check: ({ matchLabelKeys, mismatchLabelKeys }, found) => {
      if (matchLabelKeys?.length) found({});
      if (mismatchLabelKeys?.length) found({}, ['mismatchLabelKeys']);
    },
  }),
  rule('match-label-keys-forbidden', {
    verdict: 'forbidden',
    field: 'matchLabelKeys',
    message: 'Label keys require a `labelSelector`.',
    help: 'Add a `labelSelector`, or remove `matchLabelKeys` and `mismatchLabelKeys`.',
    since: '1.31',
    check: ({ labelSelector, matchLabelKeys, mismatchLabelKeys }, found) => {
      if (labelSelector) return;
      if (matchLabelKeys?.length) found({});
      if (mismatchLabelKeys?.length) found({}, ['mismatchLabelKeys']);
    },
  }),
  rule('match-label-key-invalid', {
    verdict: 'invalid',
    field: 'matchLabelKeys[i]',
    message: 'Invalid label key {value}.',
    ...QUALIFIED_NAME,
    since: '1.31',
    check: (term, found) => {
      if (!term.labelSelector) return;
      for (const list of ['matchLabelKeys', 'mismatchLabelKeys'] as const) {
        for (const [index, key] of (term[list] ?? []).entries())
          reportName(found, qualifiedNameProblems(key ?? ''), key ?? '', [list, index]);
      }
    },
  }),
  rule('match-label-key-repeated', {
    verdict: 'invalid',
    field: 'matchLabelKeys[i]',
    message: 'The key {value} is in both `matchLabelKeys` and `mismatchLabelKeys`.',
    help: 'Remove the key from one of them.',
    since: '1.31',
    check: ({ matchLabelKeys, mismatchLabelKeys }, found) => {
      const mismatched = new Set(keysIn(mismatchLabelKeys));
      for (const [index, value] of keysIn(matchLabelKeys).entries())
        if (mismatched.has(value)) found({ value }, ['matchLabelKeys', index]);
    },
  }),
  withKeys('match-label-key-in-selector', {
    verdict: 'invalid',
    field: '[i]',
    message: 'The key {value} of `matchLabelKeys` is in the `labelSelector` already.',
    note: 'The server adds each key that is a label of the Pod to the selector, so a key listed twice is rejected as well.',
    help: 'Remove the key from `matchLabelKeys` or from the `labelSelector`.',
    since: '1.31',
    // The server names the term, with the last index of the key in `matchLabelKeys`.
    check: (terms, found) => {
      for (const { term, at, added } of terms) {
        const places = new Map(keysIn(term.matchLabelKeys).map((key, index) => [key, index]));
        if (places.size === 0 || !term.labelSelector) continue;
        const seen = new Set(Object.keys(term.labelSelector.matchLabels ?? {}));
        const written = Array.from(term.labelSelector.matchExpressions ?? [], (each) => each?.key ?? '');
        for (const value of [...written, ...added.map(({ key }) => key)]) {
          const last = places.get(value);
          if (last !== undefined && seen.has(value))
            found({ value }, [...at, 'matchLabelKeys', last], `${fieldText(at)}[${last}]`);
          seen.add(value);
        }
      }
    },
  }),
  // The server checks the expressions that it adds like those of the author.
  withKeys('selector-key-invalid', {
    verdict: 'invalid',
    field: '...labelSelector.matchExpressions[i].key',
    message: 'Invalid selector key {value}.',
    ...QUALIFIED_NAME,
    since: '1.31',
    check: (terms, found) => {
      for (const term of terms) {
        for (const [index, { key }] of term.added.entries())
          reportName(found, qualifiedNameProblems(key), key, expressionAt(term, index, 'key'));
      }
    },
  }),
  withKeys('selector-value-invalid', {
    verdict: 'invalid',
    field: '...labelSelector.matchExpressions[i].values[j]',
    message: 'Invalid selector value {value}.',
    ...LABEL_VALUE,
    since: '1.31',
    check: (terms, found) => {
      for (const term of terms) {
        for (const [index, { value }] of term.added.entries()) {
          const at = [...expressionAt(term, index, 'values'), 0];
          reportName(found, labelValueProblems(value), value, at);
        }
      }
    },
  }),
];

function fieldText(at: readonly PathToken[]): string {
  return at.reduce<string>((field, token) => {
    if (typeof token === 'number') return `${field}[${token}]`;
    return field === '' ? token : `${field}.${token}`;
  }, '');
}
