import { PRICE_CURRENCIES, PURCHASE_STATUSES, type Reason } from '@casino-club/shared'
import { type ReactElement, useMemo } from 'react'
import { DateInput, SearchInput, SelectInput, TextInput } from 'react-admin'
import { CLUB_ZONE_LABEL } from '../../format/zone.ts'
import { useWords } from '../../i18n/use-words.ts'

/** Why purchases come to nothing. */
const CAUSES = [
  'PAYMENT_FAILED',
  'OUT_OF_STOCK',
  'WINDOW_CLOSED',
  'USER_LIMIT',
  'DISABLED',
  'PRICE_CHANGED',
  'PROMO_INVALID',
  'PROMO_EXHAUSTED',
  'PENDING_TIMEOUT',
  'STALE_AUTO_VOID',
  'NOT_GRANTABLE',
  'FRAUD_BLOCK',
  'SPEND_LIMIT',
  'PAUSED',
  'SELF_EXCLUDED',
  'INSUFFICIENT_FUNDS',
  'RANK_TOO_LOW',
  'NOT_IN_SEGMENT',
] as const satisfies readonly Reason[]

const TEXTS = ['sku', 'provider', 'promoCode'] as const

/** A filter of a few words, with one that stands for all of them. */
function choice<T extends string>(source: string, all: string, ids: readonly T[], name: (id: T) => string) {
  return (
    <SelectInput
      key={source}
      source={source}
      alwaysOn
      helperText={false}
      choices={ids.map((id) => ({ id, name: name(id) }))}
      emptyText={all}
      translateChoice={false}
      sx={{ maxWidth: 220 }}
    />
  )
}

/** What purchases can be searched by. Days are days of the club's zone, both ends included. */
export function usePurchaseFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(() => {
    const search = words('purchases.search')
    const zone = { zone: CLUB_ZONE_LABEL }
    return [
      <SearchInput
        key="q"
        source="q"
        alwaysOn
        helperText={false}
        placeholder={search}
        slotProps={{ htmlInput: { 'aria-label': search, 'data-testid': 'purchases-q', maxLength: 100 } }}
        sx={{ width: 260 }}
      />,
      <TextInput
        key="player"
        source="player"
        alwaysOn
        helperText={false}
        label={words('purchases.player')}
        slotProps={{ htmlInput: { 'data-testid': 'purchases-player', maxLength: 100 } }}
        sx={{ width: 220 }}
      />,
      choice('status', words('purchases.allStatuses'), PURCHASE_STATUSES, (id) => words(`purchases.statuses.${id}`)),
      choice('reason', words('purchases.allCauses'), CAUSES, (id) => words(`reasons.${id}`)),
      choice('currency', words('purchases.allCurrencies'), PRICE_CURRENCIES, (id) => words(`promos.currencies.${id}`)),
      ...TEXTS.map((source) => (
        <TextInput
          key={source}
          source={source}
          alwaysOn={source !== 'promoCode'}
          helperText={false}
          slotProps={{ htmlInput: { 'data-testid': `purchases-${source}`, maxLength: 64 } }}
          sx={{ width: 140 }}
        />
      )),
      ...(['from', 'until'] as const).map((source) => (
        <DateInput
          key={source}
          source={source}
          alwaysOn
          helperText={false}
          label={words(`purchases.${source}`, zone)}
          parse={dayOnly}
        />
      )),
    ]
  }, [words])
}

/** Keeps the day as it was typed: a `Date` would move it to the browser's zone. */
const dayOnly = (value: string) => value || null
