import { beforeAll, expect, test } from 'vitest'
import { newCommandId, openClub } from '../support/club.ts'
import { auditOf, cloneOf, tamper } from '../support/edits.ts'
import { merge } from '../support/merges.ts'
import { spinHttp } from '../support/play.ts'

const club = await openClub()
/** The accounts, and the numbers of the two events of their merge. */
const made = { from: 0, into: 0, fromSeq: 0, intoSeq: 0 }

beforeAll(async () => {
  const operator = await club.adminToken('operator')
  const [from, into] = [await club.signUp(), await club.signUp()]
  const rewards = [
    { type: 'ITEM', item: 'streak-shield', quantity: 2 },
    { type: 'XP', amount: 5 },
  ]
  const reward = { commandId: newCommandId(), userId: from.userId, rewards, reason: 'for a test', note: '' }
  await club.post('/api/rewards', reward, operator)
  await spinHttp(club, into)
  await merge(club, operator, from, into)
  Object.assign(made, { from: from.userId, into: into.userId, fromSeq: 3, intoSeq: 3 })
  expect((await club.audit()).bad).toBeUndefined()
  await club.stop()
})

const event = (side: 'from' | 'into') => `player_events user ${made[side]} seq ${made[`${side}Seq`]}`
const onEvent = (change: string) => `update player_events set ${change} where user_id = $1 and seq = 3`
const set = (path: string, value: string) => `payload = jsonb_set(payload::jsonb, '${path}', '${value}')::json`

interface Edit {
  readonly statement: string
  readonly side: 'from' | 'into'
  readonly where?: () => string
}

const edits: Record<string, Edit> = {
  'what one account gave': { statement: onEvent(set('{moved,xp}', '6')), side: 'from', where: () => 'user' },
  'what the other got': {
    statement: onEvent(set('{moved,contents}', '["gold-room"]')),
    side: 'into',
    where: () => 'seq 3',
  },
  'whom it went to': { statement: onEvent(set('{intoUserId}', '1')), side: 'from', where: () => 'seq 3' },
  'whom it came from': { statement: onEvent(set('{fromUserId}', '1')), side: 'into', where: () => 'seq 3' },
  'the mark of the closed account': {
    statement: `update players set state = (state::jsonb - 'mergedInto')::json where user_id = $1`,
    side: 'from',
    where: () => event('from'),
  },
  'the merge itself': {
    statement: 'delete from account_merges where from_user_id = $1',
    side: 'from',
    where: () => event('from'),
  },
  'an account that was never merged, marked so': {
    statement: `update players set state = jsonb_set(state::jsonb, '{mergedInto}', '1')::json where user_id = $1`,
    side: 'into',
    where: () => `player_events user ${made.into}`,
  },
}

test.each(Object.entries(edits))('an edit of %s is found', async (name, { statement, side, where }) => {
  const copy = await cloneOf(club.databaseUrl, `edit${Object.keys(edits).indexOf(name)}`)
  await tamper(copy, statement, [made[side]])
  const { bad } = await auditOf(copy)
  expect(bad?.where).toContain(where?.() ?? '')
})
