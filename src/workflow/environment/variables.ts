/** Environment variables by name. */
export type Variables = ReadonlyMap<string, string>;

/** Makes variables of values: texts that are empty are left out, numbers and truth values never are. */
export function variablesOf(
  values: Readonly<Record<string, string | number | boolean | undefined>>,
): Variables {
  const variables = new Map<string, string>();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '' && value !== null) variables.set(name, String(value));
  }
  return variables;
}
