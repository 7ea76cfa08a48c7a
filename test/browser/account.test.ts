import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults, sidewaysScroll } from '../support/page-checks.ts'
import { aNewPlayer, logInBrowser } from '../support/player-pages.ts'
import { openSmtp, type ReceivedMail } from '../support/smtp.ts'

const PHONE = { width: 360, height: 740 }

/** The link of a mail as it stands there. */
function linkIn({ text }: ReceivedMail): string {
  const link = /https?:\/\/\S+/.exec(text)?.[0]
  if (link === undefined) throw new Error(`no link in: ${text}`)
  return link
}

describeWith('chromium', 'a player’s account', async () => {
  const smtp = await openSmtp()
  const club = await openClub({ env: { SMTP_URL: smtp.url } })
  const { httpUrl } = club
  const { visitor } = openBrowser()
  const loggedIn = (page: Page) => page.locator('[data-testid=balance-coins][data-value]').waitFor()
  const verified = (page: Page) => page.getByTestId('profile-email-shown').getAttribute('data-verified')

  async function signUp(page: Page, email: string) {
    const player = { ...aNewPlayer(), email }
    await page.goto(httpUrl)
    await page.getByTestId('invite-code').fill('5858')
    await page.getByTestId('invite-check').click()
    await page.getByTestId('signup-site-id').fill(player.siteId)
    await page.getByTestId('signup-nickname').fill(player.nickname)
    await page.getByTestId('signup-password').fill(player.password)
    await page.getByTestId('signup-email').fill(email)
    await page.getByTestId('signup-submit').click()
    await loggedIn(page)
    return player
  }
  const anAddress = () => `${aNewPlayer().siteId}@example.org`

  test('an address is confirmed by the mail’s link, a forgotten password set by another, and the address logs in', async () => {
    const { page, complaints } = await visitor({ expected: REFUSED_REQUEST })
    const player = await signUp(page, anAddress())
    await page.goto(`${httpUrl}/account`)
    await page.getByTestId('email-waiting').waitFor()
    expect(await verified(page)).toBe('false')
    await page.goto(linkIn(await smtp.mailTo(player.email, 'Confirm')))
    expect(await findAccessFaults(page)).toEqual([])
    await page.getByTestId('verify-submit').click()
    await page.getByTestId('verify-done').waitFor()
    expect(new URL(page.url()).hash).toBe('')
    await page.goto(`${httpUrl}/account`)
    await eventually(async () => expect(await verified(page)).toBe('true'))

    const other = await visitor({ locale: 'ko-KR', viewport: PHONE, expected: REFUSED_REQUEST })
    await other.page.goto(`${httpUrl}/login`)
    await other.page.getByTestId('login-forgot').click()
    await other.page.getByTestId('forgot-email').fill('no address')
    await other.page.getByTestId('forgot-submit').click()
    await other.page.getByText('이메일 주소가 아닙니다.').waitFor()
    await other.page.getByTestId('forgot-email').fill(player.email)
    await other.page.getByTestId('forgot-submit').click()
    await other.page.getByText('링크를 보냈습니다').waitFor()
    const link = linkIn(await smtp.mailTo(player.email, 'Set a new password'))
    await other.page.goto(link)
    expect([await findAccessFaults(other.page), await sidewaysScroll(other.page)]).toEqual([[], 0])
    await other.page.getByTestId('reset-password').fill('password1')
    await other.page.getByTestId('reset-submit').click()
    await other.page.getByText('너무 흔히 쓰이는 비밀번호입니다').waitFor()
    await other.page.getByTestId('reset-password').fill('another long password')
    await other.page.getByTestId('reset-submit').click()
    await other.page.getByTestId('reset-done').waitFor()
    await other.page.goto(`${httpUrl}/login`)
    await logInBrowser(other.page, player.email, 'another long password')
    await loggedIn(other.page)
    // The first browser was logged out by it.
    await page.getByTestId('login-site-id').waitFor()

    await other.page.goto(link)
    await other.page.getByTestId('reset-password').fill('a third long password')
    await other.page.getByTestId('reset-submit').click()
    await other.page.getByText('이미 사용했거나').waitFor()
    expect([complaints, other.complaints]).toEqual([[], []])
  })

  test('nickname, language of mails, password and address are changed on the account page, errors are told', async () => {
    const { page, complaints } = await visitor({ expected: REFUSED_REQUEST })
    const player = await signUp(page, anAddress())
    await page.goto(`${httpUrl}/account`)
    await page.getByTestId('profile-edit').click()
    await page.getByTestId('profile-nickname').fill('Admin')
    await page.getByTestId('profile-save').click()
    await page.getByText('Only the club itself').waitFor()
    const nickname = aNewPlayer().nickname
    await page.getByTestId('profile-nickname').fill(nickname)
    await page.getByTestId('profile-locale').selectOption('ko')
    await page.getByTestId('profile-save').click()
    await eventually(async () => expect(await page.getByTestId('profile-nickname-shown').textContent()).toBe(nickname))

    await page.getByTestId('password-current').fill('a wrong password')
    await page.getByTestId('password-new').fill('a new long password')
    await page.getByTestId('password-submit').click()
    await page.getByText('not your current password').waitFor()
    await page.getByTestId('password-current').fill(player.password)
    await page.getByTestId('password-submit').click()
    await page.getByText('Your password is changed').waitFor()

    const next = anAddress()
    await page.getByTestId('email-new').fill(next)
    await page.getByTestId('email-password').fill('a new long password')
    await page.getByTestId('email-submit').click()
    await page.getByText(`A link is on its way to ${next}`).waitFor()
    expect((await smtp.mailTo(next)).subject).toBe('이메일 주소를 확인해 주세요')
    expect(complaints).toEqual([])
  })

  test('one’s own data is saved, the account goes on request, and is kept by a log-in', async () => {
    const { page, complaints } = await visitor({ viewport: PHONE, expected: REFUSED_REQUEST })
    const player = await signUp(page, anAddress())
    await page.goto(`${httpUrl}/account`)
    await page.getByTestId('export-data').waitFor()
    expect([await findAccessFaults(page, ['navigation']), await sidewaysScroll(page)]).toEqual([[], 0])
    const coming = page.waitForEvent('download')
    await page.getByTestId('export-data').click()
    const data = JSON.parse(readFileSync(await (await coming).path(), 'utf8'))
    expect(data.account).toMatchObject({ siteId: player.siteId, pendingEmail: player.email })

    await page.getByTestId('leave-open').click()
    await page.getByTestId('leave-password').fill('a wrong password')
    await page.getByTestId('leave-submit').click()
    await page.getByText('not your current password').waitFor()
    await page.getByTestId('leave-password').fill(player.password)
    await page.getByTestId('leave-submit').click()
    await page.getByText('Your account will be deleted on').waitFor()
    await logInBrowser(page, player.siteId, player.password)
    await page.getByTestId('login-restore').click()
    await loggedIn(page)
    expect(complaints).toEqual([])
  })

  test('a link that is not whole says so', async () => {
    const { page } = await visitor()
    for (const path of ['verify-email', 'reset-password#abc']) {
      await page.goto(`${httpUrl}/${path}`)
      await page.getByText('This link is not complete').waitFor()
    }
  })
})
