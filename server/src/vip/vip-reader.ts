import type { ConsumeAfter } from '../stream/index.ts'
import { countVipAfter } from './reader.store.ts'

/** The consumer that keeps the days and finds who is to be looked at; it reads from Postgres, whether there is Kafka or not. */
export const VIP = 'vip'

export const vipCounter =
  (zone: string): ConsumeAfter =>
  (tx, after, limit) =>
    countVipAfter(tx, after, { limit, zone })
