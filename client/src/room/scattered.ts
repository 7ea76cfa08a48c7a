const WORD = 2 ** 32

/** Half to all of a pause, at random: after a restart of the server not everybody shall knock at the same moment. */
export function scattered(ms: number): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1))
  return ms * (0.5 + word / (2 * WORD))
}
