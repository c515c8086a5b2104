import { fold } from '../../base/encoding/case-mapping.ts';
import { isJsonObject } from '../../base/json/json.ts';
import { findAround, pointerTo } from '../../base/json/json-pointer.ts';
import type { AgentFeatureName, AgentFeatures } from '../release/agent-features.ts';
import { type DecodedBackendOptions, decodeWithFeatures } from './decode-backend-options.ts';
import type { ReadObserver } from './decoders.ts';

/** Why something that was written as an option is not read. */
type Unread = 'unknown' | 'newer' | 'repeated' | 'cut' | 'not-decoded' | 'lost';

/** A part of the written options that is not read. */
export interface UnreadOption {
  readonly why: Unread;
  /** The place after decoding that it would have, or that of what encloses it. */
  readonly place: string;
  /** For `newer`: the feature that brings the key. */
  readonly feature?: AgentFeatureName;
  /** For `repeated`: whether it is an entry of a list of maps. */
  readonly isEntry?: true;
}

/** The origins of decoded options. Paths lead into the input, places into the decoded options. */
export interface OptionReading extends DecodedBackendOptions {
  /** The path of the input for a place, or for an enclosing one. */
  readonly writtenAt: (place: string) => string;
  /** The place that was decoded from a path; undefined if none was. */
  readonly placeOf: (path: string) => string | undefined;
  /** By path. Nothing below such a part is read either. */
  readonly unread: ReadonlyMap<string, UnreadOption>;
  /** The part at or around a path that is not read, with its own path. */
  readonly unreadAround: (path: string) => (UnreadOption & { readonly at: string }) | undefined;
}

/** Decodes options, and follows the decoder. */
export function readOptions(value: unknown, features: AgentFeatures): OptionReading {
  const paths = new Map<string, string>();
  const places = new Map<string, string>([['', '']]);
  const unread = new Map<string, UnreadOption>();
  const way: { readonly path: string; readonly place: string }[] = [];
  let path = '';
  let place = '';
  const reading: ReadObserver = {
    enter(key, name, part) {
      way.push({ path, place });
      if (key !== undefined) path = pointerTo(path, key);
      place = pointerTo(place, name);
      paths.set(place, key === undefined ? soleLeaf(part, path) : path);
      places.set(path, place);
    },
    leave() {
      ({ path, place } = way.pop() ?? { path: '', place: '' });
    },
    names(input, names) {
      if (!isJsonObject(input)) return;
      for (const key of Object.keys(input)) {
        const at = pointerTo(path, key);
        if (places.has(at) || unread.has(at)) continue;
        const name = names.find((known) => fold(known) === fold(key));
        if (name === undefined) unread.set(at, { why: 'unknown', place });
        else unread.set(at, { why: 'repeated', place: pointerTo(place, name) });
      }
    },
    newer(feature) {
      unread.set(path, { why: 'newer', place, feature });
    },
    entry(parent, key) {
      const at = pointerTo(path + parent, key);
      const own = pointerTo(place, key);
      const earlier = paths.get(own);
      if (earlier !== undefined) unread.set(earlier, { why: 'repeated', place: own, isEntry: true });
      paths.set(own, at);
      places.set(at, own);
    },
    cut(part) {
      unread.set(path + part, { why: 'cut', place });
    },
    drop() {
      unread.set(path, { why: 'lost', place });
    },
  };
  const decoded = decodeWithFeatures(value, features, reading);
  const enclosing = (start: string, known: ReadonlyMap<string, string>): string =>
    findAround(start, (at) => known.get(at)) ?? '';
  for (const problem of decoded.problems)
    unread.set(problem.path, { why: 'not-decoded', place: enclosing(problem.path, places) });
  return {
    ...decoded,
    writtenAt: (option) => enclosing(option, paths),
    placeOf: (at) => places.get(at),
    unread,
    unreadAround: (start) =>
      findAround(start, (at) => {
        const found = unread.get(at);
        return found && { ...found, at };
      }),
  };
}

/**
 * The path of an item. An object that represents a list of one is an item only as long as it has a key, so the leaf
 * under its only key makes the item.
 */
function soleLeaf(item: unknown, path: string): string {
  const [key, ...others] = isJsonObject(item) ? Object.keys(item) : [];
  if (key === undefined || others.length > 0) return path;
  const part = (item as Record<string, unknown>)[key];
  const isLeaf = typeof part !== 'object' || part === null || Object.keys(part).length === 0;
  return isLeaf ? pointerTo(path, key) : path;
}
