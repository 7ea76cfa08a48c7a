import { describe, expect, test } from 'vitest'
import { allOrOneByOne } from './one-by-one.ts'

const withState = (code: string) => Object.assign(new Error(code), { code })

/** Doubles numbers; a statement with the first of them in it fails. */
function aWork(code: string) {
  const sizes: number[] = []
  const work = async (items: readonly number[]) => {
    sizes.push(items.length)
    if (items.includes(1)) throw withState(code)
    return items.map((item) => item * 2)
  }
  return { sizes, work }
}

describe('a statement about many', () => {
  test.each(['22021', '23505', '40P01', '40001', '55P03'])('that one row spoils by %s fails that one', async (code) => {
    const { sizes, work } = aWork(code)
    const answers = await allOrOneByOne([1, 2, 3], work)
    expect((await Promise.allSettled(answers)).map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    expect(await Promise.all(answers.slice(1))).toEqual([4, 6])
    expect(sizes).toEqual([3, 1, 1, 1])
  })

  test.each(['08006', '53300', '57014', '57P01', '42P01'])('that fails by %s fails for all, once', async (code) => {
    const { sizes, work } = aWork(code)
    await expect(allOrOneByOne([1, 2, 3], work)).rejects.toMatchObject({ code })
    expect(sizes).toEqual([3])
  })

  test('about one is not asked again', async () => {
    const { sizes, work } = aWork('55P03')
    await expect(allOrOneByOne([1], work)).rejects.toMatchObject({ code: '55P03' })
    expect(sizes).toEqual([1])
  })

  test('is asked for few at once, and who waits for his row keeps nobody', async () => {
    let [inside, most] = [0, 0]
    const stuck = Promise.withResolvers<void>()
    const answers = await allOrOneByOne(
      Array.from({ length: 40 }, (_, n) => n),
      async (items) => {
        if (items.length > 1) throw withState('55P03')
        most = Math.max(most, ++inside)
        if (items[0] === 0) await stuck.promise
        inside--
        return items
      },
    )
    expect(await Promise.all(answers.slice(1))).toHaveLength(39)
    expect(most).toBeLessThanOrEqual(4)
    stuck.resolve()
    expect(await answers[0]).toBe(0)
  })
})
