/** What a request to the mock carries: Stripe takes form-encoded bodies with nested names, `metadata[order_id]=…`. */
export interface Params {
  readonly [name: string]: string | Params | undefined
}

/** An answer of the mock; errors have the shape of Stripe's. */
export interface MockAnswer {
  readonly status: number
  readonly body: object
}

/** Thrown by what the mock refuses. `kept`: whether the idempotency key keeps it, as it does once a request is executed. */
export class MockRefusal extends Error {
  readonly answer: MockAnswer
  readonly kept: boolean

  constructor(status: number, error: Readonly<Record<string, unknown>>, kept = true) {
    super(String(error.message))
    this.answer = { status, body: { error } }
    this.kept = kept
  }
}

export const invalid = (code: string, message: string, param?: string): MockRefusal =>
  new MockRefusal(400, { type: 'invalid_request_error', code, message, ...(param && { param }) }, false)

export const missing = (what: string, id: string): MockRefusal =>
  new MockRefusal(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${what}: '${id}'`,
    param: 'id',
  })

type Writable = { [name: string]: string | Writable | undefined }

/** `a[b][0]=c` as `{ a: { b: { 0: 'c' } } }`. */
export function parseForm(text: string): Params {
  const whole: Writable = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.replaceAll(']', '').split('[')
    const last = path.pop() ?? ''
    let at = whole
    for (const step of path) {
      const next = at[step]
      const inner: Writable = typeof next === 'object' ? next : {}
      at[step] = inner
      at = inner
    }
    at[last] = value
  }
  return whole
}

/** Refuses what this version of the API does not know, as Stripe does. */
export function allowOnly(params: Params, ...names: string[]): void {
  for (const name of Object.keys(params)) {
    if (name !== 'expand' && !names.includes(name)) {
      throw invalid('parameter_unknown', `Received unknown parameter: ${name}`, name)
    }
  }
}

export function text(params: Params, name: string): string | undefined {
  const value = params[name]
  if (typeof value === 'object') throw invalid('parameter_invalid_string', `Invalid string: ${name}`, name)
  return value
}

export function inner(params: Params, name: string): Params {
  const value = params[name]
  return typeof value === 'object' ? value : {}
}

export const texts = (params: Params): Record<string, string> =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))

/** A whole number of the smallest unit; won have none smaller, so `5000` are 5,000 won. */
export function amountIn(params: Params, name: string): number {
  const value = text(params, name)
  if (value === undefined) throw invalid('parameter_missing', `Missing required param: ${name}.`, name)
  if (!/^\d+$/.test(value)) throw invalid('parameter_invalid_integer', `Invalid integer: ${value}`, name)
  if (Number(value) < LEAST_WON) throw invalid('amount_too_small', 'Amount must convert to at least 50 cents.', name)
  return Number(value)
}
/** Half a US dollar, about. */
const LEAST_WON = 700
