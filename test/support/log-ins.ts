import type { TestPlayer } from './club.ts'
import type { Requests } from './requests.ts'

/** One after the other. */
export async function repeat<T>(times: number, act: () => Promise<T>): Promise<T[]> {
  const results: T[] = []
  while (results.length < times) results.push(await act())
  return results
}

/** Log-ins of players by a club's door. */
export function logInsAt({ post }: Requests) {
  const logIn = (siteId: unknown, password: unknown) => post('/api/auth/login', { siteId, password })
  return {
    logIn,
    fail: (siteId: string, times: number) => repeat(times, () => logIn(siteId, 'a wrong password')),
    withRightPassword: ({ siteId, password }: TestPlayer) => logIn(siteId, password),
  }
}
