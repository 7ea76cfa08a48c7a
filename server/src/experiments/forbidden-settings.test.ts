import { expect, test } from 'vitest'
import { reachesOddsOrPrices } from './forbidden-settings.ts'

test.each(
  `oddsVersion odds ODDS slot_odds rtp slotRtp RTPPercent hitRate hit-rates HitFrequency win_chance winChances winrate dropRate
  drop.rates pityAt pity slotTable table oddsTable tableVersion tables paytable payTable payouts houseEdge HOUSE_EDGE house-edge2 houseedge edgeBp
  reelWeights reel_weight reelweights reelStrips symbolWeight itemWeights chance chances baseChance probability probabilities
  multiplier winMultipliers jackpotShare cost costs gemCost gem_costs priceWon prices itemprice pricing discount discounts
  percentOff fee fees volatility variance luck rngSeed returnPercent slotTableRows
  payOut pay_outs jackPot jack_pot.share cashBack cash_back disCount multi_plier prob_ability payTable pay.table returnToPlayer
  o_d_d_s oDds odDs od_ds pRice p-r-i-c-e r.t.p R-T-P slotR.T.P f_e_e slot0dds pr1ce pric3 payOu7 j4ckpot`.split(/\s+/),
)('reaches for odds or prices: %s', (name) => {
  expect(reachesOddsOrPrices(name)).toBe(true)
})

test.each(
  `size color buttonColor fontWeight lineWeight frameRate refreshRate sharePrompt shareButton screenEdge edgeColor houseTheme
  stableLayout tableLayout tableRows timetable vegetable oddRowColor oddSize goddess hitArea hitSlop winAnimation winText
  dropShadow dropdown dropdownStyle pullToRefresh reelSpeed reelSound symbolSet costume enhance enhanced feed feedback coffee
  luckyBanner priceless rateLimit rating capacity opacity serendipity hospitality boost returnTo rankBadge prizeImage
  rewardText missionOrder xpBar sendAt hour subjectLine tips
  layout4 step1 top10 level2up displayOutline repayNotice startNow stopAtEnd`.split(/\s+/),
)('is an ordinary name: %s', (name) => {
  expect(reachesOddsOrPrices(name)).toBe(false)
})
