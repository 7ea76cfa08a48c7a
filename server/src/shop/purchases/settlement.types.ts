import type { Gathering } from '../../platform/batches.ts'
import type { Log } from '../../platform/log.ts'
import type { AuthorizeRequest, PaymentProvider } from '../payments/provider.ts'
import type { GrantDependencies } from './grant-purchase.ts'

/** What only the player's own request knows: it is gone with the process. */
export type Asked = Pick<AuthorizeRequest, 'cardToken' | 'orderName' | 'returnUrl'>

export interface SettlementOptions {
  /** How long one process keeps the others away from a purchase; longer than any call to the provider. */
  readonly leaseSeconds: number
  /** After so long what is not authorized is given up. */
  readonly staleSeconds: number
  /** How often a call that came to nothing known is made again at once, under its key. */
  readonly retries: number
}

export interface SettlementDependencies extends GrantDependencies {
  readonly log: Log
  readonly providers: ReadonlyMap<string, PaymentProvider>
  readonly options: SettlementOptions
  readonly gathering: Gathering
  /** Told between two steps; where tests stop the world. */
  readonly reached?: (point: string) => Promise<void>
}
