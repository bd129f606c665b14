/**
 * Sets the value of a key, as the newest one of a map. If the map then has more than `most` keys, the oldest one is
 * removed: a fake that is never closed must not keep what it notes for messages.
 */
export function setNewest<K, V>(map: Map<K, V>, most: number, key: K, value: V): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= most) return;
  const [oldest] = map.keys();
  map.delete(oldest as K);
}
