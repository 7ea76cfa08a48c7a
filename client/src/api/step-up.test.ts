import { expect, test } from 'vitest'
import type { AuthorisedCall } from './authorised.ts'
import { withStepUp } from './step-up.ts'

const schema = { safeParse: () => ({ success: true as const, data: 1 }) }

/** A server that wants a proof before it answers, and counts what it is asked. */
function aServer() {
  const state = { proven: false, calls: 0 }
  const call = (async () => {
    state.calls++
    return state.proven ? { ok: true, value: 1, headers: new Headers() } : { ok: false, trouble: 'STEP_UP_REQUIRED' }
  }) as AuthorisedCall
  return { state, call }
}

test('a call is repeated once the player has proven himself', async () => {
  const { state, call } = aServer()
  const ask = async () => {
    state.proven = true
    return true
  }
  expect(await withStepUp(call, { ask })('/x', schema)).toMatchObject({ ok: true, value: 1 })
  expect(state.calls).toBe(2)
})

test('it stays refused when he would not, or when nobody can ask him', async () => {
  for (const ask of [async () => false, null]) {
    const { state, call } = aServer()
    expect(await withStepUp(call, { ask })('/x', schema)).toMatchObject({ ok: false, trouble: 'STEP_UP_REQUIRED' })
    expect(state.calls).toBe(1)
  }
})
