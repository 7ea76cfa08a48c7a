import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type EmbeddedPostgres,
  type EmbeddedRedis,
  startEmbeddedPostgres,
  startEmbeddedRedis,
} from '@casino-club/server/src/platform/embedded/index.ts'
import { commandLine, isAlive, signal } from '@casino-club/server/src/platform/embedded/processes.ts'
import { databaseUrlOf } from '../database.ts'
import { type ClubProcess, startClubProcess, temporaryDataDir } from '../own-club.ts'
import { openPlayers } from '../players.ts'
import { Crowd } from './crowd.ts'
import type { Diary } from './diary.ts'

export interface FaultOptions {
  readonly players: number
  /** Acknowledged spins, per kill in the kill run. */
  readonly spins: number
  readonly kafka: 'mock' | 'real'
  readonly say: (line: string) => void
}

/** What the environment may say about somebody's real club must not reach the one we break. */
const ON_ITS_OWN = {
  NODE_ENV: '',
  ROLE: 'all',
  HOST: '',
  DATABASE_URL: '',
  REDIS_URL: '',
  KAFKA_BROKERS: '',
  JWT_SECRET: '',
  ADMIN_PASSWORD: '',
  INVITE_CODE: '',
  PUBLIC_GAME_URL: '',
  GAME_PUBLIC_ADDRESS: '',
  SHUTDOWN_TIMEOUT_SECONDS: '10',
  // Faults are what we came for.
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'fatal',
}

/** Everything one fault run stands on, in a temporary folder; closing it leaves no process and no file behind. */
export class Stage {
  private readonly folder = temporaryDataDir()
  private readonly undo: (() => unknown)[] = []
  private closing: Promise<void> | undefined
  readonly options: FaultOptions

  constructor(options: FaultOptions) {
    this.options = options
    this.undo.push(() => this.folder.remove())
    this.undo.push(() => this.endLeftBehind())
  }

  get databaseUrl(): string {
    return databaseUrlOf(this.folder.path)
  }

  /** The folder of Postgres's files. */
  get clusterDirectory(): string {
    return join(this.folder.path, 'postgres')
  }

  /** Has a step taken when the stage closes, before those that were asked for earlier. */
  onClose(step: () => unknown): void {
    this.undo.push(step)
  }

  async club(env: Record<string, string> = {}): Promise<ClubProcess> {
    const starting = startClubProcess(this.folder.path, { ...ON_ITS_OWN, ...env })
    this.undo.push(() => starting.then((club) => club.stop()))
    return starting
  }

  /** A Postgres of the run's own, started again on the same port and files when there was one before. */
  async postgres(): Promise<EmbeddedPostgres> {
    const starting = startEmbeddedPostgres({ dataDir: this.folder.path, log: () => undefined })
    this.undo.push(() => starting.then((postgres) => postgres.stop()))
    return starting
  }

  /** A Redis of the run's own, likewise. */
  async redis(): Promise<EmbeddedRedis> {
    const starting = startEmbeddedRedis({ dataDir: this.folder.path, log: () => undefined })
    this.undo.push(() => starting.then((redis) => redis.stop()))
    return starting
  }

  /** Opens players in the club's books and brings them to its rooms. */
  async crowd({ gameUrl, jwtSecret }: ClubProcess, diary: Diary): Promise<Crowd> {
    const crowd = new Crowd(await openPlayers(this.databaseUrl, jwtSecret, this.options.players), diary)
    await crowd.join(gameUrl)
    this.undo.push(() => crowd.leave())
    return crowd
  }

  close(): Promise<void> {
    this.closing ??= (async () => {
      for (const step of this.undo.splice(0).reverse()) {
        await Promise.resolve()
          .then(step)
          .catch(() => undefined)
      }
    })()
    return this.closing
  }

  /** The Postgres and Redis of a club that was killed outlive it. */
  private async endLeftBehind(): Promise<void> {
    for (const file of ['postgres/postmaster.pid', 'redis/redis.pid']) {
      const pid = firstNumber(join(this.folder.path, file))
      if (pid === 0 || !isAlive(pid) || !/postgres|redis|valkey/.test(commandLine(pid))) continue
      signal(pid, 'SIGKILL')
      while (isAlive(pid)) await sleep(20)
    }
  }
}

function firstNumber(file: string): number {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || 0
  } catch {
    return 0
  }
}

/** Whether the club answers at this path within some seconds. */
export async function answers({ httpUrl }: ClubProcess, path: string, withinMs = 30_000): Promise<boolean> {
  const giveUpMs = performance.now() + withinMs
  while (performance.now() < giveUpMs) {
    const response = await fetch(`${httpUrl}${path}`).catch(() => undefined)
    if (response?.ok) return true
    await sleep(100)
  }
  return false
}
