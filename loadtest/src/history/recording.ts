import type { Pool, Queryable } from '@casino-club/server/src/platform/postgres/pool.ts'

export interface Statement {
  readonly text: string
  readonly values: unknown[]
}

const CONTROL = /^(begin|commit|rollback|set )/

/** The same pool, with every statement that is asked of it kept. */
export function recording(pool: Pool): { pool: Pool; statements: readonly Statement[] } {
  const statements: Statement[] = []
  const keep = (query: Parameters<Queryable['query']>[0], values: unknown[] = []) => {
    const statement =
      typeof query === 'string' ? { text: query, values } : { text: query.text, values: query.values ?? [] }
    if (!CONTROL.test(statement.text)) statements.push(statement)
  }
  const record = <T extends Queryable>(via: T): T =>
    new Proxy(via, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          if (name === 'query') keep(...(args as Parameters<typeof keep>))
          return Reflect.apply(value, target, args)
        }
      },
    })
  const connect = async () => record(await pool.connect())
  const recorder = new Proxy(record(pool), {
    get: (target, name) => (name === 'connect' ? connect : Reflect.get(target, name)),
  })
  return { pool: recorder, statements }
}

/** How Postgres carries the statements out. */
export async function explainAll(pool: Pool, statements: readonly Statement[]): Promise<string[]> {
  const plans: string[] = []
  for (const { text, values } of statements) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${text}`, values)
    plans.push(`\n${text.trim()}\n${rows.map((row) => `    ${row['QUERY PLAN']}`).join('\n')}\n`)
  }
  return plans
}
