/** Arguments of a message that are all texts. */
export type Named<Key extends string> = { readonly [Name in Key]: string };
