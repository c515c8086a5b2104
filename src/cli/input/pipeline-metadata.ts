import { isJsonObject } from '../../base/json/json.ts';
import { pathText } from '../../base/json/json-pointer.ts';
import { typeName } from '../../base/text/excerpt.ts';
import { nearest } from '../../base/text/nearest.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Reported } from '../../diagnostics/format/reported.ts';
import { INPUT_MESSAGES } from '../../lint/texts.ts';
import { decodedBy, type InputReport } from '../../workflow/input/shape.ts';
import type { PipelineMetadata } from '../../workflow/metadata/metadata.ts';
import { METADATA_SHAPE } from '../../workflow/metadata/metadata-field.ts';
import { type CommandIo, InputError } from '../io.ts';
import { readJson } from '../json/read-json.ts';

/** Reads pipeline metadata from a file; nothing without one. */
export function readMetadata(
  path: string | undefined,
  io: CommandIo,
): { metadata: PipelineMetadata; findings: readonly Reported[] } {
  if (path === undefined) return { metadata: {}, findings: [] };
  const { value, findings } = readJson(io.readFile(path), path);
  const checked = checkMetadata(value, path);
  return { metadata: checked.metadata, findings: [...findings, ...checked.findings] };
}

/**
 * Checks that a value is pipeline metadata. Unknown keys are reported and ignored, as the server does.
 *
 * @throws {InputError} with every value of a wrong type
 */
function checkMetadata(value: unknown, file: string): { metadata: PipelineMetadata; findings: Reported[] } {
  if (!isJsonObject(value))
    throw new InputError([`${file}: the metadata is ${typeName(value)}, but must be an object.`]);
  const report: InputReport = { wrong: [], unknown: [] };
  const metadata = decodedBy(METADATA_SHAPE, value, '', report) as PipelineMetadata;
  if (report.wrong.length > 0)
    throw new InputError(
      report.wrong.map(
        ({ path, found, expected }) => `${file}: ${path} is ${found}, but must be ${expected}.`,
      ),
    );
  const findings = report.unknown.map(({ path, key, known }) => {
    const args = { key: pathText(path), reader: 'server', nearest: nearest(key, known) };
    return { ...diagnose(INPUT_MESSAGES, 'key-unknown', '', args), subject: file };
  });
  return { metadata, findings };
}
