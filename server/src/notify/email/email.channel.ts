import type { KeyObject } from 'node:crypto'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import type { MailDoor, MailEnd } from '../../post/index.ts'
import type { MayContact } from '../../safe-play/index.ts'
import type { Channel, DeliveryOrder, Outcome } from '../channel.ts'
import { MissingValue } from '../templates/fill.ts'
import { countRefusal, findMailbox, forgetRefusals, MAIL_ORIGIN } from './email.store.ts'
import { letterHtml, letterText } from './letter-layout.ts'
import { signUnsubscribing } from './unsubscribe-token.ts'

export interface EmailDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  /** Null: mail is off. */
  readonly door: MailDoor | null
  readonly mayContact: MayContact
  /** What unsubscribing is signed by. */
  readonly unsubscribeKey: KeyObject
  /** Where players reach the web app, without a slash at the end. */
  readonly publicUrl: string
  /** The template's own HTML with its values in it; null: the standard layout. Throws MissingValue. */
  readonly htmlOf: (order: DeliveryOrder) => Promise<string | null>
}

/** So many refusals of an address in a row, each of another letter, and it gets no more. */
export const REFUSALS_UNTIL_SUPPRESSED = 3
/** The one place that a player has here; his address is looked up when a letter is sent, and kept nowhere else. */
const PLACE = ['']

/** Letters over the club's mail server, to addresses that their owners have proven. */
export class EmailChannel implements Channel {
  readonly name = 'email'
  private readonly deps: EmailDependencies

  constructor(deps: EmailDependencies) {
    this.deps = deps
  }

  async targets(userId: number): Promise<readonly string[]> {
    // Where mail is off, nobody has a place here.
    if (this.deps.door === null) return []
    const mailbox = await findMailbox(this.deps.pool, userId)
    return mailbox === undefined || mailbox.suppressed ? [] : PLACE
  }

  async send(order: DeliveryOrder, signal: AbortSignal): Promise<Outcome> {
    try {
      return await this.deliver(order, signal)
    } catch (error) {
      this.deps.log.warn({ err: error, delivery: order.deliveryId }, 'a letter met a fault')
      return { kind: 'again', detail: 'fault' }
    }
  }

  private async deliver(order: DeliveryOrder, signal: AbortSignal): Promise<Outcome> {
    const { pool, clock, door, mayContact } = this.deps
    if (door === null) return { kind: 'held', origin: MAIL_ORIGIN, detail: 'mail is off' }
    const { userId, category } = order
    const mailbox = await findMailbox(pool, userId)
    if (mailbox === undefined) return { kind: 'gone', detail: 'no proven address' }
    // One log-in that was refused is enough: a provider locks out who goes on.
    if (mailbox.held) return { kind: 'held', origin: MAIL_ORIGIN, detail: 'our log-in was refused' }
    if (mailbox.suppressed) return { kind: 'skipped', reason: 'suppressed' }
    if (category !== 'transactional') {
      if (mailbox.optedOut.includes(category)) return { kind: 'skipped', reason: 'unsubscribed' }
      if (!(await mayContact([userId], clock.nowMs())).has(userId)) return { kind: 'skipped', reason: 'safe_play' }
    }
    const mail = await this.letterOf(order, mailbox.address).catch(poisonWithoutValues)
    if ('kind' in mail) return mail
    if (signal.aborted) return { kind: 'again', detail: 'interrupted' }
    return this.ended(order, mailbox.address, await untilAborted(door(mail), signal))
  }

  /** Its id is that of the delivery: who gets it twice can tell, and so can his mail program. */
  private async letterOf(order: DeliveryOrder, to: string) {
    const { publicUrl, unsubscribeKey, htmlOf } = this.deps
    const { category, userId, language, title, body, path } = order
    const unsubscribe =
      category === 'transactional'
        ? null
        : `${publicUrl}/unsubscribe/${signUnsubscribing({ userId, category }, unsubscribeKey)}`
    const html = await htmlOf(order)
    const parts = { language, title, body, html, link: path === null ? null : `${publicUrl}${path}`, unsubscribe }
    return {
      id: `delivery-${order.deliveryId}`,
      to,
      subject: title.replace(/\s+/g, ' ').trim(),
      text: letterText(parts),
      html: letterHtml(parts),
      ...(unsubscribe !== null && {
        headers: {
          'List-Unsubscribe': `<${unsubscribe}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      }),
    }
  }

  private async ended({ userId, deliveryId }: DeliveryOrder, address: string, end: MailEnd): Promise<Outcome> {
    const { pool, clock, log } = this.deps
    switch (end.kind) {
      case 'taken':
        await forgetRefusals(pool, address)
        return { kind: 'sent' }
      case 'barred':
        return { kind: 'held', origin: MAIL_ORIGIN, detail: end.why }
      case 'failed':
        return { kind: 'again', detail: end.why }
      case 'refused': {
        if (!end.aboutRecipient) return { kind: 'poison', detail: end.why }
        const refusal = { address, userId, why: end.why, nowMs: clock.nowMs() }
        const suppressed = await countRefusal(pool, refusal, REFUSALS_UNTIL_SUPPRESSED)
        if (suppressed) log.info({ delivery: deliveryId }, 'an address was refused too often and gets no more letters')
        return { kind: 'gone', detail: end.why }
      }
    }
  }
}

/** A template that asks for a value which the message does not have: it was written anew since, and can never be sent. */
function poisonWithoutValues(error: unknown): Outcome {
  if (error instanceof MissingValue) return { kind: 'poison', detail: error.message }
  throw error
}

/** A mail that is on its way cannot be called back; who stops waiting sends it once more, under the same id. */
function untilAborted(sending: Promise<MailEnd>, signal: AbortSignal): Promise<MailEnd> {
  return new Promise((resolve) => {
    const interrupted = () => resolve({ kind: 'failed', why: 'interrupted' })
    signal.addEventListener('abort', interrupted, { once: true })
    void sending.then((end) => {
      signal.removeEventListener('abort', interrupted)
      resolve(end)
    })
  })
}
