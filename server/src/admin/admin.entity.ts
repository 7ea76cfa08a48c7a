import type { Currency, Rank } from '@casino-club/shared'
import { EntitySchema } from 'typeorm'
import { bigintNumber } from '../platform/postgres/orm.ts'

/** Rows as the admin screens read them; nothing is ever written through these. */
export interface PlayerRow {
  readonly userId: number
  readonly version: number
  readonly coins: number
  readonly gems: number
  readonly tickets: number
  readonly state: { readonly games?: { readonly slot?: { readonly streak: number } }; readonly mergedInto?: number }
}

export interface UserRow {
  readonly id: number
  readonly siteId: string
  readonly nickname: string
  readonly rank: Rank
  readonly email: string | null
  readonly phoneNumber: string | null
  readonly createdAt: Date
  readonly lastLoginAt: Date | null
  readonly player: PlayerRow
}

export interface LedgerRow {
  readonly userId: number
  readonly seq: number
  readonly line: number
  readonly currency: Currency
  readonly amount: number
  readonly balanceAfter: number
  readonly counterAccount: string
  readonly reason: string
  readonly commandId: string
  readonly occurredAt: Date
  readonly hash: Buffer
}

export interface AuditRow {
  readonly id: number
  /** Null where the club itself acted. */
  readonly adminId: number | null
  readonly adminSiteId: string
  readonly action: string
  readonly targetType: string
  readonly targetId: string
  readonly reason: string | null
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
  readonly address: string
  readonly requestId: string
  readonly occurredAt: Date
}

const bigint = (name: string) => ({ name, type: 'bigint', transformer: bigintNumber }) as const
const text = (name: string) => ({ name, type: 'text' }) as const
const optionalText = (name: string) => ({ name, type: 'text', nullable: true }) as const
const instant = (name: string) => ({ name, type: 'timestamptz' }) as const

export const UserEntity = new EntitySchema<UserRow>({
  name: 'User',
  tableName: 'users',
  columns: {
    id: { ...bigint('id'), primary: true },
    siteId: text('site_id'),
    nickname: text('nickname'),
    rank: text('rank'),
    email: optionalText('email'),
    phoneNumber: optionalText('phone_number'),
    createdAt: instant('created_at'),
    lastLoginAt: { ...instant('last_login_at'), nullable: true },
  },
  relations: {
    player: { type: 'one-to-one', target: 'Player', joinColumn: { name: 'id', referencedColumnName: 'userId' } },
  },
})

export const PlayerEntity = new EntitySchema<PlayerRow>({
  name: 'Player',
  tableName: 'players',
  columns: {
    userId: { ...bigint('user_id'), primary: true },
    version: bigint('version'),
    coins: bigint('coins'),
    gems: bigint('gems'),
    tickets: bigint('tickets'),
    state: { name: 'state', type: 'json' },
  },
})

export const LedgerEntity = new EntitySchema<LedgerRow>({
  name: 'LedgerEntry',
  tableName: 'ledger_entries',
  columns: {
    userId: { ...bigint('user_id'), primary: true },
    seq: { ...bigint('seq'), primary: true },
    line: { name: 'line', type: 'smallint', primary: true },
    currency: text('currency'),
    amount: bigint('amount'),
    balanceAfter: bigint('balance_after'),
    counterAccount: text('counter_account'),
    reason: text('reason'),
    commandId: { name: 'command_id', type: 'uuid' },
    occurredAt: instant('occurred_at'),
    hash: { name: 'hash', type: 'bytea' },
  },
})

export const AuditEntity = new EntitySchema<AuditRow>({
  name: 'AdminAuditLog',
  tableName: 'admin_audit_logs',
  columns: {
    id: { ...bigint('id'), primary: true },
    adminId: { ...bigint('admin_id'), nullable: true },
    adminSiteId: text('admin_site_id'),
    action: text('action'),
    targetType: text('target_type'),
    targetId: text('target_id'),
    reason: optionalText('reason'),
    before: { name: 'before', type: 'jsonb', nullable: true },
    after: { name: 'after', type: 'jsonb', nullable: true },
    address: text('address'),
    requestId: text('request_id'),
    occurredAt: instant('occurred_at'),
  },
})

export const ADMIN_ENTITIES = [UserEntity, PlayerEntity, LedgerEntity, AuditEntity]
