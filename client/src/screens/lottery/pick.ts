/** A whole number below `bound`, every one equally likely; from the browser's own secure randomness. */
function below(bound: number): number {
  const limit = 2 ** 32 - (2 ** 32 % bound)
  for (;;) {
    const [word = 0] = crypto.getRandomValues(new Uint32Array(1))
    if (word < limit) return word % bound
  }
}

/** So many different numbers from 1 to `pool`, rising: a ticket for who does not care. */
export function quickPick(pool: number, picks: number): number[] {
  const left = Array.from({ length: pool }, (_, index) => index + 1)
  return Array.from({ length: picks }, () => left.splice(below(left.length), 1))
    .flat()
    .sort((a, b) => a - b)
}

/** The ticket with a number put on it or taken off; a full ticket takes no more. */
export function toggled(numbers: readonly number[], number: number, picks: number): number[] {
  if (numbers.includes(number)) return numbers.filter((each) => each !== number)
  return numbers.length >= picks ? [...numbers] : [...numbers, number].sort((a, b) => a - b)
}
