import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { AdminSessionReply } from '@casino-club/shared'
import { expect, test } from 'vitest'
import { ensureContent } from '../../server/src/app/content.ts'
import { ADMIN_PASSWORD, aName, openClub, WIDE_OPEN } from '../support/club.ts'
import { freshDatabase } from '../support/databases.ts'
import { aProblem } from '../support/requests.ts'
import { enrol } from '../support/second-factor.ts'

/** What `npm run owner` runs. */
const RUN = join(import.meta.dirname, '../../scripts/run.mjs')
const club = await openClub()

/** The command as an operator types it; what it prints, and its exit code. */
function owner(args: readonly string[], databaseUrl = club.databaseUrl) {
  const env = { ...process.env, ...WIDE_OPEN, DATABASE_URL: databaseUrl }
  const child = spawn(process.execPath, [RUN, 'owner', ...args], { env })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

const passwordIn = (stdout: string): string => /Password: (\S+)\n$/.exec(stdout)?.[1] ?? ''
const logIn = (siteId: string, password: string) =>
  club.post<AdminSessionReply>('/api/auth/admin/login', { siteId, password })
const adminsNamed = (siteId: string) =>
  club.sql('select role, disabled_at is null as enabled from admin_users where site_id = $1', [siteId])

test('without --apply it says what it would do and does nothing', async () => {
  const siteId = aName('boss')
  const { code, stdout } = await owner([siteId])
  expect(code).toBe(0)
  expect(stdout).toContain(`--apply makes ${siteId} an owner`)
  expect(await adminsNamed(siteId)).toEqual([])
})

test('with --apply it makes an owner, prints his password once, and the log tells of it without the password', async () => {
  const siteId = aName('boss')
  const { code, stdout } = await owner([siteId, '--apply'])
  expect([code, stdout]).toEqual([0, `${siteId} is an owner. Password: ${passwordIn(stdout)}\n`])
  expect(await logIn(siteId, passwordIn(stdout))).toMatchObject({ status: 200, body: { user: { role: 'owner' } } })
  const log = await club.sql(
    `select admin_id, admin_site_id, before, after::text as after from admin_audit_logs
     where action = 'admins.owner' and after ->> 'siteId' = $1`,
    [siteId],
  )
  expect(log).toMatchObject([{ admin_id: null, admin_site_id: 'system', before: null }])
  expect(log[0]?.after).not.toContain(passwordIn(stdout))
})

test('lets one in again who has no way in: new password, role, enabled, no second factor, sessions ended', async () => {
  const siteId = aName('boss')
  const first = await owner([siteId, '--apply'])
  const { accessToken, refreshToken } = (await logIn(siteId, passwordIn(first.stdout))).body
  await enrol(club, accessToken, Date.now())
  expect((await club.get('/api/admin/me', accessToken)).status).toBe(200)
  await club.sql(`update admin_users set role = 'viewer', disabled_at = now() where site_id = $1`, [siteId])
  const { code, stdout } = await owner([siteId.toUpperCase(), '--apply'])
  expect(code).toBe(0)
  await expect
    .poll(() => club.get('/api/admin/me', accessToken), { timeout: 1_000 })
    .toMatchObject(aProblem(401, 'SESSION_REVOKED'))
  expect(await adminsNamed(siteId)).toEqual([{ role: 'owner', enabled: true }])
  expect(await logIn(siteId, passwordIn(first.stdout))).toMatchObject(aProblem(401, 'BAD_CREDENTIALS'))
  expect(await logIn(siteId, passwordIn(stdout))).toMatchObject({ status: 200, body: { user: { role: 'owner' } } })
  const refreshed = await club.post('/api/auth/refresh', { refreshToken })
  expect(refreshed).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
})

test('a password of the first admin that is set anew at a start puts out whoever is in by the one before', async () => {
  const start = (adminPassword: string) =>
    ensureContent(club.core.pool, club.core, { inviteCode: '5858', adminPassword, adminPasswordIsSet: true })
  const { accessToken, refreshToken } = (await logIn('admin', ADMIN_PASSWORD)).body
  await start(ADMIN_PASSWORD)
  expect((await club.get('/api/admin/me', accessToken)).status).toBe(200)
  await start('another password of the operator')
  await expect
    .poll(() => club.get('/api/admin/me', accessToken), { timeout: 1_000 })
    .toMatchObject(aProblem(401, 'SESSION_REVOKED'))
  expect(await club.post('/api/auth/refresh', { refreshToken })).toMatchObject(aProblem(401, 'SESSION_REVOKED'))
  expect((await logIn('admin', 'another password of the operator')).status).toBe(200)
  const log = await club.sql(
    `select admin_site_id, request_id, after from admin_audit_logs where action = 'admins.password'`,
  )
  expect(log).toEqual([{ admin_site_id: 'system', request_id: 'ADMIN_PASSWORD', after: { siteId: 'admin' } }])
})

test.each<[string, string[]]>([
  ['no name', ['--apply']],
  ['a name that is none', ['a name', '--apply']],
])('%s is answered with one sentence and exit 1', async (_, args) => {
  const { code, stderr, stdout } = await owner(args)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr.trim()).toBe('Say who: npm run owner -- <name> --apply')
})

test('a database that is not there yet gets its schema first', async () => {
  const fresh = await freshDatabase()
  expect(await owner(['boss', '--apply'], fresh)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^boss is/) })
})
