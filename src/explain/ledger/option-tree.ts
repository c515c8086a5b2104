import { fold } from '../../base/encoding/case-mapping.ts';
import { isJsonObject } from '../../base/json/json.ts';
import { pointerTo } from '../../base/json/json-pointer.ts';
import { leavesOf } from '../../base/json/leaves.ts';
import type { Shape, StructShape } from '../../base/json/shape.ts';
import type { Features } from '../../translate/release/features.ts';
import { OPTION_FEATURES, optionsShape } from './option-shape.ts';

/** How the agent's decoder comes by a leaf; only `read` ones can have an effect. */
type ReadState = 'read' | 'unknown-key' | 'repeated-key' | 'newer-key' | 'repeated-entry' | 'not-reached';

/** One leaf of what a step has under `backend_options.kubernetes`. */
export interface OptionLeaf {
  /** JSON Pointer into the options as they were written. */
  readonly path: string;
  readonly value: unknown;
  readonly state: ReadState;
  /** The place in the decoded options; that of the nearest known key for one that is not read. */
  readonly option: string;
}

/** What was written as options, with the place that each part has after decoding. */
export interface OptionTree {
  readonly leaves: readonly OptionLeaf[];
  /** From a place in the decoded options to the pointer of what was written for it, or for what encloses it. */
  readonly writtenAt: (option: string) => string;
}

/** Follows the decoder through options as they were written. */
export function optionTree(written: unknown, features: Features): OptionTree {
  const walk: Walk = { leaves: [], places: new Map(), features };
  walkStruct(optionsShape, written, '', '', walk);
  return {
    leaves: walk.leaves,
    writtenAt: (option) => writtenAt(option, walk.places),
  };
}

interface Walk {
  readonly leaves: OptionLeaf[];
  readonly places: Map<string, string>;
  readonly features: Features;
}

function writtenAt(option: string, places: ReadonlyMap<string, string>): string {
  for (let place = option; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const path = places.get(place);
    if (path !== undefined) return path;
  }
  return '';
}

function walkStruct(shape: StructShape, value: unknown, path: string, option: string, walk: Walk): void {
  if (!isJsonObject(value) || Object.keys(value).length === 0) {
    addLeaves(value, path, option, 'read', walk);
    return;
  }
  const names = Object.keys(shape.fields);
  const taken = new Set<string>(names.filter((name) => Object.hasOwn(value, name)));
  for (const key of Object.keys(value)) {
    const at = pointerTo(path, key);
    const isExact = Object.hasOwn(shape.fields, key);
    const name = isExact ? key : names.find((known) => fold(known) === fold(key));
    const child = name === undefined ? undefined : shape.fields[name];
    if (name === undefined || child === undefined) {
      addLeaves(value[key], at, option, 'unknown-key', walk);
      continue;
    }
    const place = pointerTo(option, name);
    const feature = OPTION_FEATURES[place];
    if (feature !== undefined && !walk.features[feature]) {
      addLeaves(value[key], at, place, 'newer-key', walk);
    } else if (!isExact && taken.has(name)) {
      addLeaves(value[key], at, place, 'repeated-key', walk);
    } else {
      taken.add(name);
      walkValue(child, value[key], at, place, walk);
    }
  }
}

function walkValue(shape: Shape, value: unknown, path: string, option: string, walk: Walk): void {
  walk.places.set(option, path);
  switch (shape.kind) {
    case 'text':
    case 'integer':
      addLeaves(value, path, option, 'read', walk);
      return;
    case 'struct':
      walkStruct(shape.of, value, path, option, walk);
      return;
    case 'textMap':
      walkMap(value, path, option, walk);
      return;
    case 'texts':
      walkItems(value, path, option, walk, (item, at, place) => addLeaves(item, at, place, 'read', walk));
      return;
    case 'list':
      walkItems(value, path, option, walk, (item, at, place) => walkStruct(shape.of, item, at, place, walk));
  }
}

/** A single value stands for a list of one. */
function walkItems(
  value: unknown,
  path: string,
  option: string,
  walk: Walk,
  walkItem: (item: unknown, path: string, option: string) => void,
): void {
  if (Array.isArray(value) && value.length === 0) {
    addLeaves(value, path, option, 'read', walk);
    return;
  }
  const items = Array.isArray(value)
    ? value.map((item, index) => [item, pointerTo(path, index)])
    : [[value, path]];
  items.forEach(([item, at], index) => {
    const place = pointerTo(option, index);
    walk.places.set(place, soleLeaf(item, at as string, Array.isArray(value)));
    walkItem(item, at as string, place);
  });
}

/**
 * Where an item was written. A map that stands for a list of one is an item only as long as it has a key, so that
 * the leaf under its only key is what makes the item.
 */
function soleLeaf(item: unknown, path: string, isInList: boolean): string {
  const [key, ...others] = isInList || !isJsonObject(item) ? [] : Object.keys(item);
  const leaf =
    key === undefined || others.length > 0 ? undefined : leavesOf((item as Record<string, unknown>)[key])[0];
  return key !== undefined && leaf?.path === '' ? pointerTo(path, key) : path;
}

/**
 * A list is read into one map element by element, up to the first that fails; of two entries of one name the later
 * counts. Returns whether nothing failed.
 */
function walkMap(value: unknown, path: string, option: string, walk: Walk): boolean {
  if (Array.isArray(value) && value.length > 0) {
    let isGood = true;
    value.forEach((item, index) => {
      const at = pointerTo(path, index);
      if (!isGood) addLeaves(item, at, option, 'not-reached', walk);
      else isGood = walkMap(item, at, option, walk);
    });
    return isGood;
  }
  if (!isJsonObject(value) || Object.keys(value).length === 0) {
    addLeaves(value, path, option, 'read', walk);
    return typeof value === 'object';
  }
  let isGood = true;
  for (const key of Object.keys(value)) {
    const isText = typeof value[key] !== 'object' || value[key] === null;
    if (isText) setEntry(pointerTo(option, key), pointerTo(path, key), walk);
    else isGood = false;
    addLeaves(value[key], pointerTo(path, key), isText ? pointerTo(option, key) : option, 'read', walk);
  }
  return isGood;
}

function setEntry(place: string, path: string, walk: Walk): void {
  const earlier = walk.places.get(place);
  if (earlier !== undefined) markRepeated(earlier, walk);
  walk.places.set(place, path);
}

function markRepeated(path: string, walk: Walk): void {
  walk.leaves.forEach((leaf, index) => {
    if (leaf.path === path) walk.leaves[index] = { ...leaf, state: 'repeated-entry' };
  });
}

function addLeaves(value: unknown, path: string, option: string, state: ReadState, walk: Walk): void {
  for (const leaf of leavesOf(value, path))
    walk.leaves.push({ path: leaf.path, value: leaf.value, state, option });
}
