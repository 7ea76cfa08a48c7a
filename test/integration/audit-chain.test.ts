import { beforeAll, expect, test } from 'vitest'
import { openClub } from '../support/club.ts'
import { auditOf, cloneOf, tamper } from '../support/edits.ts'

const club = await openClub()
let entry = 0

beforeAll(async () => {
  const token = await club.adminToken()
  const { userId } = await club.signUp()
  for (let each = 1; each <= 5; each++) {
    await club.post(`/api/admin/players/${userId}/notes`, { body: `note ${each}` }, token)
  }
  const [row] = await club.sql<{ log_id: number }>('select log_id from admin_audit_chain where position = 3')
  entry = row?.log_id ?? 0
  await expect(
    club.core.pool.query('insert into admin_audit_chain values (999, 1, $1)', [Buffer.alloc(32)]),
  ).rejects.toThrow(/permission denied/)
  await expect(club.sql('delete from admin_audit_chain')).rejects.toThrow()
  expect((await club.audit()).bad).toBeUndefined()
  await club.stop()
})

/** What an owner of the database may do who means ill. */
const EDITS: Record<string, { readonly sql: string; readonly why: RegExp; readonly further?: number }> = {
  'a changed reason': { sql: `set reason = 'another'`, why: /not what its link/ },
  'another admin': { sql: `set admin_site_id = 'x'`, why: /not what its link/ },
  'another before': { sql: `set before = '{}'`, why: /not what its link/ },
  'another time': { sql: `set occurred_at = occurred_at + interval '1 microsecond'`, why: /not what its link/ },
}

test.each(Object.entries(EDITS))('%s is found', async (name, { sql, why }) => {
  const copy = await cloneOf(club.databaseUrl, name.replaceAll(' ', '_'))
  await tamper(copy, `update admin_audit_logs ${sql} where id = $1`, [entry])
  const { bad } = await auditOf(copy)
  expect(bad?.where).toBe(`admin_audit_logs ${entry}`)
  expect(bad?.why).toMatch(why)
})

test('an entry that was taken out is found', async () => {
  const copy = await cloneOf(club.databaseUrl, 'gone')
  await tamper(copy, 'delete from admin_audit_logs where id = $1', [entry])
  expect((await auditOf(copy)).bad).toEqual({ where: `admin_audit_logs ${entry}`, why: 'its entry is gone' })
})

test('a link that was taken out with its entry is found', async () => {
  const copy = await cloneOf(club.databaseUrl, 'link')
  await tamper(copy, 'delete from admin_audit_chain where log_id = $1', [entry])
  await tamper(copy, 'delete from admin_audit_logs where id = $1', [entry])
  const { bad } = await auditOf(copy)
  expect(bad?.why).toBe('a link before it is gone')
})

test('an entry put in without a link is found', async () => {
  const copy = await cloneOf(club.databaseUrl, 'more')
  await tamper(
    copy,
    `insert into admin_audit_logs (admin_id, admin_site_id, action, target_type, target_id, address, request_id, occurred_at)
     values (null, 'system', 'none', 'none', 'none', 'none', $1, now())`,
    ['none'],
  )
  expect((await auditOf(copy)).bad?.why).toBe('it has no link')
})
