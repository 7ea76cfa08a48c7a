import { newCommandId } from '../room/command-id.ts'

const STORAGE_KEY = 'casino-club.push'

/** What this browser remembers about pushes. */
export interface PushRecord {
  readonly deviceId: string
  /** Who has turned them on here; null: nobody. */
  readonly userId: number | null
}

type Store = Pick<Storage, 'getItem' | 'setItem'>

function isRecord(value: unknown): value is PushRecord {
  if (typeof value !== 'object' || value === null) return false
  const { deviceId, userId } = value as Record<string, unknown>
  return typeof deviceId === 'string' && (userId === null || typeof userId === 'number')
}

/** What is remembered; a browser without a device id is given one. */
export function readPushRecord(storage: Store): PushRecord {
  try {
    const value: unknown = JSON.parse(storage.getItem(STORAGE_KEY) ?? 'null')
    if (isRecord(value)) return value
  } catch {
    // What cannot be read counts as absent.
  }
  return writePushUser(storage, null, newCommandId())
}

/** Remembers who has turned pushes on here. */
export function writePushUser(storage: Store, userId: number | null, deviceId: string): PushRecord {
  const record = { deviceId, userId }
  storage.setItem(STORAGE_KEY, JSON.stringify(record))
  return record
}
