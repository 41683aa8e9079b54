/** Groups a list by a key; Node 20 has no `Map.groupBy`. */

/** Keys in the order in which they first come. */
export function groupBy<T, K>(list: Iterable<T>, keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of list) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
