import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { StripeMockBooks } from './stripe-mock-books.ts'
import {
  inner,
  type MockAnswer,
  MockRefusal,
  missing,
  type Params,
  parseForm,
  text,
  texts,
} from './stripe-mock-form.ts'
import type { Intent, Session } from './stripe-mock-objects.ts'

/** Answers as Stripe does; what is to be asked again is our own business. */
export function sendAnswer(response: ServerResponse, { status, body }: MockAnswer): void {
  const headers = { 'content-type': 'application/json', 'request-id': `req_${randomBytes(6).toString('hex')}` }
  response.writeHead(status, { ...headers, 'stripe-should-retry': 'false' }).end(JSON.stringify(body))
}

/** Whether so deep a field is asked for whole: lists name it under `data`. */
const wants = (params: Params, field: string): boolean =>
  Object.values(texts(inner(params, 'expand'))).some((path) => path === field || path === `data.${field}`)

function shown(books: StripeMockBooks, params: Params, object: object): object {
  if (!('object' in object)) return object
  if (object.object === 'payment_intent') {
    const intent = object as Intent
    const charge = books.charges.get(intent.latest_charge ?? '')
    return wants(params, 'latest_charge') && charge ? { ...intent, latest_charge: charge } : intent
  }
  if (object.object !== 'checkout.session') return object
  const { intent: _, ...session } = object as Session
  const paid = books.intents.get(session.payment_intent ?? '')
  if (paid === undefined || !wants(params, 'payment_intent.latest_charge')) return session
  const charge = books.charges.get(paid.latest_charge ?? '')
  return { ...session, payment_intent: { ...paid, ...(charge && { latest_charge: charge }) } }
}

/** A page of a list, newest first, cut by time and by where the last one ended. */
function listed(books: StripeMockBooks, path: string, params: Params): MockAnswer {
  const all: Readonly<Record<string, Iterable<object>>> = {
    payment_intents: books.intents.values(),
    'checkout/sessions': books.sessions.values(),
    refunds: books.refunds.values(),
    disputes: books.disputes.values(),
  }
  const { gte = '0', lt = 'Infinity', lte = 'Infinity' } = texts(inner(params, 'created'))
  const of = text(params, 'payment_intent')
  const rows = [...(all[path] ?? [])].reverse() as { id: string; created: number; payment_intent?: string }[]
  const wanted = rows.filter(
    (row) =>
      row.created >= Number(gte) &&
      row.created < Number(lt) &&
      row.created <= Number(lte) &&
      (of === undefined || row.payment_intent === of),
  )
  const after = wanted.findIndex(({ id }) => id === text(params, 'starting_after')) + 1
  const limit = Number(text(params, 'limit') ?? 10)
  const data = wanted.slice(after, after + limit).map((row) => shown(books, params, row))
  return { status: 200, body: { object: 'list', url: `/v1/${path}`, has_more: after + limit < wanted.length, data } }
}

/** What a call of the API answers; throws `MockRefusal`. */
export function answerOf(books: StripeMockBooks, call: string, params: Params): MockAnswer {
  const [, method, path, id = '', action] =
    /^(GET|POST) \/v1\/(checkout\/sessions|[a-z_]+)(?:\/(\w+))?(?:\/(\w+))?$/.exec(call) ?? []
  const ok = (object: object): MockAnswer => ({ status: 200, body: shown(books, params, object) })
  if (method === 'GET' && path && id === '') return listed(books, path, params)
  const named = `${method} ${path} ${action ?? (id ? 'one' : 'new')}`
  switch (named) {
    case 'POST payment_intents new':
      return ok(books.createIntent(params))
    case 'GET payment_intents one':
      return ok(books.intent(id))
    case 'POST payment_intents capture':
      return ok(books.capture(id, params))
    case 'POST payment_intents cancel':
      return ok(books.cancel(id, params))
    case 'POST checkout/sessions new':
      return ok(books.createSession(params))
    case 'GET checkout/sessions one':
      return ok(books.session(id))
    case 'POST checkout/sessions expire':
      return ok(books.expire(id, params))
    case 'POST refunds new':
      return ok(books.refund(params))
    default:
      throw missing('route', call)
  }
}

/** Stripe's own page: a form with a card, which leads back to the shop when it was taken. */
export function page(
  books: StripeMockBooks,
  id: string,
  { method }: IncomingMessage,
  body: string,
  response: ServerResponse,
) {
  try {
    const session = books.session(id)
    if (method === 'POST') {
      books.payOnPage(id, text(parseForm(body), 'card') ?? '')
      response.writeHead(303, { location: session.success_url }).end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<form method="post">${session.amount_total}</form>`)
  } catch (error) {
    if (!(error instanceof MockRefusal)) throw error
    sendAnswer(response, error.answer)
  }
}
