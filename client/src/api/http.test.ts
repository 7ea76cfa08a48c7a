import { inviteValidateReply } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { createCall } from './http.ts'

const PROBLEM = {
  type: 'about:blank',
  title: 'x',
  status: 429,
  reason: 'LOCKED_OUT',
  requestId: 'r',
  retryAfterSeconds: 60,
}
const ACCEPTED = { isValid: true, errorMessage: null, code: '5858', expiresAt: null, remainingUses: 1 }

const ask = (answer: () => Promise<Response>) =>
  createCall(answer as typeof fetch)('/api/invite/validate', inviteValidateReply, { method: 'POST', body: {} })
const json = (status: number, body: unknown) => async () => new Response(JSON.stringify(body), { status })

test('a reply that fits its schema is handed over', async () => {
  expect(await ask(json(200, ACCEPTED))).toMatchObject({ ok: true, value: ACCEPTED })
})

test('a refusal comes as its reason, with the seconds to wait', async () => {
  expect(await ask(json(429, PROBLEM))).toMatchObject({ ok: false, trouble: 'LOCKED_OUT', retryAfterSeconds: 60 })
})

test.each([
  [401, 'UNAUTHENTICATED'],
  [404, 'NOT_FOUND'],
  [500, 'INTERNAL'],
  [502, 'TEMPORARILY_UNAVAILABLE'],
])('an answer %s that is no problem document is worded by its status: %s', async (status, trouble) => {
  expect(await ask(async () => new Response('<html>', { status }))).toMatchObject({ ok: false, trouble })
})

test('no answer is trouble, never an exception', async () => {
  expect(await ask(() => Promise.reject(new TypeError('fetch failed')))).toEqual({ ok: false, trouble: 'OFFLINE' })
})

test('a reply of another shape is trouble', async () => {
  expect(await ask(json(200, { ok: 1 }))).toEqual({ ok: false, trouble: 'INTERNAL' })
})
