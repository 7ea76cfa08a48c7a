import { setTimeout as sleep } from 'node:timers/promises'
import type { Locale } from '@casino-club/shared'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { MailRefused, type MailTransport } from '../platform/mail.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { Pool } from '../platform/postgres/pool.ts'
import { isLetterKind, type LetterKind, type LetterParams, wordLetter } from './letters.ts'
import { failureOf } from './mail-door.ts'
import {
  claimLetters,
  countWaiting,
  giveUpLetters,
  postpone,
  putBack,
  settleFailed,
  settleSent,
  type WaitingLetter,
} from './outbox.store.ts'
import type { MayContact } from './post.ts'
import { delayAfter, MAX_ATTEMPTS } from './retry.ts'

/** A letter as it is about to be worded. */
export interface PreparedLetter {
  readonly kind: LetterKind
  readonly locale: Locale
  readonly params: LetterParams
  /** Whom it has turned out to be for. */
  readonly userId: number | null
  readonly to: string
}

/**
 * Completes a letter in the moment it is sent: makes the secret of its link, finds who has proven the address. Undefined:
 * it is not wanted any more.
 */
export type PrepareLetter = (letter: WaitingLetter & { kind: LetterKind }) => Promise<PreparedLetter | undefined>

export interface SenderDependencies {
  readonly pool: Pool
  readonly bus: Bus
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Pick<Metrics, 'mails' | 'mailsWaiting'>
  readonly transport: MailTransport
  readonly prepare: PrepareLetter
  readonly mayContact: MayContact
}

const POLL_MS = 1_000
const HANDS = 4
/** One for each hand: what is claimed is begun at once, so that no claim ends while its letter waits for a hand. */
const PAGE = HANDS
/** Longer than a send can take; after it a letter whose worker died is taken by another. */
const CLAIM_MS = 180_000
/** Nobody wants a link that he asked for the day before yesterday. */
const OLDEST_MS = 86_400_000
/** A log-in that was refused is tried so often: more, and a provider locks us out. */
const BARRED_MS = 60_000

/** Sends what is queued; any number of workers may do so side by side. A letter whose worker dies is sent once more. */
export class MailSender {
  private readonly deps: SenderDependencies
  private readonly stopping = new AbortController()
  private running: Promise<void> | undefined
  private wake: () => void = () => undefined
  private woken = false
  private barredUntilMs = Number.NEGATIVE_INFINITY

  constructor(deps: SenderDependencies) {
    this.deps = deps
  }

  start(): void {
    this.deps.bus.on('mail', () => {
      this.woken = true
      this.wake()
    })
    this.running = this.run()
  }

  /** Resolves when the letters in hand are settled. */
  async stop(): Promise<void> {
    this.stopping.abort()
    this.wake()
    await this.running
    this.deps.transport.close()
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.woken = false
      const worked = await this.work().catch((error: unknown) => {
        this.deps.log.warn({ err: error }, 'mails met a fault; they go on in a moment')
        return 0
      })
      if (worked === 0 && !this.woken) await this.pause()
    }
  }

  private async pause(): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.wake = resolve
    })
    await Promise.race([woken, sleep(POLL_MS, undefined, { ref: false })])
  }

  /** One round over the letters that are due; gives how many there were. */
  async work(): Promise<number> {
    const { pool, clock, metrics, log } = this.deps
    const nowMs = clock.nowMs()
    if (nowMs < this.barredUntilMs) return 0
    const givenUp = await giveUpLetters(pool, { maxAttempts: MAX_ATTEMPTS, nowMs, oldestMs: nowMs - OLDEST_MS })
    if (givenUp > 0) {
      metrics.mails.inc({ kind: 'any', outcome: 'failed' }, givenUp)
      log.warn({ letters: givenUp }, 'mails were given up')
    }
    const letters = await claimLetters(pool, { most: PAGE, nowMs, untilMs: nowMs + CLAIM_MS })
    const left = letters.values()
    const hand = async () => {
      for (const letter of left) {
        if (clock.nowMs() < this.barredUntilMs) await this.putBack(letter)
        else await this.deliver(letter)
      }
    }
    await Promise.all(Array.from({ length: HANDS }, hand))
    metrics.mailsWaiting.set(await countWaiting(pool))
    return letters.length
  }

  private async deliver(letter: WaitingLetter): Promise<void> {
    const { pool, clock, metrics } = this.deps
    const { id, kind } = letter
    try {
      const prepared = await this.prepared(letter)
      if (prepared === undefined) {
        await settleFailed(pool, id, 'not wanted any more')
        metrics.mails.inc({ kind, outcome: 'dropped' })
        return
      }
      const wording = wordLetter(prepared.kind, prepared.locale, prepared.params)
      await this.deps.transport.send({ id: `${id}-${letter.attempts}-${prepared.kind}`, to: prepared.to, ...wording })
      await settleSent(pool, id, prepared.userId, clock.nowMs())
      metrics.mails.inc({ kind, outcome: 'sent' })
    } catch (error) {
      await this.failed(letter, error)
    }
  }

  private async prepared(letter: WaitingLetter): Promise<PreparedLetter | undefined> {
    const { kind, purpose, userId } = letter
    if (!isLetterKind(kind)) return undefined
    if (purpose === 'marketing') {
      const may = userId === null ? undefined : await this.deps.mayContact([userId], this.deps.clock.nowMs())
      if (userId === null || !may?.has(userId)) return undefined
    }
    return this.deps.prepare({ ...letter, kind })
  }

  /** What failed is told by its kind: an error's words may hold the address. */
  private async failed(letter: WaitingLetter, error: unknown): Promise<void> {
    const { pool, clock, metrics, log } = this.deps
    const { id, kind, attempts } = letter
    const why = failureOf(error)
    if (why === 'EAUTH') return this.barred(letter)
    const delayMs = error instanceof MailRefused ? undefined : delayAfter(attempts)
    const outcome = delayMs === undefined ? 'failed' : 'postponed'
    metrics.mails.inc({ kind, outcome })
    log.warn({ letter: id, kind, attempts, why }, delayMs === undefined ? 'a mail was given up' : 'a mail must wait')
    if (delayMs === undefined) await settleFailed(pool, id, why)
    else await postpone(pool, id, clock.nowMs() + delayMs, why)
  }

  /** The mail server does not know us, which is no letter's fault: none is counted as tried, and one a minute tries. */
  private async barred(letter: WaitingLetter): Promise<void> {
    const { clock, log, metrics } = this.deps
    if (clock.nowMs() >= this.barredUntilMs)
      log.error('the mail server refuses our log-in: mails wait until it is mended')
    this.barredUntilMs = clock.nowMs() + BARRED_MS
    metrics.mails.inc({ kind: letter.kind, outcome: 'barred' })
    await this.putBack(letter)
  }

  private putBack({ id }: WaitingLetter): Promise<void> {
    return putBack(this.deps.pool, id, this.barredUntilMs, 'EAUTH')
  }
}
