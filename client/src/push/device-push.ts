import type { Backend } from '../api/backend.ts'
import { findPushSupport, subscribeBrowser, unsubscribeBrowser } from './browser-push.ts'
import { readPushRecord, writePushUser } from './push-record.ts'

export type PushState = 'unsupported' | 'install' | 'denied' | 'off' | 'on'
/** How turning it on ended; `failed`: the browser or the club could not. */
export type PushEnd = 'done' | 'denied' | 'failed'

/** How pushes stand for a player in this browser; nothing is asked. */
export function pushStateOf(userId: number): PushState {
  const support = findPushSupport()
  if (support !== 'possible') return support
  return readPushRecord(localStorage).userId === userId && Notification.permission === 'granted' ? 'on' : 'off'
}

async function subscribe(backend: Backend, userId: number): Promise<boolean> {
  const key = await backend.push.vapid()
  if (!key.ok) return false
  const { deviceId } = readPushRecord(localStorage)
  const body = await subscribeBrowser(key.value.publicKey, deviceId).catch(() => undefined)
  if (body === undefined || !(await backend.push.subscribe(body)).ok) return false
  writePushUser(localStorage, userId, deviceId)
  return true
}

/** Asks the browser, which asks the player, and then tells the club. Only after the player has asked for it himself. */
export async function turnPushOn(backend: Backend, userId: number): Promise<PushEnd> {
  if ((await Notification.requestPermission()) !== 'granted') {
    return Notification.permission === 'denied' ? 'denied' : 'failed'
  }
  return (await subscribe(backend, userId)) ? 'done' : 'failed'
}

/** The club is told first: whatever the browser does after it, nothing is sent there any more. */
export async function turnPushOff(backend: Backend): Promise<boolean> {
  const { deviceId } = readPushRecord(localStorage)
  const told = await backend.push.unsubscribe(deviceId)
  if (!told.ok && told.trouble !== 'NOT_FOUND') return false
  writePushUser(localStorage, null, deviceId)
  await unsubscribeBrowser().catch(() => undefined)
  return true
}

/** Brings a subscription up to date that this player has turned on here: log-in, endpoint and key may be others by now. */
export async function keepPush(backend: Backend, userId: number): Promise<void> {
  if (pushStateOf(userId) === 'on') await subscribe(backend, userId)
}
