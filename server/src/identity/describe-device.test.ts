import { expect, test } from 'vitest'
import { coarseAddress, describeDevice } from './describe-device.ts'

const AGENTS: [string, string | null, string | null][] = [
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'Chrome',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge',
    'Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) Version/19.0 Mobile Safari/604',
    'Safari',
    'iOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 16; SM-S931) AppleWebKit/537 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130 Mobile Safari/537',
    'Samsung Internet',
    'Android',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux'],
  ['curl/8.9', null, null],
  ['', null, null],
]

test.each(AGENTS)('%s', (agent, browser, system) => {
  expect(describeDevice(agent)).toEqual({ browser, system })
})

test.each([
  ['203.0.113.77', '203.0.113.*'],
  ['::ffff:203.0.113.77', '203.0.113.*'],
  ['2001:DB8:1:2::5', '2001:db8:1::*'],
  ['2001:db8::5', '2001:db8:0::*'],
  ['::1', '0:0:0::*'],
  ['unknown', ''],
])('%s is shown as %s', (address, shown) => {
  expect(coarseAddress(address)).toBe(shown)
})
