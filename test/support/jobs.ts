import { expect } from 'vitest'
import type { TestClub } from './club.ts'
import { eventually } from './eventually.ts'

const BY_TEST = { admin: { adminId: null, siteId: 'system' }, request: { address: 'system', id: 'test' } }
const PATIENCE_MS = 20_000

/** Lets a job run now, for the latest day it was due, again if it has; gives what its run came to. */
export async function runJob({ core }: Pick<TestClub, 'core'>, name: string) {
  const ordered = await core.jobs.order({ name, again: true, reason: 'for a test' }, BY_TEST)
  if (!ordered.ok) throw new Error(`${name} was refused: ${ordered.message}`)
  const [{ id } = { id: 0 }] = ordered.value
  await core.runner.workOne(id)
  return eventually(async () => {
    const { runs } = await core.jobs.runs({ job: name, ascending: false, page: 1, perPage: 50 })
    const run = runs.find((each) => each.id === id)
    expect(run?.state).toMatch(/done|failed/)
    if (run === undefined) throw new Error(`${name} left no run`)
    return run
  }, PATIENCE_MS)
}
