import type { PushSubscribeBody } from '@casino-club/shared'

/** What the service's process is asked. */
export type Asked =
  /** For browsers whose subscriptions belong to a key. */
  { readonly kind: 'subscribe'; readonly vapidKey: string; readonly count: number } | { readonly kind: 'count' }

/** What it answers, in order. */
export type Told =
  | { readonly kind: 'open'; readonly host: string; readonly origin: string; readonly caFile: string }
  | { readonly kind: 'subscribed'; readonly bodies: readonly PushSubscribeBody[] }
  /** Messages that were opened with a browser's keys, and requests, whatever they were. */
  | { readonly kind: 'counted'; readonly taken: number; readonly requests: number }

/** What is posted with nothing else around it. */
export interface AloneOrder {
  readonly origin: string
  readonly caFile: string
  readonly bodies: readonly PushSubscribeBody[]
  readonly publicKey: string
  readonly privateKey: string
  readonly text: string
  readonly atOnce: number
  readonly seconds: number
}

export interface AloneFigures {
  readonly perSecond: number
  /** Processor time of a message. */
  readonly millis: number
}
