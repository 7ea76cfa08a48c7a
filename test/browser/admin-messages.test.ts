import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { buryDelivery } from '../../server/src/notify/dead-letters.store.ts'
import { inTransaction } from '../../server/src/platform/postgres/pool.ts'
import { logInAdmin } from '../support/admin-pages.ts'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { aName, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { deliveriesOf, tell } from '../support/notifications.ts'
import { findAccessFaults } from '../support/page-checks.ts'
import { openSmtp } from '../support/smtp.ts'

const PATIENCE_MS = 60_000

describeWith('chromium', 'messages in the back office', async () => {
  const smtp = await openSmtp()
  const club = await openClub({ env: { SMTP_URL: smtp.url } })
  const { httpUrl } = club
  const { visitor } = openBrowser()

  async function anAdminAt(path: string) {
    const visit = await visitor({ expected: REFUSED_REQUEST, acceptDownloads: true })
    await logInAdmin(visit.page, httpUrl)
    await visit.page.goto(`${httpUrl}/admin/#/${path}`)
    return visit
  }
  const shows = (page: Page, testId: string, text: string) =>
    eventually(async () => expect(await page.getByTestId(testId).textContent()).toContain(text), PATIENCE_MS)

  async function aReader() {
    const player = await club.signUp()
    const email = `${aName('to')}@example.org`
    await club.sql('update users set email = $2 where id = $1', [player.userId, email])
    return { ...player, email }
  }

  /** A message that can never be sent, as far as anybody knows. */
  async function aDeadLetter(template: string): Promise<number> {
    const { userId } = await club.signUp()
    const id = await tell(club, userId, { template })
    const delivery = await eventually(async () => {
      const [settled] = await deliveriesOf(club, id)
      if (settled?.state !== 'skipped') throw new Error('it is under way')
      return settled
    }, PATIENCE_MS)
    await club.sql(`update notification_deliveries set state = 'dead', reason = 'too long' where id = $1`, [
      delivery.id,
    ])
    const letter = { deliveryId: delivery.id, class: 'poison', body: {}, error: 'too long', stack: null } as const
    const at = { attempts: 1, round: 0, atMs: Date.now() }
    return inTransaction(club.core.pool, (tx) => buryDelivery(tx, { ...letter, ...at }))
  }

  test('dead letters are counted before they are taken up again, and the queues are looked at', async () => {
    const template = 'season.news'
    const id = await aDeadLetter(template)
    const { page, complaints } = await anAdminAt(`notifications?filter=${JSON.stringify({ template })}`)
    await page.getByRole('row').getByText('Waits for a person').waitFor({ timeout: PATIENCE_MS })
    expect(await findAccessFaults(page)).toEqual([])
    await page.getByTestId('redrive').click()
    await page.getByTestId('redrive-confirm-reason').fill('the text is shorter now')
    expect(await page.getByTestId('redrive-confirm').isDisabled()).toBe(true)
    await page.getByTestId('redrive-count').click()
    await shows(page, 'redrive-counted', '1 may still be told')
    expect(await club.sql('select state from notification_dead_letters where id = $1', [id])).toEqual([
      { state: 'parked' },
    ])
    await page.getByTestId('redrive-confirm').click()
    await page.getByRole('row').getByText('Taken up again').waitFor({ timeout: PATIENCE_MS })
    const [entry] = await club.sql(`select reason from admin_audit_logs where action = 'notifications.redrive'`)
    expect(entry).toEqual({ reason: 'the text is shorter now' })

    await page.getByTestId('queues').click()
    await page.getByText('notifications_dlq').first().waitFor({ timeout: PATIENCE_MS })
    expect(await page.getByText(/^(Pause|Retry all|Clean all|Add job)$/).count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('a message is drafted, looked at in both languages, and published', async () => {
    const { page, complaints } = await anAdminAt('templates/service-notice')
    const title = page.getByTestId('template-title-en')
    await title.fill('{{subject}} – {{weather}}', { timeout: PATIENCE_MS })
    await page.getByTestId('template-save').click()
    await page.getByTestId('template-refusal').getByText('weather').waitFor({ timeout: PATIENCE_MS })
    await title.fill('From the club: {{subject}}')
    await page.getByTestId('template-preview').click()
    await shows(page, 'template-shown-en', 'From the club: Spring at the club')
    await shows(page, 'template-shown-ko', 'Spring at the club')
    await page.getByTestId('template-save').click()
    await page.getByTestId('template-publish').click({ timeout: PATIENCE_MS })
    await page.getByTestId('template-publish-confirm-reason').fill('it says who speaks')
    await page.getByTestId('template-publish-confirm').click()
    await page.getByTestId('template-publish-confirm').waitFor({ state: 'detached', timeout: PATIENCE_MS })
    await page.getByTestId('template-reset').waitFor({ timeout: PATIENCE_MS })
    await shows(page, 'template-version', 'Sent now')
    const [live] = await club.sql(
      `select t.title from message_template_texts t join message_template_versions v using (name, version)
       where name = 'service-notice' and v.status = 'live' and language = 'en'`,
    )
    expect(live).toEqual({ title: 'From the club: {{subject}}' })
    // What is confirmed in a dialog saves nothing of the form that it stands in.
    const acts = await club.sql(`select action from admin_audit_logs where target_id = 'service-notice' order by id`)
    expect(acts).toEqual([{ action: 'templates.draft' }, { action: 'templates.publish' }])
    expect(complaints).toEqual([])
  })

  test('letters are kept from an address, and let through again', async () => {
    const reader = await aReader()
    const { page, complaints } = await anAdminAt('suppressions')
    await page.getByTestId('suppression-new').click({ timeout: PATIENCE_MS })
    await page.getByTestId('suppression-address').fill(reader.email)
    await page.getByTestId('suppression-confirm-reason').fill('asked for on the phone')
    await page.getByTestId('suppression-confirm').click()
    const row = page.getByRole('row').filter({ hasText: reader.siteId })
    await row.getByText('No letters').waitFor({ timeout: PATIENCE_MS })
    expect(await page.getByText(reader.email).count()).toBe(0)
    await row.getByRole('button', { name: 'Let letters through' }).click()
    await page.getByTestId('suppression-lift-confirm-reason').fill('he wants them again')
    await page.getByTestId('suppression-lift-confirm').click()
    // While the dialog is open, nothing behind it has a role.
    await page.getByTestId('suppression-lift-confirm').waitFor({ state: 'detached', timeout: PATIENCE_MS })
    await row.waitFor({ state: 'detached', timeout: PATIENCE_MS })
    expect(await club.sql('select from email_suppressions where user_id = $1', [reader.userId])).toEqual([])
    expect(complaints).toEqual([])
  })

  test('what came of reminders is read by day and kind, and saved as a file', async () => {
    const { userId } = await club.signUp()
    const id = await tell(club, userId, { channels: ['in_app'], params: { vaultType: 'GOLD' } })
    await eventually(async () => expect((await deliveriesOf(club, id))[0]?.state).toBe('sent'), PATIENCE_MS)
    const { page, complaints } = await anAdminAt('vault-reports')
    await shows(page, 'alerts-table', 'EXPIRY_D2')
    const coming = page.waitForEvent('download')
    await page.getByTestId('alerts-csv').click()
    const file = await (await coming).path()
    const day = new Date().toISOString().slice(0, 10)
    expect(await readFile(file, 'utf8')).toContain(`${day},EXPIRY_D2,1,0,0,0`)
    expect(complaints).toEqual([])
  })

  test('a letter by hand is counted first, and sent once with a reason to those it reaches', async () => {
    const [reader, shy] = [await aReader(), await club.signUp()]
    const { page, complaints } = await anAdminAt('letters')
    await page.getByTestId('letter-template').selectOption('announcement', { timeout: PATIENCE_MS })
    await page.getByTestId('letter-template').selectOption('service-notice')
    await page.getByTestId('letter-users').fill(`${reader.userId}, ${shy.userId} and others`)
    await page.getByTestId('letter-value-subject').fill('The club is closed on Monday')
    await page.getByTestId('letter-value-text').fill('It opens again on Tuesday.')
    expect(await page.getByTestId('letter-count').isDisabled()).toBe(true)
    await page.getByTestId('letter-users').fill(`${reader.userId}, ${shy.userId}`)
    expect(await findAccessFaults(page)).toEqual([])
    await page.getByTestId('letter-count').click()
    await shows(page, 'letter-counted', '1 of 2 players would get it')
    // What is changed after it was counted is to be counted anew.
    await page.getByTestId('letter-value-text').fill('It opens again on Wednesday.')
    expect(await page.getByTestId('letter-send').isDisabled()).toBe(true)
    await page.getByTestId('letter-count').click()
    await page.getByTestId('letter-send').click({ timeout: PATIENCE_MS })
    await page.getByTestId('letter-confirm-reason').fill('works in the building')
    await page.getByTestId('letter-confirm').click()
    await page.getByText('1 letters are on their way.').waitFor({ timeout: PATIENCE_MS })
    const mail = await smtp.mailTo(reader.email, 'closed on Monday', PATIENCE_MS)
    expect(mail.text).toContain('It opens again on Wednesday.')
    expect(smtp.countTo(reader.email)).toBe(1)
    const audits = await club.sql(`select reason from admin_audit_logs where action = 'email.trigger'`)
    expect(audits).toEqual([{ reason: 'works in the building' }])
    expect(complaints).toEqual([])
  })
})
