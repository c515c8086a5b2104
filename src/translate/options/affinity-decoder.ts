import type { Affinity } from 'kubernetes-types/core/v1.js';
import type { Shape, StructShape } from '../../base/json/shape.ts';
import { affinityShape } from '../model/scheduling-shapes.ts';
import { type Decoder, integer, integer32, list, pointer, text, textMap, wireStruct } from './decoders.ts';

/** Decodes the option `affinity` by the weak rules to its wire form. */
export function affinity(): Decoder<Affinity> {
  return wireDecoder(affinityShape) as Decoder<Affinity>;
}

/** Leaves out empty values, like `toWire`. */
function wireDecoder(shape: StructShape): Decoder<Record<string, unknown>> {
  const fields = Object.entries(shape.fields).map(([name, field]) => [
    name,
    fieldDecoder(field, shape.required.includes(name)),
  ]);
  return wireStruct(Object.fromEntries(fields));
}

/** Decodes a field to undefined if the agent leaves it out. */
function fieldDecoder(shape: Shape, isRequired: boolean): Decoder<unknown> {
  switch (shape.kind) {
    case 'text':
      return isRequired ? text : filled(text);
    case 'texts':
      return filled(list(text));
    case 'textMap':
      return filled(textMap);
    case 'integer': {
      const decoder = shape.bits === 32 ? integer32 : integer;
      return shape.optional ? pointer(decoder) : decoder;
    }
    case 'list': {
      const items = list(wireDecoder(shape.of));
      return isRequired ? nullUnlessGiven(items) : filled(items);
    }
    case 'struct': {
      const decoder = wireDecoder(shape.of);
      return shape.optional ? pointer(decoder) : decoder;
    }
  }
}

function filled(decoder: Decoder<string | object | undefined>): Decoder<unknown> {
  return (input, decoding) => {
    const value = decoder(input, decoding);
    return value !== undefined && Object.keys(value).length > 0 ? value : undefined;
  };
}

/** An API type that always writes a list shows whether it was given. */
function nullUnlessGiven(decoder: Decoder<unknown>): Decoder<unknown> {
  return (input, decoding) => (input === null || input === undefined ? null : decoder(input, decoding));
}
