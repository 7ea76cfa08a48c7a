import { timingSafeEqual } from 'node:crypto'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { z } from 'zod'
import { payPage } from './pay-page.ts'
import { MODES } from './payments.ts'
import { NO_ANSWER, type Reply, type Sandbox } from './sandbox.ts'

const BODY_LIMIT = 16 * 1024

const orderId = z.string().regex(/^[A-Za-z0-9_-]{6,64}$/)
const amount = z.number().int().min(1).max(100_000_000_000)
const authorizeBody = z.strictObject({
  orderId,
  orderName: z.string().max(200),
  amount,
  currency: z.literal('KRW'),
  cardToken: z.string().max(200).optional(),
  returnUrl: z.url({ protocol: /^https?$/ }).optional(),
})
const amountBody = z.strictObject({ amount })
const keyHeader = z.string().min(8)
const choiceBody = z.object({ choice: z.enum(['approve', 'decline']) })
const controlBody = z.strictObject({ mode: z.enum(MODES) })

/** The HTTP face of the sandbox: its API under a key, and the page that a player pays on. */
export function sandboxApp(sandbox: Sandbox, apiKey: string, publicUrl: () => string): Express {
  const app = express()
  app.disable('x-powered-by')
  // Nobody keeps an answer by its tag.
  app.disable('etag')
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok', webhooksWaiting: sandbox.options.webhooks.waiting })
  })
  mountPage(app, sandbox)
  app.use('/v1', authorized(apiKey), express.json({ limit: BODY_LIMIT }))
  mountApi(app, sandbox, publicUrl)
  app.use((_request, response) => {
    response.status(404).json({ code: 'NOT_FOUND' })
  })
  app.use((_error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    response.status(400).json({ code: 'BAD_REQUEST' })
  })
  return app
}

function authorized(apiKey: string) {
  const wanted = Buffer.from(`Bearer ${apiKey}`)
  return (request: Request, response: Response, next: NextFunction): void => {
    const given = Buffer.from(request.get('authorization') ?? '')
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) next()
    else response.status(401).json({ code: 'UNAUTHORIZED' })
  }
}

function mountApi(app: Express, sandbox: Sandbox, publicUrl: () => string): void {
  const { payments } = sandbox.options
  const send = (response: Response, reply: Reply): void => {
    // The connection stays open and silent, as it does when an answer is lost.
    if (reply === NO_ANSWER) return
    const { body } = reply
    const pays = 'state' in body && 'paymentId' in body && body.state === 'pending'
    const payUrl = pays ? `${publicUrl()}/pay/${String(body.paymentId)}` : undefined
    response.status(reply.status).json({ ...body, ...(payUrl && { payUrl }) })
  }
  const keyOf = (request: Request): string => `${request.path} ${keyHeader.parse(request.get('idempotency-key'))}`
  app.post('/v1/payments', async (request, response) => {
    send(response, await sandbox.authorize(keyOf(request), authorizeBody.parse(request.body)))
  })
  app.get('/v1/payments', (request, response) => {
    const [from, until] = ['from', 'until'].map((name) => Date.parse(String(request.query[name])))
    response.json({ payments: payments.between(from ?? Number.NaN, until ?? Number.NaN) })
  })
  app.post('/v1/payments/:id/capture', async (request, response) => {
    send(response, await sandbox.capture(keyOf(request), request.params.id, amountBody.parse(request.body).amount))
  })
  app.post('/v1/payments/:id/refunds', async (request, response) => {
    send(response, await sandbox.refund(keyOf(request), request.params.id, amountBody.parse(request.body).amount))
  })
  app.post('/v1/payments/:id/charge-back', (request, response) => {
    const payment = sandbox.chargeBack(request.params.id)
    send(response, payment ? { status: 200, body: payment } : { status: 409, body: { code: 'NOT_CAPTURED' } })
  })
  app.post('/v1/orders/:orderId/void', async (request, response) => {
    send(response, await sandbox.void(keyOf(request), orderId.parse(request.params.orderId)))
  })
  app.get('/v1/orders/:orderId', (request, response) => {
    const payment = payments.findOrder(request.params.orderId)
    send(response, payment ? { status: 200, body: payment } : { status: 404, body: { code: 'NOT_FOUND' } })
  })
  app.put('/v1/mode', (request, response) => {
    sandbox.options.mode = controlBody.parse(request.body).mode
    response.json({ mode: sandbox.options.mode })
  })
}

function mountPage(app: Express, sandbox: Sandbox): void {
  const show = (request: Request<{ id: string }>, response: Response): void => {
    const payment = sandbox.options.payments.find(request.params.id)
    if (payment === undefined) {
      response.status(404).type('txt').send('404')
      return
    }
    const language = request.acceptsLanguages('ko', 'en') || 'en'
    response.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; form-action *")
    response.type('html').send(payPage(payment, language))
  }
  app.get('/pay/:id', show)
  app.post('/pay/:id', express.urlencoded({ extended: false, limit: BODY_LIMIT }), (request, response) => {
    const { choice } = choiceBody.parse(request.body)
    const payment = sandbox.decide(request.params.id, choice === 'approve')
    if (payment?.returnUrl) response.redirect(303, payment.returnUrl)
    else show(request, response)
  })
}
