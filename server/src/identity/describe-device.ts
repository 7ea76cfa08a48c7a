import type { DeviceView } from '@casino-club/shared'
import { firstGroups } from '../platform/http/network-of.ts'

/** In order: what many pretend to be comes last. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\/\d/, 'Edge'],
  [/\bOPR\/\d|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\/\d/, 'Samsung Internet'],
  [/\bWhale\/\d/, 'Whale'],
  [/\bKAKAOTALK\b/, 'KakaoTalk'],
  [/\bFirefox\/\d|\bFxiOS\/\d/, 'Firefox'],
  [/\bChrome\/\d|\bCriOS\/\d/, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b|\biPod\b/, 'iOS'],
  [/\biPad\b/, 'iPadOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

const firstOf = (known: readonly [RegExp, string][], text: string): string | null =>
  known.find(([pattern]) => pattern.test(text))?.[1] ?? null

/** Browser and system by what the user agent says; it can say anything, so nothing is decided by it. */
export function describeDevice(userAgent: string | null): DeviceView {
  const text = userAgent ?? ''
  return { browser: firstOf(BROWSERS, text), system: firstOf(SYSTEMS, text) }
}

/** Of an IPv6 address: what a provider gives to one site. */
const SITE_GROUPS = 3

/** The network an address belongs to (IPv4 /24, IPv6 /48): enough to know one's own, too little to find anybody. */
export function coarseAddress(address: string | null): string {
  const four = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i.exec(address ?? '')
  if (four) return `${four[1]}.*`
  const groups = firstGroups(address ?? '', SITE_GROUPS)
  return groups === undefined ? '' : `${groups.join(':')}::*`
}
