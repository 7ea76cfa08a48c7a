import { expect, test } from 'vitest'
import { anAdmin, logInAdmin, openPlayer } from '../support/admin-pages.ts'
import { openBrowser, REFUSED_REQUEST } from '../support/browser.ts'
import { newCommandId, openClub } from '../support/club.ts'
import { eventually } from '../support/eventually.ts'
import { describeWith } from '../support/needs.ts'
import { findAccessFaults } from '../support/page-checks.ts'
import { giveCoins } from '../support/play.ts'
import { logInBrowser, showsCoins } from '../support/player-pages.ts'
import { setLimit } from '../support/safe-play.ts'

describeWith('chromium', 'two accounts made one', async () => {
  const club = await openClub()
  const browser = openBrowser()
  const operator = await club.adminToken('operator')

  test('are picked, seen side by side, merged with a reason, and remembered on both pages', async () => {
    const [from, into] = [await club.signUp(), await club.signUp()]
    const rewards = [{ type: 'ITEM', item: 'streak-shield', quantity: 3 }]
    const reward = { commandId: newCommandId(), userId: from.userId, rewards, reason: 'for a test', note: '' }
    await club.post('/api/rewards', reward, operator)
    const game = await browser.visitor({ expected: REFUSED_REQUEST })
    await game.page.goto(`${club.httpUrl}/login`)
    await logInBrowser(game.page, into.siteId, into.password)
    await showsCoins(game.page, 10_000)
    const { page, complaints } = await browser.visitor({ expected: REFUSED_REQUEST })
    await logInAdmin(page, club.httpUrl)
    await openPlayer(page, club.httpUrl, into.userId)
    await page.getByTestId('merge-open').click()
    await page.getByTestId('merge-other').fill('nobody-of-this-name')
    await page.getByTestId('merge-look').click()
    await page.getByTestId('merge-failure').getByText('There is no such account').waitFor()
    await page.getByTestId('merge-other').fill(from.siteId.toUpperCase())
    await page.getByTestId('merge-look').click()
    const coins = page.getByTestId(`merge-coins-${into.userId}`)
    expect(await coins.textContent()).toBe('10,000 → 20,000')
    expect(await page.getByTestId(`merge-coins-${from.userId}`).textContent()).toBe('10,000 → 0')
    await page.getByTestId('merge-things').getByText('streak-shield').waitFor()
    // Behind a dialog the page itself is hidden.
    expect((await findAccessFaults(page)).filter((fault) => fault.startsWith('no name'))).toEqual([])
    expect(await page.getByTestId('merge-confirm').isDisabled()).toBe(true)
    await page.getByTestId('merge-reason').fill('one person, two accounts')
    // The account changes meanwhile: what is seen is read again, and nothing was done.
    await giveCoins(club, into.userId, 7)
    await page.getByTestId('merge-confirm').click()
    await page.getByTestId('merge-failure').getByText('changed this in the meantime').waitFor()
    await eventually(async () => expect(await coins.textContent()).toBe('10,007 → 20,007'))
    await page.getByTestId('merge-confirm').click()
    await page.getByTestId('merges').getByText(from.siteId).waitFor()
    await showsCoins(game.page, 20_007)
    await game.page.getByText('Your other account is part of this one now').waitFor()
    await page.getByTestId('merges').getByRole('link', { name: from.siteId }).click()
    await page.getByTestId('player-state').getByText('Merged away').waitFor()
    await page.getByTestId('merges').getByText('one person, two accounts').waitFor()
    expect(await page.getByTestId('merge-open').count()).toBe(0)
    expect([...complaints, ...game.complaints]).toEqual([])
    const gone = await browser.visitor({ expected: REFUSED_REQUEST })
    await gone.page.goto(`${club.httpUrl}/login`)
    await logInBrowser(gone.page, from.siteId, from.password)
    await gone.page.getByText('This account was merged into your other one').waitFor()
  })

  test('are told what stands against it, in Korean too', async () => {
    const [from, into] = [await club.signUp(), await club.signUp()]
    await setLimit(club, from, 'lossCoins.day', 100)
    const { page, complaints } = await browser.visitor({ locale: 'ko-KR' })
    await logInAdmin(page, club.httpUrl)
    await openPlayer(page, club.httpUrl, into.userId)
    await page.getByTestId('merge-open').click()
    await page.getByTestId('merge-other').fill(`${from.userId}`)
    await page.getByTestId('merge-look').click()
    const refusal = page.getByTestId('merge-refusal')
    await refusal.waitFor()
    expect(await refusal.getAttribute('data-reason')).toBe('MERGE_LOOSENS')
    expect(await refusal.textContent()).toContain('한도')
    expect(await page.getByTestId('merge-reason').isDisabled()).toBe(true)
    expect(await page.getByTestId('merge-confirm').isDisabled()).toBe(true)
    await page.getByTestId('merge-back').click()
    await page.getByTestId('merge-other').waitFor()
    expect(complaints).toEqual([])
  })

  test('are offered only to who may', async () => {
    const player = await club.signUp()
    const { page } = await browser.visitor()
    await logInAdmin(page, club.httpUrl, await anAdmin(club, 'support'))
    await openPlayer(page, club.httpUrl, player.userId)
    await page.getByTestId('ban-open').waitFor()
    expect(await page.getByTestId('merge-open').count()).toBe(0)
  })
})
