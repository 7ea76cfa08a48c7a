import type { PushSubscribeBody } from '@casino-club/shared'

const WORKER = '/push-sw.js'
const USER_AGENT_LETTERS = 400

/** What can be done about pushes in this browser; `install`: after the club was put on the home screen. */
export type PushSupport = 'unsupported' | 'install' | 'denied' | 'possible'

/** iPhones and iPads, also those that say they are a Mac. */
const isApplePhone = () =>
  /iPhone|iPad/.test(navigator.userAgent) || (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)

/** Looks, and asks for nothing. */
export function findPushSupport(): PushSupport {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) {
    return isApplePhone() && !matchMedia('(display-mode: standalone)').matches ? 'install' : 'unsupported'
  }
  return Notification.permission === 'denied' ? 'denied' : 'possible'
}

const toBase64Url = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

async function registration(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register(WORKER)
  return await navigator.serviceWorker.ready
}

/**
 * This browser's subscription for a key of the club, as the server is to know it. One that was made with another key is given
 * back first: it is bound to that one for life. Throws where the browser will not.
 */
export async function subscribeBrowser(vapidPublicKey: string, deviceId: string): Promise<PushSubscribeBody> {
  const { pushManager } = await registration()
  const before = await pushManager.getSubscription()
  const isBound = before !== null && toBase64Url(before.options.applicationServerKey) === vapidPublicKey
  if (before && !isBound) await before.unsubscribe()
  const subscription =
    before && isBound
      ? before
      : await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: vapidPublicKey })
  return {
    endpoint: subscription.endpoint,
    p256dh: toBase64Url(subscription.getKey('p256dh')),
    auth: toBase64Url(subscription.getKey('auth')),
    deviceId,
    userAgent: navigator.userAgent.slice(0, USER_AGENT_LETTERS),
    vapidPublicKey,
  }
}

/** Gives this browser's subscription back to its push service, if it has one. */
export async function unsubscribeBrowser(): Promise<void> {
  const found = await navigator.serviceWorker.getRegistration(WORKER)
  const subscription = await found?.pushManager.getSubscription()
  await subscription?.unsubscribe()
}
