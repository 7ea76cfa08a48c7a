import { expect, test, vi } from 'vitest'
import type { OddsTables } from '../odds-tables.service.ts'
import { disclosureCache } from './disclosure-cache.ts'

function aCache() {
  const published = { version: 1 as number | undefined }
  const current = () => (published.version === undefined ? undefined : { version: published.version })
  const make = vi.fn(async () => [])
  return { published, make, ask: disclosureCache({ current } as unknown as OddsTables, make) }
}

test('the disclosure is made once while the same tables are in force, and told with the time it is asked at', async () => {
  const { make, ask } = aCache()
  const answers = await Promise.all([ask(0), ask(1_000)])
  expect(answers.map(({ generatedAt }) => generatedAt)).toEqual([
    '1970-01-01T00:00:00.000Z',
    '1970-01-01T00:00:01.000Z',
  ])
  expect(make).toHaveBeenCalledTimes(1)
})

test('it is made again when a table is published, stopped, and published again', async () => {
  const { published, make, ask } = aCache()
  for (const version of [1, 2, undefined, 3]) {
    published.version = version
    await ask(0)
    await ask(0)
  }
  expect(make).toHaveBeenCalledTimes(4)
})

test('a failure is not kept', async () => {
  const { make, ask } = aCache()
  make.mockRejectedValueOnce(new Error('away'))
  await expect(ask(0)).rejects.toThrow('away')
  await expect(ask(0)).resolves.toMatchObject({ games: [] })
})
