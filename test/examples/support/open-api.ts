/** Fields of a message by their numbers; of one that repeats, a list. */
interface Message {
  readonly [number: number]: Field | readonly Field[];
}
type Field = string | Message;

/**
 * A description of the API in the only form that every kubectl reads, OpenAPI 2 in Protocol Buffers: that objects of
 * these kinds can be sent for a dry run and have their fields validated. Numbers of fields are those of
 * `openapiv2/OpenAPIv2.proto` in gnostic.
 */
export function openApi(pluralByKind: Readonly<Record<string, string>>): Uint8Array {
  const paths = Object.entries(pluralByKind).map(([kind, plural]) => ({
    1: `/api/v1/namespaces/{namespace}/${plural}/{name}`,
    2: { 8: patchOf(kind) },
  }));
  return encode({ 1: '2.0', 2: { 1: 'Kubernetes', 2: 'v1.35.0' }, 8: { 2: paths } });
}

function patchOf(kind: string): Message {
  const type = `group: ""\nversion: v1\nkind: ${kind}\n`;
  return {
    8: ['dryRun', 'fieldValidation'].map((name) => ({ 1: { 2: { 3: { 4: name } } } })),
    13: { 1: 'x-kubernetes-group-version-kind', 2: { 2: type } },
  };
}

function encode(message: Message): Buffer {
  const fields = Object.entries(message).flatMap(([number, value]) =>
    (Array.isArray(value) ? value : [value]).map((field) => encodeField(Number(number), field)),
  );
  return Buffer.concat(fields);
}

function encodeField(number: number, field: Field): Buffer {
  const content = typeof field === 'string' ? Buffer.from(field) : encode(field);
  return Buffer.concat([varint(number * 8 + 2), varint(content.length), content]);
}

function varint(value: number): Buffer {
  return value < 0x80
    ? Buffer.from([value])
    : Buffer.concat([Buffer.from([(value % 0x80) + 0x80]), varint(Math.floor(value / 0x80))]);
}
