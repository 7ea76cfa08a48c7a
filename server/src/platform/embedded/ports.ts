import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { StartError } from '../start-error.ts'

/**
 * The loopback port for an embedded server: the wanted one, else the one used last time (kept in `file`), else a free one.
 * Throws StartError when the wanted one is taken.
 */
export async function choosePort(file: string, wanted: number | undefined, what: string): Promise<number> {
  if (wanted !== undefined && !(await listens(wanted))) {
    throw new StartError(`Port ${wanted}, wanted for the embedded ${what}, is taken by another program.`)
  }
  const port = wanted ?? (await firstFree([rememberedPort(file), 0]))
  writeFileSync(file, `${port}\n`)
  return port
}

/** The port of the last start, 0 when there was none. */
export function rememberedPort(file: string): number {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || 0
  } catch {
    return 0
  }
}

async function firstFree(candidates: number[]): Promise<number> {
  for (const candidate of candidates) {
    const port = await listens(candidate)
    if (port) return port
  }
  throw new StartError('No loopback port is free for an embedded server.')
}

/** Listens for a moment; the port it got (any free one for 0), or 0 when it is taken. */
function listens(port: number): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(0))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
