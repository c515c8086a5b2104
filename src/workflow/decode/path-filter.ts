import type { YamlNode } from '../../base/yaml/yaml.ts';
import { type Decoding, follow, reportWrongType } from './decoding.ts';
import { fieldsOf, readField } from './entries.ts';
import type { Filter } from './filter.ts';
import { decodeStringOrList } from './lists.ts';
import { decodeBoolean, decodeString } from './scalars.ts';

/** Which changed files a condition asks for. */
export interface PathFilter extends Filter {
  /** Text in the commit message that makes the condition hold whatever changed; empty for none. */
  readonly ignoreMessage: string;
  /** What holds where no files are known. */
  readonly onEmpty: boolean;
}

export function decodePathFilter(node: YamlNode, decoding: Decoding): PathFilter {
  const followed = follow(node, decoding);
  if (followed.kind !== 'map') {
    return { include: decodeStringOrList(followed, decoding), exclude: [], ignoreMessage: '', onEmpty: true };
  }
  const fields = fieldsOf(followed, decoding);
  const decodeOnEmpty = decoding.features.onEmptyBooleanWords ? decodeBoolean : decodeBooleanText;
  return {
    include: readField(fields.get('include'), decodeStringOrList, [], decoding),
    exclude: readField(fields.get('exclude'), decodeStringOrList, [], decoding),
    ignoreMessage: readField(fields.get('ignore_message'), decodeString, '', decoding),
    onEmpty: readField(fields.get('on_empty'), decodeOnEmpty, true, decoding),
  };
}

const TRUE_TEXTS = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE_TEXTS = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** A truth value in the words of Go, quoted or not. */
function decodeBooleanText(node: YamlNode, decoding: Decoding): boolean {
  const followed = follow(node, decoding);
  const text = decodeString(followed, decoding);
  if (TRUE_TEXTS.includes(text)) return true;
  if (!FALSE_TEXTS.includes(text)) reportWrongType(decoding, followed, 'boolean');
  return false;
}
