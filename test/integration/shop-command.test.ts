import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openClub, WIDE_OPEN } from '../support/club.ts'

/** What `npm run shop` runs. */
const RUN = join(import.meta.dirname, '../../scripts/run.mjs')
const club = await openClub()

/** The command as an operator types it; what it prints, and its exit code. */
function shop(...args: string[]) {
  const env = { ...process.env, ...WIDE_OPEN, DATABASE_URL: club.databaseUrl }
  const child = spawn(process.execPath, [RUN, 'shop', ...args], { env })
  let stdout = ''
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  return new Promise<{ code: number | null; stdout: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout }))
  })
}
const stopped = () => club.core.shopping.products.find('gems-100')?.disabledAt !== null

test('a sale is stopped and begun again by command, seen by a running process, with the reason in the log', async () => {
  expect(await shop('disable', 'gems-100', 'the price is wrong')).toEqual({
    code: 0,
    stdout: expect.stringContaining('gems-100 is stopped; purchases taken back: 0.\n'),
  })
  await expect.poll(stopped).toBe(true)
  expect((await shop('disable', 'gems-100', 'the price is wrong')).code).toBe(1)
  expect((await shop('enable', 'gems-100', 'it is right again')).code).toBe(0)
  await expect.poll(stopped).toBe(false)
  expect(
    await club.sql(
      `select action, admin_site_id, reason from admin_audit_logs where target_id = 'gems-100' order by id`,
    ),
  ).toEqual([
    { action: 'products.disable', admin_site_id: 'system', reason: 'the price is wrong' },
    { action: 'products.enable', admin_site_id: 'system', reason: 'it is right again' },
  ])
})

test('a command without a reason, or for a product nobody knows, changes nothing', async () => {
  for (const args of [
    ['disable', 'gems-550'],
    ['disable', 'gems-550', 'no'],
    ['disable', 'nothing', 'it is wrong'],
    ['stop'],
  ]) {
    expect((await shop(...args)).code).toBe(1)
  }
})
