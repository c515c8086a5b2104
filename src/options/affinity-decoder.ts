import type { Affinity } from 'kubernetes-types/core/v1.js';
import { affinityShape } from '../model/scheduling-shapes.ts';
import { type Shape, type ShapedValue, type StructShape, toWire } from '../model/shape.ts';
import { type Decoder, integer, integer32, list, pointer, struct, text, textMap } from './decoders.ts';

/** Decodes the option `affinity` by the weak rules and brings it to wire form. */
export function affinity(): Decoder<Affinity> {
  const shaped = structDecoder(affinityShape);
  return {
    zero: {},
    decode: (input, problems) => toWire(affinityShape, shaped.decode(input, problems)) as Affinity,
  };
}

function structDecoder(shape: StructShape): Decoder<ShapedValue> {
  const fields = Object.entries(shape.fields).map(([name, field]) => [name, fieldDecoder(field)] as const);
  return struct<ShapedValue>(Object.fromEntries(fields));
}

function fieldDecoder(shape: Shape): Decoder<unknown> {
  switch (shape.kind) {
    case 'text':
      return text;
    case 'texts':
      return list(text);
    case 'textMap':
      return textMap;
    case 'integer':
      return shape.optional ? pointer(integerDecoder(shape.bits)) : integerDecoder(shape.bits);
    case 'list':
      return givenList(structDecoder(shape.of));
    case 'struct':
      return shape.optional ? pointer(structDecoder(shape.of)) : structDecoder(shape.of);
  }
}

function integerDecoder(bits: 32 | 64): Decoder<number> {
  return bits === 32 ? integer32 : integer;
}

/** Keeps a list that was not given apart from an empty one: an API type that always writes the list shows it. */
function givenList<T>(element: Decoder<T>): Decoder<readonly T[] | undefined> {
  const items = list(element);
  return {
    zero: undefined,
    decode: (input, problems) =>
      input === null || input === undefined ? undefined : items.decode(input, problems),
  };
}
