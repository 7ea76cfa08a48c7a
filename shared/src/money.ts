import { z } from 'zod'

/** The play-money currencies. None of them can be cashed out. */
export const CURRENCIES = ['coins', 'gems', 'tickets'] as const
export type Currency = (typeof CURRENCIES)[number]

/** Balances by currency, whole numbers from 0 to `MAX_AMOUNT`. */
export type Balances = Record<Currency, number>

/** The largest balance: every amount stays a safe integer in TypeScript and a bigint in Postgres. */
export const MAX_AMOUNT = Number.MAX_SAFE_INTEGER

/** A whole, non-negative amount of some currency. */
export const amountSchema = z.number().int().min(0).max(MAX_AMOUNT)

/** A whole, signed change of some currency. */
export const signedAmountSchema = z.number().int().min(-MAX_AMOUNT).max(MAX_AMOUNT)

export const currencySchema = z.enum(CURRENCIES)
