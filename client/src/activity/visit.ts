import { type SiteVisitBody, siteVisitBody } from '@casino-club/shared'
import { newCommandId } from '../room/command-id.ts'

const STORAGE_KEY = 'casino-club.visitor'
const MOST_CHARACTERS = 64

/** The id of this browser, which says nothing else of anybody. */
export function visitorOf(storage: Pick<Storage, 'getItem' | 'setItem'>): string {
  const known = storage.getItem(STORAGE_KEY)
  if (siteVisitBody.shape.visitor.safeParse(known).success && known !== null) return known
  const made = newCommandId()
  storage.setItem(STORAGE_KEY, made)
  return made
}

const label = (text: string) => {
  const cut = text.trim().slice(0, MOST_CHARACTERS)
  return siteVisitBody.shape.medium.safeParse(cut).success ? cut : 'other'
}

function otherSite(referrer: string, own: string): string | null {
  if (!URL.canParse(referrer)) return null
  const { host } = new URL(referrer)
  return host === '' || host === own ? null : host
}

/** Who came to a page, and from where: by what the link says, else by the site that led here. */
export function visitOf({ visitor, url, referrer }: { visitor: string; url: URL; referrer: string }): SiteVisitBody {
  const said = (name: string) => url.searchParams.get(`utm_${name}`) ?? ''
  const site = otherSite(referrer, url.host)
  return {
    visitor,
    path: url.pathname.slice(0, 200),
    source: label(said('source')) || label(site ?? '') || 'direct',
    medium: label(said('medium')) || (site === null ? '' : 'referral'),
    campaign: label(said('campaign')),
  }
}
