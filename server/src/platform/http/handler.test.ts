import { accept } from '@casino-club/shared'
import type { Request, Response } from 'express'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { admitLong, type HandlerDependencies, type HttpLocals, handlerOf } from './handler.ts'
import { type AnyRoute, route } from './route.ts'

const aRoute = (path: string): AnyRoute =>
  route({
    method: 'post',
    path,
    summary: 'For a test',
    tag: 'test',
    access: 'none',
    reply: z.object({}),
    handle: async () => accept({}),
  })

function aDoor(take: () => Promise<number>) {
  const deps = { limiters: { general: { take } } } as unknown as HandlerDependencies
  const locals: HttpLocals = { requestId: 'r', route: '' }
  const fake = {
    ...{ locals, setHeader: vi.fn(), type: () => fake, status: vi.fn(() => fake), send: vi.fn(), end: vi.fn() },
  }
  const request = { headers: {}, originalUrl: '/', get: () => undefined } as unknown as Request
  return { deps, fake, request, response: fake as unknown as Response }
}

describe('who sends a long body', () => {
  test('is told to come back while the database is away, and is not read', async () => {
    const away = Object.assign(new Error('away'), { code: 'ECONNREFUSED' })
    const { deps, fake, request, response } = aDoor(() => Promise.reject(away))
    const next = vi.fn()
    await admitLong(aRoute('/long'), deps)(request, response, next)
    expect(next).not.toHaveBeenCalled()
    expect(fake.status).toHaveBeenCalledWith(503)
    expect(fake.send).toHaveBeenCalledWith(expect.stringContaining('TEMPORARILY_UNAVAILABLE'))
    expect(fake.setHeader.mock.calls).toEqual([
      ['Connection', 'close'],
      ['Retry-After', 1],
    ])
  })

  test('is let in once by the route that he asks for, and anew by another', async () => {
    const take = vi.fn(() => Promise.resolve(0))
    const { deps, request, response } = aDoor(take)
    const [long, other] = [aRoute('/long'), aRoute('/other')]
    const next = vi.fn()
    await admitLong(long, deps)(request, response, next)
    expect(next).toHaveBeenCalledExactlyOnceWith()
    await handlerOf(long, deps)(request, response, next)
    expect(take).toHaveBeenCalledTimes(1)
    await handlerOf(other, deps)(request, response, next)
    expect(take).toHaveBeenCalledTimes(2)
  })
})
