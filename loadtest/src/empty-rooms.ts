import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { freePort } from '../../test/support/ports.ts'

export interface EmptyRooms {
  readonly gameUrl: string
  readonly pid: number
  kill(): void
}

/** Starts a Colyseus server that does nothing, in a process of its own: what the club's rooms are compared with. */
export async function startEmptyRooms(transport: string): Promise<EmptyRooms> {
  const port = await freePort()
  const script = join(import.meta.dirname, 'baselines/empty-room.ts')
  const child = spawn(process.execPath, [script, transport, `${port}`], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return { gameUrl: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, kill: () => void child.kill('SIGKILL') }
}
