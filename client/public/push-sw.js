/**
 * What this browser does with a push while the club is closed: it shows it, and opens the club where it leads to. It keeps
 * nothing and answers no requests of pages.
 */
const CLUB = 'Casino Club'
const ICON = '/favicon.svg'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

/** What came with a push; one that cannot be read is still shown, since a push that shows nothing is reported as misuse. */
function read(data) {
  try {
    const { id, title, body, path, tag } = data.json()
    return { id, title: String(title), body: String(body), path, tag }
  } catch {
    return { title: CLUB, body: '' }
  }
}

/** A path of this app, and nothing else. */
function pathOf(path) {
  const url = new URL(typeof path === 'string' ? path : '/', self.location.origin)
  return url.origin === self.location.origin ? `${url.pathname}${url.search}` : '/'
}

self.addEventListener('push', (event) => {
  const { id, title, body, path, tag } = read(event.data)
  const options = { body, icon: ICON, badge: ICON, data: { id, path: pathOf(path) }, ...(tag && { tag }) }
  event.waitUntil(self.registration.showNotification(title, options))
})

/** Brings the club to the front where it is open, and tells its page; else opens it, with what it is to tell in its address. */
async function follow({ id, path }) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const page = pages.find(({ url }) => !new URL(url).pathname.startsWith('/admin'))
  if (page) {
    page.postMessage({ type: 'push-click', id, path })
    // A browser may refuse to bring it to the front; the page has gone there all the same.
    return page.focus().catch(() => undefined)
  }
  const url = new URL(path, self.location.origin)
  if (id) url.searchParams.set('notification', id)
  return self.clients.openWindow(url.href)
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(follow(event.notification.data ?? { path: '/' }))
})

/** The browser has another subscription now. Only a page can say whose it is: those that are open do, the others when they open. */
async function renew() {
  const answer = await fetch('/api/push/vapid')
  const { publicKey } = await answer.json()
  await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  for (const page of pages) page.postMessage({ type: 'push-renewed' })
}

self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew()))
