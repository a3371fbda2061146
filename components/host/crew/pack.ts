/** Copies what travels to another worker: a message that held a view of a heap would carry the whole heap. */

const isPlain = (value: object) => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/**
 * The same value with copies of its typed arrays, in arrays and plain objects however deep; the rest is left to the
 * browser's own cloning.
 *
 * @param travels gets the buffers of the copies, which nobody else holds
 */
export function pack<T>(value: T, travels: ArrayBuffer[]): T {
  return packed(value, travels) as T;
}

function packed(value: unknown, travels: ArrayBuffer[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const copy = (value as Float32Array).slice();
    travels.push(copy.buffer);
    return copy;
  }
  if (Array.isArray(value)) return value.map((each) => packed(each, travels));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, packed(each, travels)]));
}
