import { expect } from 'vitest'
import type { TestClub } from './club.ts'
import { eventually } from './eventually.ts'

const BY_TEST = { admin: { adminId: null, siteId: 'system' }, request: { address: 'system', id: 'test' } }
const PATIENCE_MS = 20_000

/** Lets a job run now, for the latest day it was due, again if it has; gives what its shards came to. */
export async function runJob({ core }: Pick<TestClub, 'core'>, name: string) {
  // The club's own timetable may be at it at this moment: then the day is run again after it.
  const runs = await eventually(async () => {
    const ordered = await core.jobs.order({ name, again: true, reason: 'for a test' }, BY_TEST)
    if (!ordered.ok) throw new Error(`${name} was refused: ${ordered.message}`)
    return ordered.value
  }, PATIENCE_MS)
  const ids = runs.map(({ id }) => id)
  await Promise.all(ids.map((id) => core.runner.workOne(id)))
  return eventually(async () => {
    const page = await core.jobs.runs({ job: name, ascending: false, page: 1, perPage: 50 })
    const ended = page.runs.filter((run) => ids.includes(run.id))
    for (const { state } of ended) expect(state).toMatch(/done|failed/)
    const sum = (field: 'worked' | 'failed') => ended.reduce((total, run) => total + run[field], 0)
    const state = ended.every((run) => run.state === 'done') ? 'done' : 'failed'
    return { state, worked: sum('worked'), failed: sum('failed') }
  }, PATIENCE_MS)
}
