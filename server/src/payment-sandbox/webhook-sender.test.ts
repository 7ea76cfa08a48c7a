import { createSecretKey } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { SandboxPayment } from './payments.ts'
import { LINES, WebhookSender } from './webhook-sender.ts'

const PAYMENT = { orderId: 'o_1', paymentId: 'pay_1', amount: 5_000, currency: 'KRW' } as SandboxPayment
const turn = () => new Promise((resolve) => setImmediate(resolve))
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A shop that keeps its answers back until it is told to give them, and a sandbox that tells it of payments. */
async function aSlowShop() {
  const kept: ServerResponse[] = []
  const sockets = new Set<Socket>()
  const ids = new Set<unknown>()
  let given = 0
  const server = createServer((request, response) => {
    sockets.add(request.socket)
    ids.add(request.headers['webhook-id'])
    kept.push(response)
    request.resume()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const secret = createSecretKey(Buffer.alloc(32, 7))
  const sender = new WebhookSender({ url, secret, newId: () => `msg_${++given}`, nowMs: () => 0 })
  closing.push(() => {
    sender.stop()
    server.closeAllConnections()
    server.close()
  })
  const answerAll = (status: number) => {
    for (const response of kept.splice(0)) response.writeHead(status).end()
  }
  return { sender, kept, sockets, ids, answerAll }
}

test('deliveries do not wait for the answers to those before them, and need few connections', async () => {
  const { sender, kept, sockets, ids, answerAll } = await aSlowShop()
  const many = LINES.connections * 4
  for (let n = 0; n < many; n++) sender.send('payment.captured', PAYMENT)
  expect(sender.waiting).toBe(many)
  while (kept.length < many) await turn()
  expect(ids.size).toBe(many)
  expect(sockets.size).toBeLessThanOrEqual(LINES.connections)
  expect(sender.waiting).toBe(many)
  answerAll(200)
  while (sender.waiting > 0) await turn()
})

test('what the shop did not take still waits, until it is taken', async () => {
  const { sender, kept, answerAll } = await aSlowShop()
  for (let n = 0; n < 3; n++) sender.send('payment.captured', PAYMENT)
  while (kept.length < 3) await turn()
  kept.pop()?.writeHead(500).end()
  answerAll(200)
  while (sender.waiting > 1) await turn()
  expect(sender.waiting).toBe(1)
  while (kept.length < 1) await turn()
  answerAll(200)
  while (sender.waiting > 0) await turn()
})
