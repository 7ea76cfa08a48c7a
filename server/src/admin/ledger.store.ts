import type { Currency } from '@casino-club/shared'
import type { DataSource } from 'typeorm'
import { LedgerEntity } from './admin.entity.ts'

export interface LedgerFilter {
  readonly userId: number
  readonly currency?: Currency | undefined
  readonly page: number
  readonly perPage: number
  readonly ascending: boolean
}

/** A page of a player's ledger, and how many lines there are in all. */
export async function findLedger(orm: DataSource, { userId, currency, page, perPage, ascending }: LedgerFilter) {
  const direction = ascending ? 'ASC' : 'DESC'
  const [rows, total] = await orm.getRepository(LedgerEntity).findAndCount({
    where: { userId, ...(currency !== undefined && { currency }) },
    order: { seq: direction, line: direction },
    take: perPage,
    skip: (page - 1) * perPage,
  })
  const entries = rows.map(({ userId: _, line, occurredAt, hash, ...row }) => ({
    ...row,
    id: `${row.seq}-${line}`,
    occurredAt: occurredAt.toISOString(),
    hash: hash.toString('hex'),
  }))
  return { entries, total }
}
