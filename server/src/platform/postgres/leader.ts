import pg from 'pg'

/** A lock held by a session of its own: at most one process has it, and a process that dies loses it. */
export interface Leadership {
  /** False once the connection that holds the lock is gone. */
  held(): boolean
  release(): Promise<void>
}

/** Takes the advisory lock of this name, or gives undefined when another process has it. */
export async function tryLead(databaseUrl: string, name: string): Promise<Leadership | undefined> {
  const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true, application_name: `casino-${name}` })
  let alive = true
  const lost = () => {
    alive = false
  }
  client.on('error', lost)
  client.on('end', lost)
  await client.connect()
  const { rows } = await client.query<{ led: boolean }>(`select pg_try_advisory_lock(hashtext($1)) as led`, [name])
  if (rows[0]?.led !== true) {
    await client.end()
    return undefined
  }
  return { held: () => alive, release: () => client.end().catch(() => undefined) }
}
