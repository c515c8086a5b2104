import { parseYaml, type YamlNode } from '../../base/yaml/yaml.ts';
import type { Features } from '../../translate/release/features.ts';
import type { DecodedPlaces } from '../decode/decoding.ts';
import type { Problem } from '../errors.ts';
import { type Axis, expandMatrix } from '../run/matrix.ts';
import { workflowName } from '../run/workflow-name.ts';
import type { WorkflowSource } from '../types.ts';
import { type SourceText, sourceText } from './source-text.ts';
import { spliceLists } from './splice.ts';
import { withoutMatrix } from './without-matrix.ts';

/** A file as written, before any variable is put in. */
export interface RawFile {
  readonly name: string;
  readonly source: SourceText;
  /** The file as the runs need it. */
  readonly template: SourceText;
  readonly root: YamlNode;
  readonly axes: readonly Axis[];
  /** Whether `matrix.include` lists the axes. */
  readonly isListed: boolean;
  /** The places of the values of axes, by the axis. */
  readonly matrixPlaces: DecodedPlaces;
}

export type RawFileResult =
  | { readonly ok: true; readonly file: RawFile }
  | { readonly ok: false; readonly source: SourceText; readonly problems: readonly Problem[] };

/** Reads a file and its matrix. */
export function readRawFile({ name, yaml }: WorkflowSource, features: Features): RawFileResult {
  const source = sourceText(name, yaml);
  const parsed = parseDocument(yaml, features);
  if (!parsed.ok) return { ok: false, source, problems: [parsed.problem] };
  const matrixPlaces: DecodedPlaces = new Map();
  const matrix = expandMatrix(parsed.root, features, matrixPlaces);
  if (!matrix.ok) return { ok: false, source, problems: matrix.problems };
  const { root } = parsed;
  const { axes, isListed } = matrix;
  const template = withoutMatrix(source, root);
  return {
    ok: true,
    file: { name: workflowName(name), source, template, root, axes, isListed, matrixPlaces },
  };
}

/** Levels below the document from which on the server rejects to look. */
const DEPTH_LIMIT = 10;
const DEEPER_LIMIT = 15;

export type ParsedDocument =
  | { readonly ok: true; readonly root: YamlNode }
  | { readonly ok: false; readonly problem: Problem };

/** Parses a string and splices its list merges. */
export function parseDocument(text: string, features: Features): ParsedDocument {
  const parsed = parseYaml(text, features.goYaml4);
  if (!parsed.ok) return parsed;
  const problem = spliceLists(parsed.root, features.deeperYaml ? DEEPER_LIMIT : DEPTH_LIMIT);
  return problem === undefined ? parsed : { ok: false, problem };
}
