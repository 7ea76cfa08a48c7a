import fc from 'fast-check'

/** A schema as OpenAPI 3.1 writes it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly schema: Schema
}

export interface Operation {
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body: Schema | undefined
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

interface RawOperation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: { readonly 'application/json'?: { readonly schema: Schema } } }
}

/** Every operation a document names. */
export function operationsOf({ paths }: Document): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      parameters: operation.parameters ?? [],
      body: operation.requestBody?.content['application/json']?.schema,
    })),
  )
}

/** Texts that have broken other servers: SQL, markup, headers, formats, borders of Unicode, paths, prototypes. */
const NASTY_TEXTS = [
  '',
  ' ',
  "' or 1=1 --",
  "'; drop table users; --",
  '<script>alert(1)</script>',
  '{{7*7}}',
  '#{7*7}',
  '%00',
  '\0',
  'a\r\nSet-Cookie: x=1',
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
  '\ud800',
  '\u202egnp.exe',
  'ａｄｍｉｎ',
  '관리자',
  'a'.repeat(5_000),
  '1e309',
  'NaN',
  '-0',
  '0x10',
  '2026-02-30',
  '9999-12-31T23:59:59Z',
  '0000-01-01T00:00:00Z',
  '2026-01-01T00:00:00+14:00',
  'http://127.0.0.1:1/',
  'file:///etc/passwd',
]

const NASTY_NUMBERS = [0, -0, -1, 1, 0.5, 2 ** 31, -(2 ** 31), 2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 1e21, 1e308]

const anyText = fc.oneof(fc.constantFrom(...NASTY_TEXTS), fc.string({ maxLength: 40, unit: 'binary' }))
const anyNumber = fc.oneof(fc.constantFrom(...NASTY_NUMBERS), fc.integer(), fc.double())
const anything = fc.oneof(
  anyText,
  anyNumber,
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom<unknown>([], {}, [[]], { a: { b: { c: [] } } }, Array(300).fill(0)),
)

const FORMATS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid({ version: 4 }),
  'date-time': fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  date: fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  email: fc.emailAddress(),
}

/** What one would send who has read the document: mostly right, at times a little wrong. */
export function arbitraryOf(
  schema: Schema,
  document: Document,
  known: readonly unknown[],
  depth = 0,
): fc.Arbitrary<unknown> {
  const right = rightOf(schema, document, known, depth)
  return fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: anything })
}

function rightOf(schema: Schema, document: Document, known: readonly unknown[], depth: number): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    const found = document.components?.schemas?.[schema.$ref.split('/').at(-1) ?? '']
    return found ? rightOf(found, document, known, depth) : anything
  }
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => rightOf(choice, document, known, depth)))
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
  if (types.length === 0) return anything
  return fc.oneof(...types.map((type) => ofType(type, schema, document, known, depth)))
}

function ofType(
  type: string,
  schema: Schema,
  document: Document,
  known: readonly unknown[],
  depth: number,
): fc.Arbitrary<unknown> {
  if (type === 'string') return textOf(schema, known)
  if (type === 'integer' || type === 'number') return numberOf(schema, known)
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (depth > 4) return anything
  if (type === 'array') {
    return fc.array(arbitraryOf(schema.items ?? {}, document, known, depth + 1), { maxLength: 4 })
  }
  return objectOf(schema, document, known, depth)
}

function textOf({ format, minLength = 0, maxLength = 200 }: Schema, known: readonly unknown[]): fc.Arbitrary<string> {
  const formatted = FORMATS[format ?? '']
  const texts = known.filter((value) => typeof value === 'string')
  const bounded = fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) })
  return fc.oneof(
    { weight: 4, arbitrary: formatted ?? bounded },
    { weight: 2, arbitrary: anyText },
    ...(texts.length > 0 ? [{ weight: 4, arbitrary: fc.constantFrom(...texts) }] : []),
  )
}

function numberOf({ minimum, maximum }: Schema, known: readonly unknown[]): fc.Arbitrary<number> {
  const numbers = known.filter((value) => typeof value === 'number')
  const [min, max] = [Math.max(minimum ?? -1_000, -(2 ** 31)), Math.min(maximum ?? 100_000, 2 ** 31 - 1)]
  return fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: Math.min(min, max), max: Math.max(min, max) }) },
    { weight: 1, arbitrary: anyNumber },
    ...(numbers.length > 0 ? [{ weight: 4, arbitrary: fc.constantFrom(...numbers) }] : []),
  )
}

/** Its fields, now and then without one that is needed or with one that is not known. */
function objectOf(schema: Schema, document: Document, known: readonly unknown[], depth: number): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, field]) => [
      name,
      arbitraryOf(field, document, known, depth + 1),
    ]),
  )
  const required = (schema.required ?? []).filter((name) => Object.hasOwn(fields, name))
  const whole = fc.record(fields, { requiredKeys: required })
  const lacking = fc.record(fields, { requiredKeys: [] })
  const extra = fc.constantFrom('rank', 'coins', 'role', 'id', 'userId', 'isAdmin', '__proto__', 'constructor')
  const more = fc.tuple(whole, extra, anything).map(([value, name, added]) => ({ ...value, [name]: added }))
  return fc.oneof({ weight: 10, arbitrary: whole }, { weight: 1, arbitrary: lacking }, { weight: 1, arbitrary: more })
}

/** A request as it goes out. */
export interface FuzzedRequest {
  readonly path: string
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
}

/** Requests to an operation. `known` are values that mean something to this club: ids, names, versions. */
export function requestsTo(
  operation: Operation,
  document: Document,
  known: readonly unknown[],
): fc.Arbitrary<FuzzedRequest> {
  const inPath = operation.parameters.filter((parameter) => parameter.in === 'path')
  const inQuery = operation.parameters.filter((parameter) => parameter.in === 'query')
  const record = (parameters: readonly Parameter[], requiredKeys: readonly string[]) =>
    fc.record(Object.fromEntries(parameters.map(({ name, schema }) => [name, arbitraryOf(schema, document, known)])), {
      requiredKeys: [...requiredKeys],
    })
  return fc.record({
    path: record(
      inPath,
      inPath.map(({ name }) => name),
    ).map((values) =>
      Object.entries(values).reduce((path, [name, value]) => {
        const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
        return path.replace(`{${name}}`, () => encodeURIComponent(text.toWellFormed()) || '%20')
      }, operation.path),
    ),
    query: record(inQuery, []),
    body: operation.body ? arbitraryOf(operation.body, document, known) : fc.constant(undefined),
  })
}
