import type { Pool } from '../../server/src/platform/postgres/pool.ts'

/** The same pool, and how many rows were read by it. */
export function counting(pool: Pool) {
  let rows = 0
  const counted = <T extends object>(of: T): T =>
    new Proxy(of, {
      get(target, name) {
        const member = Reflect.get(target, name) as unknown
        if (name === 'connect') return async () => counted(await pool.connect())
        if (typeof member !== 'function') return member
        if (name !== 'query') return member.bind(target)
        return async (...asked: unknown[]) => {
          const result = (await member.apply(target, asked)) as { rows: unknown[] }
          rows += result.rows?.length ?? 0
          return result
        }
      },
    })
  return { rowsRead: () => rows, pool: counted(pool) }
}
