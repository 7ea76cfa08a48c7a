import { Writable } from 'node:stream'
import { beforeEach, describe, expect, test, vi } from 'vitest'

const lines = vi.hoisted((): string[] => [])
vi.mock('pino', async (original) => {
  const real = await original<typeof import('pino')>()
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { ...real, pino: (options: object) => real.pino(options, sink) }
})
const { createLog } = await import('./log.ts')

beforeEach(() => {
  lines.length = 0
})

const SECRETS = [
  'password',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'serverSeed',
  'email',
  'phoneNumber',
  'inviteCode',
]

describe('a log line', () => {
  test.each(SECRETS)('does not tell %s, to three levels deep', (field) => {
    const value = 'nobody-may-read-this'
    createLog('info').info({ [field]: value, body: { [field]: value, user: { [field]: value } } }, 'hello')
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toContain(value)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      [field]: '[hidden]',
      body: { [field]: '[hidden]', user: { [field]: '[hidden]' } },
      msg: 'hello',
    })
  })

  test('tells the rest as it is', () => {
    createLog('info', 'test').info({ userId: 7, body: { bet: 10 } }, 'spun')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ name: 'test', userId: 7, body: { bet: 10 }, msg: 'spun' })
  })

  test('tells of an error its words, code and causes, and not the values it carries', () => {
    const cause = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED', password: 'hidden-value' })
    const error = Object.assign(new Error('the commit failed', { cause }), {
      detail: 'hidden-value',
      client: { password: 'hidden-value' },
    })
    createLog('info').error({ err: error }, 'fault')
    expect(lines[0]).not.toContain('hidden-value')
    expect(JSON.parse(lines[0] ?? '').err).toMatchObject({
      name: 'Error',
      message: 'the commit failed',
      stack: expect.stringContaining('log.test.ts'),
      cause: { message: 'connection refused', code: 'ECONNREFUSED' },
    })
  })

  test('is written for what was thrown and is no error', () => {
    createLog('info').error({ err: 'just a text' }, 'fault')
    expect(JSON.parse(lines[0] ?? '').err).toEqual({ message: 'just a text' })
  })

  test('below the level is not written', () => {
    createLog('warn').info('hello')
    expect(lines).toEqual([])
  })
})
