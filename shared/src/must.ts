/** Narrows what must be there; its absence is a defect of ours, not a refusal. */
export function must<T>(value: T | undefined | null, what = 'value'): T {
  if (value === undefined || value === null) throw new TypeError(`${what} is missing`)
  return value
}
