import { isDnsName, labelValueProblems } from '../base/text/kubernetes-names.ts';

/** Whether the API server takes a text as the value of a label. */
export function isLabelText(text: string): boolean {
  return labelValueProblems(text) === 0;
}

/** Whether the API server takes a text as the key of a label. */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  return (slash < 0 || isDnsName(key.slice(0, slash))) && name !== '' && isLabelText(name);
}
