/** Appends to a list. Unlike `push(...items)`, it has no limit on the number of items. */
export function append<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
