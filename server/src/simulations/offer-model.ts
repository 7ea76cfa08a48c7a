import { type OfferSimulation, type PriceCurrency, SIMULATED_DAYS, totalOf } from '@casino-club/shared'
import { divided, exact, toFigure } from './exact.ts'
import type { Reader } from './history.store.ts'
import type { DayAmounts } from './mission.rule.ts'
import { DAY_MS, dayAt, type Model, NOTHING, paidOut, populationOf } from './model.ts'
import { offerPart } from './offer.rule.ts'

interface OfferBase {
  readonly price: number
  readonly currency: PriceCurrency
  readonly nowMs: number
  readonly firstDay: number
  readonly readers: readonly Reader[]
  readonly payments: ReadonlyMap<number, DayAmounts>
  /** Units of its stock. */
  readonly left: number
}

/** What an offer would be taken by and bring. */
export function offerModel({ body, takePercent, replacedPercent }: OfferSimulation, base: OfferBase): Model {
  const { price, currency, nowMs, firstDay, readers, payments, left } = base
  const { from, until } = body.window
  const opensMs = Math.max(nowMs, from === null ? nowMs : Date.parse(from))
  const openMs = until === null ? Infinity : Date.parse(until) - opensMs
  const openDays = Math.min(SIMULATED_DAYS, Math.max(1, Math.ceil(openMs / DAY_MS)))
  const terms = { price, takePercent, userLimits: body.userLimits, firstDay, openDays }
  const paid = readers.map(({ id }) => payments.get(id) ?? NOTHING)
  const contents = totalOf(body.contents)
  return {
    population: populationOf(readers, { figures: 2, steps: openDays }, (place, draws) =>
      offerPart(paid[place] ?? NOTHING, terms, draws),
    ),
    figuresOf: ({ takers, sums: [wanted = 0, instead = 0] }) => {
      const units = Math.min(wanted, left)
      const sold = toFigure(exact(units) * exact(price))
      // Of what there are too few of, occasions are taken in no order: as many are replaced as are sold.
      const before = exact(instead) * exact(replacedPercent) * exact(units)
      const replaced = wanted === 0 ? 0 : toFigure(divided(before, exact(wanted) * 100n))
      const won = currency === 'KRW'
      return {
        ...{ takers: Math.min(takers, units), units },
        ...(won && { revenueWon: sold, replacedWon: replaced, netWon: sold - replaced }),
        ...(!won && { gemsPaid: sold, gemsReplaced: replaced }),
        ...paidOut(contents, units),
      }
    },
    sharesOf: ({ steps }, players) => steps.map((taken) => taken / players),
    steps: Array.from({ length: openDays }, (_, day) => dayAt(firstDay + day)),
    warnings: payments.size === 0 ? ['NO_PURCHASES'] : [],
    assumptions: [
      { code: 'AS_BEFORE', percent: null },
      { code: 'TAKE_SHARE', percent: takePercent },
      { code: 'REPLACED_SHARE', percent: replacedPercent },
      { code: 'NOBODY_NEW', percent: null },
      { code: 'LIST_PRICE', percent: null },
    ],
  }
}
