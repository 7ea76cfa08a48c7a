/** A line of the table: what was measured, what it is compared with in the same run, and its limit. */
export interface Figure {
  readonly name: string
  readonly figure: string
  readonly baseline: string
  readonly limit: string
  readonly met: boolean
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** NaN of nothing. */
export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/** NaN of nothing. */
export const percentile = (numbers: readonly number[], share: number): number =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? Number.NaN

/** Prints the figures, one a line. */
export function showFigures(figures: readonly Figure[]): void {
  const row = ({ name, figure, baseline, limit }: Omit<Figure, 'met'>, met: string) =>
    say(`${name.padEnd(46)} ${figure.padStart(10)}   ${baseline.padEnd(46)} ${limit.padEnd(10)} ${met}`)
  row({ name: '', figure: 'measured', baseline: 'beside it, in the same run', limit: 'limit' }, '')
  for (const figure of figures) row(figure, figure.met ? 'met' : 'NOT met')
}

/** Does something again and again, so many at once, for so long; gives how often a second. */
export async function rate(
  atOnce: number,
  seconds: number,
  work: (worker: number) => Promise<unknown>,
): Promise<number> {
  const startMs = performance.now()
  const endMs = startMs + seconds * 1_000
  let done = 0
  const loop = async (worker: number) => {
    while (performance.now() < endMs) {
      await work(worker)
      done++
    }
  }
  await Promise.all(Array.from({ length: atOnce }, (_, worker) => loop(worker)))
  return done / ((performance.now() - startMs) / 1_000)
}

/** A request with a JSON body. */
export function post(url: string, body: object, token?: string): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
}
